"""Special pages that pages may include: {{특수:접두어찾기/이름/}} (MediaWiki manual: Transclusion#Special pages)."""

from __future__ import annotations

from html import escape

from packager.model import LinkTarget, Title
from packager.titles import parse_title, prefixed
from packager.wikitext.state import Parser
from packager.wikitext.urls import page_url

_LIVE_ONLY = frozenset({"RecentChanges", "RecentChangesLinked", "NewPages", "NewFiles", "AllPages", "Contributions"})
"""Lists of what happens on the live wiki: an offline copy leaves them out."""
_MOST = 345


def included_special_page(parser: Parser, text: str) -> str | None:
    """HTML of an included special page; None if it cannot be included."""
    name, _, parameter = text.partition("/")
    if not parser.language.is_special_page(name):
        return None
    canonical = parser.language.special_page(name, english=True)
    if canonical == "PrefixIndex":
        return _prefix_index(parser, parameter)
    return "" if canonical in _LIVE_ONLY else None


def _prefix_index(parser: Parser, prefix: str) -> str:
    """The page of that name and its subpages."""
    link = parse_title(prefix.rstrip("/"), parser.site)
    if link is None or link.interwiki:
        return ""
    title = link.title
    found: list[Title] = [] if prefix.endswith("/") or not parser.exists(title) else [title]
    found += parser.source.subpages(title, _MOST)
    if not found:
        return ""
    items = "".join(
        f'<li><a href="{escape(page_url(parser, LinkTarget(page)))}" title="{escape(prefixed(page, parser.site))}">'
        f"{escape(page.text)}</a></li>\n"
        for page in found
    )
    return f'<ul class="mw-prefixindex-list">{items}</ul>'
