"""The links in a page's own wikitext: what stands between ``[[`` and ``]]``, and nothing that a template brings."""

from __future__ import annotations

import re

from packager.model import NS_MAIN, Page, Title
from packager.pages.store import PageStore
from packager.titles import parse_title

# What MediaWiki does not read as wikitext, and what does not show on the page itself.
_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(nowiki|pre|syntaxhighlight|source|math|includeonly)\b[^>]*(?:/>|>.*?(?:</\1\s*>|\Z))",
    re.S | re.I,
)
_LINK = re.compile(r"\[\[([^\[\]|{}<>\n]+)(?=[|\]])")


def linked_articles(store: PageStore, page: Page) -> list[str]:
    """Titles of the articles that a page's own text links to, redirects followed, each once in code point order."""
    titles = set()
    for name in _LINK.findall(_UNREAD.sub("", page.text)):
        target = parse_title(name, store.site)
        if target is not None and not target.interwiki and target.title.ns == NS_MAIN and target.title.text:
            titles.add(target.title)
    ends = set()
    for title, redirect in store.existing(sorted(titles)).items():
        end = store.resolve(title).target if redirect else None
        reached: Title | None = title if not redirect else end.title if end else None
        if reached is not None and reached.ns == NS_MAIN:
            ends.add(reached.text)
    return sorted(ends)
