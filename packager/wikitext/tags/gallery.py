"""``<gallery>`` (core): pictures in a list, in the modes of MediaWiki's ImageGallery classes, legacy layout of 1.39."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from packager.model import NS_FILE, FileInfo, LinkTarget, Title
from packager.titles import parse_title
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.markup import escape, open_tag, wrap
from packager.wikitext.passes.attributes import validate_tag_attributes
from packager.wikitext.passes.link_holder import full_text
from packager.wikitext.pictures.image_options import (
    ImageOptions,
    parse_size,
    plain_text,
    set_link,
    set_media_option,
    split_bars,
)
from packager.wikitext.pictures.image_words import match_word
from packager.wikitext.pictures.images import find_file, linked_thumb
from packager.wikitext.pictures.thumbnails import Thumb, can_render, transform, with_wider
from packager.wikitext.state import Parser
from packager.wikitext.tags.registry import tag
from packager.wikitext.urls import page_url

_LINE = re.compile(r"([^|]+)(?:\|(.*))?")
_PACKED_SCALE = 1.5
"""Packed pictures are fetched larger than shown, so that a script could stretch a row."""
_PACKED_NARROWEST = 60
_BLANK = " \t\n\r\0\x0b"


class Mode(NamedTuple):
    """Measures of one mode, in pixels."""

    padding: int = 30
    """Between picture and frame, both sides together."""
    box_padding: int = 5
    borders: int = 8
    rows: bool = True
    """Whether ``perrow`` is heeded."""
    packed: bool = False
    overlay: bool = False
    """Caption over the picture."""
    slideshow: bool = False


MODES = {
    "traditional": Mode(),
    "nolines": Mode(padding=0, borders=4),
    "packed": Mode(padding=0, box_padding=2, rows=False, packed=True),
    "packed-overlay": Mode(padding=0, box_padding=2, rows=False, packed=True, overlay=True),
    "packed-hover": Mode(padding=0, box_padding=2, rows=False, packed=True, overlay=True),
    "slideshow": Mode(rows=False, slideshow=True),
}


@dataclass(slots=True)
class _Gallery:
    name: str
    mode: Mode
    width: int
    height: int
    show_names: bool


@tag("gallery")
def gallery(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    parser = frame.parser
    name = attributes.get("mode", "").lower()
    name = name if name in MODES else "traditional"
    mode = MODES[name]
    layout = _Gallery(
        name, mode,
        _size(attributes.get("widths", "")) or parser.settings.gallery_width,
        _size(attributes.get("heights", "")) or parser.settings.gallery_height,
        "showfilename" in attributes,
    )
    items = [item for line in (content or "").split("\n") if (item := _item(parser, layout, line)) is not None]
    caption = parser.half_parse(attributes["caption"]) if "caption" in attributes else ""
    if caption:
        caption = "\n\t" + wrap("li", {"class": "gallerycaption"}, caption)
    opening = open_tag("ul", _list_attributes(parser, layout, attributes))
    return f"{opening}{caption}{''.join(items)}\n</ul>"


def _size(text: str) -> int:
    return parse_size(text)[0]


def _list_attributes(parser: Parser, layout: _Gallery, attributes: dict[str, str]) -> dict[str, str]:
    kept = validate_tag_attributes(attributes, "ul", parser.settings.fragment_mode[0])
    per_row = re.match(r"\s*\+?([0-9]{1,6})", attributes.get("perrow", ""))
    if layout.mode.rows and per_row and int(per_row[1]):
        frame = layout.mode.padding + layout.mode.box_padding + layout.mode.borders
        kept["style"] = f"max-width: {int(per_row[1]) * (layout.width + frame)}px;{kept.get('style', '')}"
    if layout.mode.slideshow:
        kept["data-showthumbnails"] = "1" if "showthumbnails" in attributes else ""
    classes = f"gallery mw-gallery-{layout.name} {kept.pop('class', '')}".rstrip()
    return {"class": classes, **kept}


def _item(parser: Parser, layout: _Gallery, line: str) -> str | None:
    """One line of the gallery; None if it names nothing."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    name = unquote(match[1]) if "%" in line else match[1]
    target = parse_title(name, parser.site, NS_FILE)
    if target is None or not target.title.text:
        return None
    title = target.title
    is_file = title.ns == NS_FILE and not target.interwiki
    file = parser.file(title.text) if is_file else None
    options, label = _options(parser, title, file, match[2])
    if is_file:
        file, shown_name = find_file(parser, title.text)
        title = Title(NS_FILE, shown_name)
    thumb = _thumb(parser, layout, file, options) if file is not None and can_render(file) else None
    if thumb is None:
        height = layout.mode.padding + layout.height
        picture = f'\n\t\t\t<div class="thumb" style="height: {height}px;">{escape(title.text)}</div>'
    else:
        picture = _picture(parser, layout, title.text, thumb, options)
    if layout.show_names:
        label = _file_link(parser, target if not is_file else LinkTarget(title)) + label
    width = _number(_box_width(layout, thumb)) + "px"
    return (
        f'\n\t\t<li class="gallerybox" style="width: {width}"><div style="width: {width}">'
        f"{picture}{_caption(layout, thumb, label)}\n\t\t</div></li>"
    )


def _options(parser: Parser, title: Title, file: FileInfo | None, text: str | None) -> tuple[ImageOptions, str]:
    """Options of a line and its caption; the last part that is no option is the caption."""
    options = ImageOptions()
    label = ""
    for part in split_bars(parser.half_parse(text.strip(_BLANK))) if text is not None else ():
        word, value = match_word(part)
        if word == "alt":
            options.alt = plain_text(parser, value or "")
        elif word == "link":
            set_link(parser, options, plain_text(parser, value or ""))
        elif word not in ("page", "lang") or not set_media_option(options, file, word, value or ""):
            label = part
    options.title = plain_text(parser, label)
    if options.alt is None:
        options.alt = options.title if label else title.text
    return options, label


def _thumb(parser: Parser, layout: _Gallery, file: FileInfo, options: ImageOptions) -> Thumb:
    width, height = layout.width, layout.height
    if layout.mode.packed:
        width, height = math.floor((height * 10 + 100) * _PACKED_SCALE), math.floor(height * _PACKED_SCALE)
    thumb = transform(parser, file, width, height, options.page, options.lang)
    return with_wider(parser, file, thumb, width, height, options.page, options.lang)


def _picture(parser: Parser, layout: _Gallery, name: str, thumb: Thumb, options: ImageOptions) -> str:
    shown = thumb
    space = 0.0
    if layout.mode.packed:
        shown = thumb._replace(
            width=math.ceil(thumb.width / _PACKED_SCALE), height=math.ceil(thumb.height / _PACKED_SCALE)
        )
    elif layout.mode.padding:
        space = (layout.mode.padding + layout.height - thumb.height) / 2
    html = linked_thumb(parser, name, shown, options)
    frame = _number(_frame_width(layout, thumb))
    return (
        f'\n\t\t\t<div class="thumb" style="width: {frame}px;">'
        f'<div style="margin:{_number(space)}px auto;">{html}</div></div>'
    )


def _frame_width(layout: _Gallery, thumb: Thumb | None) -> float:
    if not layout.mode.packed:
        return layout.width + layout.mode.padding
    width = thumb.width if thumb else layout.width * _PACKED_SCALE
    return max(width, _PACKED_NARROWEST * _PACKED_SCALE) / _PACKED_SCALE + layout.mode.padding


def _box_width(layout: _Gallery, thumb: Thumb | None) -> float:
    return _frame_width(layout, thumb) + layout.mode.box_padding


def _caption(layout: _Gallery, thumb: Thumb | None, text: str) -> str:
    if not layout.mode.overlay:
        return f'\n\t\t\t<div class="gallerytext">\n{text}\n\t\t\t</div>'
    if not text.strip(_BLANK):
        return ""
    width = math.ceil(_frame_width(layout, thumb) - layout.mode.padding - 20)
    return (
        f'\n\t\t\t<div class="gallerytextwrapper" style="width: {width}px"><div class="gallerytext">\n{text}'
        "\n\t\t\t</div></div>"
    )


def _file_link(parser: Parser, target: LinkTarget) -> str:
    attributes = {
        "href": page_url(parser, target),
        "class": "galleryfilename galleryfilename-truncate",
        "title": full_text(parser, target),
    }
    return wrap("a", attributes, escape(target.title.text)) + "\n"


def _number(value: float) -> str:
    """A number as PHP prints it: 14 significant digits, no superfluous zeros."""
    return f"{value:.14g}"
