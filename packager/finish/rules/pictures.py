"""Boxes made for pictures that are not on the drive: their captions stay, frames and empty space go."""

from __future__ import annotations

import re

from packager.finish.element import Action, Context, Element, Rule
from packager.finish.inside import Inside
from packager.finish.rules.images import FILE_NAME

_THUMB = re.compile(r"thumb t(?:right|left|none)(?=\s|\Z)")
# Class of the element that holds a box's caption, and of the frames that stay around the caption of a thumbnail.
_GALLERY_CAPTION, _THUMB_CAPTION = "gallerytext", "thumbcaption"
_THUMB_FRAME = ("thumbinner", "thumbcaption")


def _pictures(inside: Inside) -> list[Inside]:
    return [element for element in inside.elements() if element.tag == "img"]


def _any_present(inside: Inside, context: Context) -> bool:
    addresses = (picture.attributes.get("src") for picture in _pictures(inside))
    return any(address is not None and context.world.image(address) is not None for address in addresses)


def _kind(attributes: dict[str, str | None]) -> str:
    """``locmap``, ``gallerybox`` or the two classes of a thumbnail; empty for other elements."""
    css = attributes.get("class") or ""
    thumb = _THUMB.match(css)
    return thumb[0] if thumb else next((name for name in css.split()[:1] if name in ("locmap", "gallerybox")), "")


def _part(inside: Inside, css: str) -> Inside | None:
    """The first part of this class."""
    return next((part for part in inside.elements() if part.tag == "div" and css in part.classes), None)


def _description(inside: Inside) -> str | None:
    """The alternative text of the picture, unless it is only the name of the file."""
    alt = next((alt for picture in _pictures(inside) if (alt := picture.attributes.get("alt")) is not None), "")
    return None if not alt or FILE_NAME.search(alt) else alt


def _caption(kind: str, inside: Inside) -> Inside | str | None:
    """What is left of a box."""
    caption = _part(inside, _GALLERY_CAPTION if kind == "gallerybox" else _THUMB_CAPTION)
    return caption if caption is not None and caption.has_words() else _description(inside)


def find_box(element: Element, context: Context) -> bool:
    """A thumbnail, an item of a gallery or a map with marks, without its picture."""
    kind = _kind(element.attributes)
    if not kind or _any_present(element.inside(), context):
        return False
    return kind in ("gallerybox", "locmap") or _part(element.inside(), _THUMB_CAPTION) is not None


def clean_box(element: Element, context: Context) -> Action:
    """Leave the caption, else the description; nothing if there is neither, and of a map, whose marks lie in a void."""
    kind, inside = _kind(element.attributes), element.inside()
    caption = None if kind == "locmap" else _caption(kind, inside)
    if isinstance(caption, Inside):
        caption.trim()
        caption.remove("magnify")
        caption.trim()
    if caption is None:
        return Action.DROP
    element.attributes = {"class": f"{kind} caption-only"}
    element.only, element.frame = caption, () if kind == "gallerybox" else _THUMB_FRAME
    return Action.KEEP


def find_gallery(element: Element, context: Context) -> bool:
    """A gallery without items, or that has lost all of them."""
    items = [child for child in element.inside().children() if isinstance(child, Inside) and not child.reason]
    words = any(child.strip() for child in element.inside().children() if isinstance(child, str))
    boxes = [item for item in items if "gallerycaption" not in item.classes]
    return not words and not any(_stays(box, context) for box in boxes)


def _stays(item: Inside, context: Context) -> bool:
    kind = _kind(item.attributes)
    return kind != "gallerybox" or _any_present(item, context) or _caption(kind, item) is not None


def find_row(element: Element, context: Context) -> bool:
    """A row of an infobox made for a picture: its caption says nothing without it."""
    cells = [child for child in element.inside().children() if isinstance(child, Inside)]
    if len(cells) != 1 or cells[0].tag != "td" or "infobox-image" not in cells[0].classes:
        return False
    tags = [inner.tag for inner in cells[0].elements()][1:]
    return "img" in tags and "td" not in tags and not _any_present(cells[0], context)


def drop(element: Element, context: Context) -> Action:
    """With its frame."""
    return Action.DROP


_BOXES = frozenset({"gallerybox", "locmap", "thumb"})
BOX = Rule("box of a picture", frozenset({"div", "li"}), find_box, clean_box, _BOXES, True, True, True)
GALLERY = Rule("empty gallery", frozenset({"ul"}), find_gallery, drop, frozenset({"gallery"}), True, True, True)
ROW = Rule("row of a picture", frozenset({"tr"}), find_row, drop, None, True, True, True)
