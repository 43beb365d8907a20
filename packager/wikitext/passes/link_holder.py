"""Pass 15: placeholders of links, put in during pass 7 and filled when all targets were looked up at once.

MediaWiki: LinkHolderArray and LinkRenderer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from packager.model import LinkTarget
from packager.titles import prefixed, url_path
from packager.wikitext.markup import wrap
from packager.wikitext.passes.link_trails import split_trail
from packager.wikitext.urls import page_url

if TYPE_CHECKING:
    from packager.wikitext.parser import Parser

_PLACEHOLDER = re.compile("<!--LINK'\" ([0-9]+)-->")


class _Entry(NamedTuple):
    target: LinkTarget
    html: str


class LinkHolder:
    """All links of a page whose target may or may not exist."""

    __slots__ = ("_entries", "_parser")

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._entries: list[_Entry] = []

    def make(self, target: LinkTarget, html: str, trail: str = "", prefix: str = "") -> str:
        """Placeholder, followed by what of ``trail`` does not belong to the link."""
        inside, trail = split_trail(trail, self._parser.settings.lang)
        self._entries.append(_Entry(target, prefix + html + inside))
        return f"<!--LINK'\" {len(self._entries) - 1}-->{trail}"

    def replace(self, text: str) -> str:
        """Fills the placeholders with links."""
        if "<!--LINK'\" " not in text:
            return text
        entries = self._entries
        numbers = {int(match) for match in _PLACEHOLDER.findall(text)}
        self._parser.existing(
            entries[number].target.title for number in sorted(numbers) if not entries[number].target.interwiki
        )
        return _PLACEHOLDER.sub(lambda match: link_html(self._parser, *entries[int(match[1])]), text)

    def replace_text(self, text: str) -> str:
        """Leaves the text of the links only, for headings and tooltips."""
        if "<!--LINK'\" " not in text:
            return text
        return _PLACEHOLDER.sub(lambda match: self._entries[int(match[1])].html, text)


def link_html(parser: Parser, target: LinkTarget, html: str) -> str:
    """The ``<a>`` of a link to a page of this or another wiki, with all that depends on whether the page exists."""
    if target.interwiki:
        return wrap(
            "a", {"href": page_url(parser, target), "class": "extiw", "title": full_text(parser, target)}, html
        )
    title = target.title
    if not title.text or parser.exists(title):
        css = "mw-redirect" if title.text and parser.is_redirect(title) else None
        shown = prefixed(title, parser.site) or None
        return wrap("a", {"href": page_url(parser, target), "class": css, "title": shown}, html)
    return broken_link(parser, target, html)


def broken_link(parser: Parser, target: LinkTarget, html: str) -> str:
    """A red link: to the edit form of a page that does not exist."""
    title = target.title
    name = prefixed(title, parser.site)
    if title.ns < 0:
        url = page_url(parser, LinkTarget(title))
    else:
        url = f"{parser.settings.script_path}/index.php?title={url_path(title, parser.site)}&action=edit&redlink=1"
    tooltip = parser.language.message("red-link-title", name) or name
    return wrap("a", {"href": url, "class": "new", "title": tooltip}, html)


def full_text(parser: Parser, target: LinkTarget) -> str:
    """``interwiki:틀:제목`` as MediaWiki shows it in tooltips."""
    name = prefixed(target.title, parser.site)
    return f"{target.interwiki}:{name}" if target.interwiki else name


def self_link(html: str, trail: str, lang: str, prefix: str = "") -> str:
    """A link to the page itself, which is not clickable."""
    inside, trail = split_trail(trail, lang)
    return f'<a class="mw-selflink selflink">{prefix}{html}{inside}</a>{trail}'


def known_link(parser: Parser, target: LinkTarget, html: str) -> str:
    """A link to something that needs no look-up in the page table (special page, file)."""
    attributes = {"href": page_url(parser, target), "title": full_text(parser, target) or None}
    return wrap("a", attributes, html)
