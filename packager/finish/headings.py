"""Headings of a finished page, for the reader's table of contents."""

from __future__ import annotations

import html
import re

from packager.model import Heading

_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.S)
_ANCHOR = re.compile(r'\bid="([^"]*)"[^>]*class="mw-headline"|class="mw-headline"[^>]*\bid="([^"]*)"|\bid="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")


def headings(page: str) -> tuple[Heading, ...]:
    """Headings in page order with their nesting depth (1 for the outermost, whatever its level)."""
    found: list[Heading] = []
    open_levels: list[int] = []
    for match in _HEADING.finditer(page):
        anchor = next((m[1] or m[2] or m[3] for m in _ANCHOR.finditer(match[0])), "")
        text = html.unescape(_TAG.sub("", match[2])).strip()
        if not anchor or not text:
            continue
        level = int(match[1])
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        found.append(Heading(len(open_levels), html.unescape(anchor), " ".join(text.split())))
    return tuple(found)
