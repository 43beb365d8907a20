"""Boxes made for pictures that are not on the drive: their captions stay, frames and empty space go."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

_BOX = re.compile(
    r'<(div|li)\b[^>]*\bclass="(gallerybox|locmap|thumb t(?:right|left|none))(?: [^"]*)?"[^>]*>'
)
_IMAGE = re.compile(r'<img\b[^>]*\bsrc="([^"]*)"')
_ALT = re.compile(r'<img\b[^>]*\balt="([^"]*)"')
_GALLERY_TEXT = re.compile(r'<div class="gallerytext">')
_THUMB_CAPTION = re.compile(r'<div class="thumbcaption">')
_MAGNIFY = re.compile(r'<div class="magnify">.*?</div>', re.DOTALL)
_EMPTY_GALLERY = re.compile(
    r'<ul\b[^>]*\bclass="gallery(?: [^"]*)?"[^>]*>\s*(?:<li class="gallerycaption">.*?</li>)?\s*</ul>'
)
_INFOBOX_ROW = re.compile(
    r'<tr\b[^>]*><td\b[^>]*\bclass="infobox-image(?: [^"]*)?"[^>]*>((?:(?!</?t[dr]\b).)*)</td></tr>', re.DOTALL
)
_LONGEST = 20_000
"""Characters of a picture's box; a longer one is something else."""
_FILE_NAME = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|tiff?|djvu|pdf|og[gva]|webm|xcf)\s*\Z", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]*>")
_TAG = re.compile(r"<(/?)(div|li)\b[^>]*>")


def caption_only(html: str, present: Callable[[str], bool]) -> str:
    """``html``, which must be balanced; ``present`` tells whether the picture with an address is on the drive."""
    html = _INFOBOX_ROW.sub(lambda row: row[0] if _stays(row[1], present) else "", html)
    out: list[str] = []
    position = 0
    boxes = list(_BOX.finditer(html))
    ends = _ends(html) if boxes else {}
    for box in boxes:
        if box.start() < position:
            continue
        end = ends.get(box.start(), len(html))
        inner = html[box.end():end]
        if len(inner) > _LONGEST or _any_present(inner, present):
            continue
        replacement = _caption(box[2], inner)
        if replacement is not None:
            out += (html[position:box.start()], replacement)
            position = end
    if not position:
        return html
    out.append(html[position:])
    return _EMPTY_GALLERY.sub("", "".join(out))


def _any_present(html: str, present: Callable[[str], bool]) -> bool:
    return any(present(unescape(address)) for address in _IMAGE.findall(html))


def _stays(cell: str, present: Callable[[str], bool]) -> bool:
    """Whether an infobox row for a picture has something to show: its caption says nothing without the picture."""
    return "<img" not in cell or _any_present(cell, present)


def _caption(kind: str, inner: str) -> str | None:
    """What is left of a box; None if it is no picture's box after all."""
    if kind == "locmap":
        return ""
    if kind == "gallerybox":
        caption = _part(inner, _GALLERY_TEXT) or _description(inner)
        return f'<li class="gallerybox caption-only">{caption}</li>' if caption else ""
    if _THUMB_CAPTION.search(inner) is None:
        return None
    caption = _MAGNIFY.sub("", _part(inner, _THUMB_CAPTION)).strip() or _description(inner)
    if not caption:
        return ""
    caption = f'<div class="thumbcaption">{caption}</div>'
    return f'<div class="{kind} caption-only"><div class="thumbinner">{caption}</div></div>'


def _part(html: str, opening: re.Pattern[str]) -> str:
    """Inside of the first element that opens so, if there is any text in it."""
    start = opening.search(html)
    if start is None:
        return ""
    inner = html[start.end():_ends(html).get(start.start(), len(html)) - len("</div>")].strip()
    return inner if _MARKUP.sub("", inner).strip() else ""


def _description(html: str) -> str:
    """The alternative text of the picture, unless it is only the name of the file."""
    alt = _ALT.search(html)
    return "" if alt is None or _FILE_NAME.search(unescape(alt[1])) else alt[1]


def _ends(html: str) -> dict[int, int]:
    """Where each ``div`` and ``li`` begins, and where it ends."""
    ends: dict[int, int] = {}
    open_tags: dict[str, list[int]] = {"div": [], "li": []}
    for tag in _TAG.finditer(html):
        stack = open_tags[tag[2]]
        if not tag[1]:
            stack.append(tag.start())
        elif stack:
            ends[stack.pop()] = tag.end()
    return ends
