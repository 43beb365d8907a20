"""MediaWiki's Sanitizer: which HTML of the wikitext stays HTML. Everything else is turned into visible text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import quote_plus

from packager.char_references import decode_char_references
from packager.wikitext.passes.attributes import (
    ascii_lower,
    decode_tag_attributes,
    safe_encode_attributes,
    validate_tag_attributes,
)
from packager.wikitext.passes.sanitizer_data import ELEMENTS, SELF_CLOSING, SPACED_IN_TEXT, VOID_ONLY

_TAG: Final = re.compile(r"(/?)([A-Za-z][^\t\n\x0b\f\r />\0\x85\u2028\u2029]*)([^>]*?)(/?)>")
_REMEMBERED: Final = 20_000
_LONGEST_INDENT: Final = 1_000


def remove_html_comments(text: str) -> str:
    """Cut comments out; one that has a line for itself takes the line along."""
    start = text.find("<!--")
    if start < 0:
        return text
    kept: list[str] = []
    position = 0
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        end += 3
        before = text[position:start]
        if kept and not before.strip(" ") and len(kept[-1]) < _LONGEST_INDENT:
            before = kept.pop() + before
        after = end
        while text.startswith(" ", after):
            after += 1
        line = before.rstrip(" ")
        if line.endswith("\n") and text.startswith("\n", after):
            before, end = line[:-1], after
        # The last line apart: another comment may stand in the same line.
        last_line = before.rfind("\n")
        if last_line > 0:
            kept.append(before[:last_line])
            before = before[last_line:]
        if before:
            kept.append(before)
        position = end
        start = text.find("<!--", position)
    kept.append(text[position:])
    return "".join(kept)


class _TagCache:
    """Tags repeat: the same cell, span or div is written thousands of times in one wiki."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str | None] = {}

    def get(self, tag: str, fragment_mode: str) -> str | None:
        """The tag as it is printed, or None when it is no tag that may stay."""
        key = (tag, fragment_mode)
        if key in self._known:
            return self._known[key]
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        printed = self._known[key] = _clean_tag(tag, None, fragment_mode)
        return printed


_CACHE: Final = _TagCache()


def _clean_tag(tag: str, expand: Callable[[str], str] | None, fragment_mode: str) -> str | None:
    match = _TAG.fullmatch(tag)
    if match is None:
        return None
    slash, written, parameters, closed = match.groups()
    name = ascii_lower(written)
    if name not in ELEMENTS:
        return None
    if expand is not None and parameters:
        parameters = expand(parameters)
    attributes = decode_tag_attributes(parameters)
    if name in ("meta", "link"):
        # Outside microdata these two could change the page or fetch something.
        needed = "content" if name == "meta" else "href"
        if "itemprop" not in attributes or needed not in attributes:
            return None
    printed = safe_encode_attributes(validate_tag_attributes(attributes, name, fragment_mode))
    end = ">"
    if closed and name in SELF_CLOSING:
        end = "/>" if name in VOID_ONLY else f"></{name}>"
    return f"<{slash}{name}{printed}{end}"


def remove_html_tags(
    text: str, expand: Callable[[str], str] | None = None, fragment_mode: str = "html5",
    unknown: Callable[[str, str], None] | None = None,
) -> str:
    """Escape every tag that is not allowed and rewrite those that are.

    ``expand`` resolves what attributes hold; ``unknown`` is told the name and the text of each tag that is none.
    """
    if "<" not in text:
        return text.replace(">", "&gt;")
    pieces = remove_html_comments(text).split("<")
    pieces[0] = pieces[0].replace(">", "&gt;")
    known = _CACHE.get
    for index in range(1, len(pieces)):
        piece = pieces[index]
        end = piece.find(">") + 1
        if end:
            tag = piece[:end]
            if expand is not None and ("\x7f" in tag or "{" in tag):
                printed = _clean_tag(tag, expand, fragment_mode)
            else:
                printed = known(tag, fragment_mode)
            if printed is not None:
                rest = piece[end:]
                pieces[index] = printed + (rest.replace(">", "&gt;") if ">" in rest else rest)
                continue
            if unknown is not None and (match := _TAG.fullmatch(tag)) and ascii_lower(match[2]) not in ELEMENTS:
                unknown(ascii_lower(match[2]), f"<{tag}")
            piece = piece.replace(">", "&gt;")
        pieces[index] = "&lt;" + piece
    return "".join(pieces)


_MARKUP_IN_TEXT: Final = re.compile(
    r"<(?:!--.*?(?:-->|\Z)|[!?][^>]*(?:>|\Z)|(style|script)(?=[\s/>]).*?(?:</\1\s*>|\Z)"
    r"|/?([A-Za-z][^\t\n\f\r />]*)(?:[^>\"'=]|=\s*\"[^\"]*\"|=\s*'[^']*'|[=\"'])*+(?:>|\Z))",
    re.IGNORECASE | re.DOTALL,
)


def strip_all_tags(html: str) -> str:
    """The text of some HTML in one line, blocks set apart by a space."""
    if "<" in html:
        html = _MARKUP_IN_TEXT.sub(lambda m: " " if m[2] and ascii_lower(m[2]) in SPACED_IN_TEXT else "", html)
    return re.sub(r"[ \t\r\n]+", " ", decode_char_references(html)).strip(" \t\n\r\0\x0b")


_URL_CONTROL: Final = re.compile(r'[\]\[<>"\x00-\x20\x7f|]')
_URL: Final = re.compile(r"([^:]+:)(//[^/]+)?(.*)", re.DOTALL)
# Characters that a host name ignores, so that a bad host could hide behind them.
_IGNORED_IN_HOST: Final = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ADDRESS: Final = re.compile(r"//%5B([0-9A-Fa-f:.]+)%5D((?::\d+)?)")


def clean_url(url: str) -> str:
    """A URL with references decoded, control characters encoded and the host name tidied."""
    url = _URL_CONTROL.sub(lambda match: quote_plus(match[0]), decode_char_references(url))
    match = _URL.fullmatch(url)
    if match is None:
        return url
    protocol, host, rest = match.groups()
    if host is None:
        return url
    host = _IGNORED_IN_HOST.sub("", host)
    address = _ADDRESS.fullmatch(host)
    if address is not None:
        host = f"//[{address[1]}]{address[2]}"
    return protocol + host + rest
