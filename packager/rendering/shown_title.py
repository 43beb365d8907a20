"""What stands above a page: the words of {{DISPLAYTITLE:}}, and the same with the markup that a heading may keep."""

from __future__ import annotations

import html
import re

from packager.model import Rendered, Title

HEADING_TAGS = ("b", "big", "cite", "code", "del", "em", "i", "ins", "s", "small", "strong", "sub", "sup", "tt", "u")
"""Inline tags that say how words are written and cannot hide any; of others the words stay."""
_TAG = re.compile(r"<[^>]*>")
_PIECE = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^>]*>|([^<]+|<)")
_EMPTY = re.compile(r"<([a-z]+)></\1>")


def display_title(rendered: Rendered, title: Title) -> str:
    """The title that {{DISPLAYTITLE:}} shows, without its markup; empty if it is the page's own."""
    shown = _words(rendered.display_title)
    return "" if shown in ("", title.text) else shown


def heading(rendered: Rendered) -> str:
    """HTML of a title that has markup: the tags of ``HEADING_TAGS``, bare, in pairs that hold something; else empty.

    Without its tags it is the title to the letter, spelled as the templates escape text.
    """
    out: list[str] = []
    opened: list[str] = []
    words = _words(rendered.display_title)
    left = len(words)
    skipped = len(_text(rendered.display_title)) - len(_text(rendered.display_title).lstrip())
    for end, name, text in _PIECE.findall(rendered.display_title):
        tag = name.lower()
        if text:
            whole = html.unescape(text)
            kept = whole[skipped:][:left]
            skipped, left = max(0, skipped - len(whole)), left - len(kept)
            out.append(_escaped(kept))
        elif tag in HEADING_TAGS and not end:
            opened.append(tag)
            out.append(f"<{tag}>")
        elif tag in opened:
            # What was opened inside ends with it: a heading has few tags, and one that runs on would tell nothing.
            while (last := opened.pop()) != tag:
                out.append(f"</{last}>")
            out.append(f"</{tag}>")
    out += [f"</{tag}>" for tag in reversed(opened)]
    made = "".join(out)
    while (less := _EMPTY.sub("", made)) != made:
        made = less
    return made if "<" in made else ""


def _text(shown: str) -> str:
    return html.unescape(_TAG.sub("", shown))


def _words(shown: str) -> str:
    return _text(shown).strip()


def _escaped(text: str) -> str:
    return html.escape(text).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
