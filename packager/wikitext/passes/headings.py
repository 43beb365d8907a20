"""Passes 6 and 11: headings: ids, numbers, table of contents (MediaWiki: handleHeadings, finalizeHeadings)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from packager.char_references import decode_char_references
from packager.model import Heading
from packager.titles import normal_fragment
from packager.wikitext.identifiers import escape_id_for_attribute, escape_id_for_link
from packager.wikitext.markup import escape
from packager.wikitext.passes.attributes import ascii_lower
from packager.wikitext.passes.toc import TOC_PLACEHOLDER, TocBuilder
from packager.wikitext.state import Parser

_LINE = re.compile(r"^=.*(?:\n[ \t\n\r\f\v]*$|$)", re.M)
_BLANK = " \t\n\r\f\v"
_OPEN = re.compile(r"<h([1-6])(.*?>)", re.I | re.A)
_CLOSE = re.compile(r"</h[1-6] *>", re.I | re.A)
_HEADING_MARKER = re.compile("\x7f'\"`UNIQ--h-([0-9]+)--QINU`\"'\x7f\\s*", re.A)
_STYLE = re.compile(r"<(style|script)(?: [^>]*[^>/])?>.*?</\1>", re.I | re.S)
_NOT_IN_TOC = re.compile(r"<(?!/?(?:span|sup|sub|bdi|i|b|s|strike|q)(?: [^>]*)?>).*?>")
_TOC_ATTRIBUTES = re.compile(r'<(/?(?:span(?: dir="(?:rtl|ltr)")?|sup|sub|bdi|i|b|s|strike|q))(?: .*?)?>')
_TAG = re.compile("<.*?>")
_SQUEEZE = re.compile("[ _]+")
_TOC_FROM = 4


def mark_headings(parser: Parser, text: str) -> str:
    """``== text ==`` to ``<h2>text</h2>``. Only blanks may follow on the line; blank lines after it go with it."""
    if not text.startswith("=") and "\n=" not in text:
        return text
    return _LINE.sub(_mark, text)


def _mark(match: re.Match[str]) -> str:
    line = match[0].rstrip(_BLANK)
    size = len(line)
    # With an odd mixture, "==a===", the longest run that both ends have counts; one character must be left between.
    level = min(size - len(line.lstrip("=")), size - len(line.rstrip("=")), 6, (size - 1) // 2)
    if level < 1:
        return match[0]
    inner = line[level:-level]
    content = inner.strip(" \t") or inner[-1]
    return f"<h{level}>{content}</h{level}>"


class _Found(NamedTuple):
    start: int
    end: int
    level: int
    attributes: str
    """With the closing ``>``."""
    html: str


def _headings(text: str) -> Iterator[_Found]:
    position = 0
    while opening := _OPEN.search(text, position):
        closing = _CLOSE.search(text, opening.end())
        if closing is None:
            return
        yield _Found(opening.start(), closing.end(), int(opening[1]), opening[2], text[opening.end():closing.start()])
        position = closing.end()


def finalize_headings(parser: Parser, text: str, is_main: bool) -> str:
    """Gives every heading of the text, written as wikitext or HTML, its id; makes the table of contents."""
    found = list(_headings(text)) if "<h" in text or "<H" in text else []
    wanted = parser.toc_shown and (len(found) >= _TOC_FROM or parser.toc_placed)
    if "forcetoc" in parser.switches:
        parser.toc_shown = wanted = True
    if not found:
        return text
    toc = TocBuilder(parser.settings.max_toc_level)
    ids: dict[str, int] = {}
    out: list[str] = []
    end = 0
    own_title = parser.title
    for heading in found:
        html = heading.html
        section = ""
        if marker := _HEADING_MARKER.match(html):
            title, number = parser.headings[int(marker[1])]
            section = str(number) if title == own_title else ""
            html = html[marker.end():]
        anchor, fallback, link, line = _name(parser, html, ids)
        toc.add(heading.level, link, line, section, parser.language.format_num)
        extra = f'<span id="{escape(fallback)}"></span>' if fallback and fallback != anchor else ""
        out.append(text[end:heading.start])
        out.append(
            f"<h{heading.level}{heading.attributes}{extra}"
            f'<span class="mw-headline" id="{escape(anchor)}">{html}</span></h{heading.level}>'
        )
        end = heading.end
        if is_main:
            parser.output.toc.append(Heading(toc.depth, anchor, _TAG.sub("", line), toc.number))
    if wanted and toc.visible:
        parser.output.toc_html = toc.html(parser.language)
        if is_main and not parser.toc_placed:
            out[0] += TOC_PLACEHOLDER + "\n"
    out.append(text[end:])
    return "".join(out)


def _name(parser: Parser, html: str, used: dict[str, int]) -> tuple[str, str, str, str]:
    """Id, fallback id (or empty), fragment for links, and the text for the table of contents."""
    text = parser.strip.unstrip_both(parser.links.replace_text(html))
    if "<" in text:
        text = _STYLE.sub("", text)
        line = _TOC_ATTRIBUTES.sub(r"<\1>", _NOT_IN_TOC.sub("", text)).replace("<span></span>", "")
        text = _TAG.sub("", text)
    else:
        line = text
    text = normal_fragment(decode_char_references(section_name(text)))
    modes = parser.settings.fragment_mode
    anchor = escape_id_for_attribute(text, modes[0])
    fallback = escape_id_for_attribute(text, modes[1]) if len(modes) > 1 else ""
    if fallback == anchor:
        fallback = ""
    suffix = _unique(anchor, used)
    link = escape_id_for_link(text, modes[0]) + suffix
    anchor += suffix
    if fallback:
        fallback += _unique(fallback, used)
    return anchor, fallback, link, line.strip(" \t\n\r\0\x0b")


def section_name(text: str) -> str:
    """Runs of spaces and underscores are one space (Sanitizer::normalizeSectionNameWhitespace)."""
    return _SQUEEZE.sub(" ", text).strip(" \t\n\r\0\x0b")


def _unique(anchor: str, used: dict[str, int]) -> str:
    """Suffix that makes an id unique, letter case aside. ``used`` holds the last number tried for each id."""
    key = ascii_lower(anchor)
    number = used.get(key, 0)
    if not number:
        used[key] = 1
        return ""
    number += 1
    while f"{key}_{number}" in used:
        number += 1
    used[key] = number
    used[f"{key}_{number}"] = 1
    return f"_{number}"
