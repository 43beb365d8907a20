"""The placeholders of links, put in during pass 7 and filled in pass 15 (MediaWiki: LinkHolderArray)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from packager.model import LinkTarget
from packager.wikitext.passes.link_trails import split_trail

_PLACEHOLDER = re.compile("<!--LINK'\" ([0-9]+)-->")


class HeldLink(NamedTuple):
    """A link that waits until it is known whether its target exists."""

    target: LinkTarget
    html: str


class LinkHolder:
    """All links of a page whose target may or may not exist."""

    __slots__ = ("_entries", "_language")

    def __init__(self, language: str) -> None:
        self._language = language
        self._entries: list[HeldLink] = []

    def make(self, target: LinkTarget, html: str, trail: str = "", prefix: str = "") -> str:
        """Placeholder, followed by what of ``trail`` does not belong to the link."""
        inside, trail = split_trail(trail, self._language)
        self._entries.append(HeldLink(target, prefix + html + inside))
        return f"<!--LINK'\" {len(self._entries) - 1}-->{trail}"

    def held(self, text: str) -> Iterator[HeldLink]:
        """The links whose placeholders stand in the text, each once."""
        for number in sorted({int(match) for match in _PLACEHOLDER.findall(text)}):
            yield self._entries[number]

    def fill(self, text: str, html: Callable[[HeldLink], str]) -> str:
        """The text with ``html`` of each link in the place of its placeholder."""
        if "<!--LINK'\" " not in text:
            return text
        return _PLACEHOLDER.sub(lambda match: html(self._entries[int(match[1])]), text)

    def replace_text(self, text: str) -> str:
        """Leaves the text of the links only, for headings and tooltips."""
        return self.fill(text, lambda link: link.html)
