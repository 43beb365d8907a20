"""The words between the bars of ``[[파일:...|...]]`` (MediaWiki manual: Help:Images; Parser::makeImage)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from packager.model import FileInfo, LinkTarget
from packager.titles import parse_title
from packager.wikitext.passes.protocols import ADDRESS, ANY, URL_CHARACTER, starts_with_protocol
from packager.wikitext.passes.sanitizer import strip_all_tags
from packager.wikitext.pictures.image_words import HORIZONTAL, VERTICAL, match_word
from packager.wikitext.state import Parser

_BLANK = " \t\n\r\0\x0b"
_URL = re.compile(rf"{ANY}{ADDRESS}{URL_CHARACTER}*")
_BOX = re.compile(r"([0-9]*)x([0-9]*)\s*(?:px)?\s*", re.A)
_WIDTH = re.compile(r"([0-9]*)\s*(?:px)?\s*", re.A)
_NUMBER = re.compile(r"[ \t\n\r\v\f]*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[ \t\n\r\v\f]*")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_FORMATS = ("thumbnail", "manualthumb", "framed", "frameless")
_VARIANT = re.compile(r"-\{|\}-|\|")
_LONGEST_NUMBER = 9
# Old browsers read these without a semicolon; wikitext never did, so their & has to be escaped.
_LEGACY_REFERENCE = re.compile(
    "&(?=(?:A(?:Elig|MP|acute|circ|grave|ring|tilde|uml)|C(?:OPY|cedil)|E(?:TH|acute|circ|grave|uml)|GT"
    "|I(?:acute|circ|grave|uml)|LT|Ntilde|O(?:acute|circ|grave|slash|tilde|uml)|QUOT|REG|THORN"
    "|U(?:acute|circ|grave|uml)|Yacute|a(?:acute|c(?:irc|ute)|elig|grave|mp|ring|tilde|uml)|brvbar"
    "|c(?:cedil|edil|ent|opy|urren)|d(?:eg|ivide)|e(?:acute|circ|grave|th|uml)|frac(?:1[24]|34)|gt"
    "|i(?:acute|circ|excl|grave|quest|uml)|l(?:aquo|t)|m(?:acr|i(?:cro|ddot))|n(?:bsp|ot|tilde)"
    "|o(?:acute|circ|grave|rd[fm]|slash|tilde|uml)|p(?:ara|lusmn|ound)|quot|r(?:aquo|eg)"
    "|s(?:ect|hy|up[123]|zlig)|t(?:horn|imes)|u(?:acute|circ|grave|ml|uml)|y(?:acute|en|uml))(?:[^;]|$))"
)


@dataclass(slots=True)
class ImageOptions:
    """What the options of one picture came to."""

    format: str = ""
    """``thumbnail``, ``manualthumb``, ``framed``, ``frameless`` or empty; the first given counts."""
    manual_thumb: str = ""
    align: str = ""
    valign: str = ""
    border: bool = False
    upright: float | None = None
    alt: str | None = None
    css: str = ""
    link_url: str = ""
    link_title: LinkTarget | None = None
    no_link: bool = False
    width: int = 0
    height: int = 0
    page: int = 0
    lang: str = ""
    caption: str = ""
    title: str = ""
    """Tooltip."""

    @property
    def has_caption(self) -> bool:
        """Whether the caption is shown below the picture."""
        return self.format in ("thumbnail", "manualthumb", "framed")


def parse_options(parser: Parser, name: str, file: FileInfo | None, text: str) -> ImageOptions:
    """Options in any order; the last part that is none of them is the caption."""
    options = ImageOptions()
    for part in split_bars(text):
        part = part.strip(_BLANK)
        word, value = match_word(part)
        if not word or not _apply(parser, options, file, word, value):
            options.caption = part
    if options.has_caption:
        if not options.caption and options.alt is None:
            options.alt = name
    else:
        tooltip = plain_text(parser, options.caption)
        if options.alt is None:
            options.alt = tooltip if options.caption else name
        options.title = tooltip
    return options


def split_bars(text: str) -> list[str]:
    """Parts between bars, not splitting inside ``-{ }-`` (which Korean keeps as text)."""
    if "-{" not in text:
        return text.split("|")
    parts, depth, start = [], 0, 0
    for match in _VARIANT.finditer(text):
        token = match[0]
        if token == "-{":
            depth += 1
        elif token == "}-":
            depth = max(0, depth - 1)
        elif not depth:
            parts.append(text[start:match.start()])
            start = match.end()
    if depth:
        return text.split("|")
    return [*parts, text[start:]]


def _apply(parser: Parser, options: ImageOptions, file: FileInfo | None, word: str, value: str | None) -> bool:
    """Whether ``word`` with ``value`` is a valid option; sets it."""
    if word in HORIZONTAL or word in VERTICAL:
        if not _empty_or_number(value):
            return False
        if word in HORIZONTAL:
            options.align = options.align or word
        else:
            options.valign = options.valign or word
        return True
    if word in _FORMATS:
        if options.format:
            return False
        options.format = word
        if word == "manualthumb":
            options.manual_thumb = plain_text(parser, value or "")
        return True
    if word == "width":
        return _size(options, value or "")
    if word == "upright":
        if not _empty_or_number(value):
            return False
        options.upright = float(value) if value is not None else 0.0
        return True
    if word == "border":
        options.border = True
        return True
    if word == "alt":
        options.alt = plain_text(parser, value or "")
        return True
    if word == "class":
        options.css = plain_text(parser, value or "")
        return True
    if word == "link":
        return set_link(parser, options, plain_text(parser, value or ""))
    return set_media_option(options, file, word, value or "")


def _empty_or_number(value: str | None) -> bool:
    return value is None or _NUMBER.fullmatch(value) is not None


def _size(options: ImageOptions, value: str) -> bool:
    width, height = parse_size(value)
    if width:
        options.width = width
    if height:
        options.height = height
    return bool(width or height)


def parse_size(value: str) -> tuple[int, int]:
    """``300``, ``300x200``, ``x200``; 0 where nothing is given."""
    if box := _BOX.fullmatch(value):
        return _number(box[1]), _number(box[2])
    width = _WIDTH.fullmatch(value)
    return (_number(width[1]) if width else 0), 0


def _number(digits: str) -> int:
    return int(digits or "0") if len(digits) <= _LONGEST_NUMBER else 0


def set_media_option(options: ImageOptions, file: FileInfo | None, word: str, value: str) -> bool:
    """Options that only some kinds of file have."""
    if file is None:
        return False
    if word == "page" and file.mime in PAGED:
        number = value.strip(_BLANK)
        if not number.isascii() or not number.isdigit() or str(int(number)) != number or number == "0":
            return False
        options.page = int(number)
        return True
    if word == "lang" and file.mime == "image/svg+xml" and _LANGUAGE_TAG.fullmatch(value):
        options.lang = value.lower()
        return True
    return False


PAGED = frozenset({"image/vnd.djvu", "image/x-djvu", "image/x.djvu", "application/pdf", "image/tiff"})
"""Types of file with pages."""


def set_link(parser: Parser, options: ImageOptions, value: str) -> bool:
    """``link=``: nothing, an address or a page; False if it is none of them."""
    if not value:
        options.no_link = True
        return True
    if starts_with_protocol(value):
        if not _URL.fullmatch(value):
            return False
        parser.output.external_links[value] = None
        options.link_url = value
        return True
    if "%" in value:
        value = unquote(value)
    target = parse_title(value, parser.site)
    if target is None:
        return False
    options.link_title = target
    return True


def plain_text(parser: Parser, text: str) -> str:
    """Text for an attribute: links and markers resolved, tags gone (stripAltText)."""
    text = parser.strip.unstrip_both(parser.links.replace_text(text))
    if "&" in text:
        text = _LEGACY_REFERENCE.sub("&amp;", text)
    return strip_all_tags(text)
