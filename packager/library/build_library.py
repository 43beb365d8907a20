"""The finished pages as the outputs read them (``model.Library``), from page store, work store and relations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from packager.addresses import href
from packager.library.letter_index import letter
from packager.library.relations import Member, Relations
from packager.model import (
    NS_CATEGORY,
    NS_MAIN,
    Article,
    Heading,
    MediaFile,
    Metadata,
    Redirect,
    SiteInfo,
    Title,
)
from packager.rendering.workstore import WorkStore
from packager.selection.selection import Selection
from packager.templating import STYLE_PATH, template, template_text
from packager.titles import entry_path, prefixed

PER_PAGE = 500
"""Members on one page of a category; large ones go on over further pages."""


class BuildLibrary:
    """Library over the stores of one build. Iterating reads the stores anew, so nothing large is held."""

    def __init__(
        self, works: WorkStore, relations: Relations, selection: Selection, metadata: Metadata, categories: bool
    ) -> None:
        self.site: SiteInfo = selection.store.site
        self.metadata = metadata
        self._works, self._relations, self._selection, self._categories = works, relations, selection, categories

    def articles(self) -> Iterator[Article]:
        for entry in self._relations.entries(NS_MAIN):
            found = self._works.get(entry.title)
            if found is not None:
                yield self._article(entry.title, entry.incoming, *found)
        if self._categories:
            for text, hidden, _ in self._relations.categories():
                yield from self._category(Title(NS_CATEGORY, text), hidden)

    def redirects(self) -> Iterator[Redirect]:
        written = set()
        if self._categories:
            written = {entry_path(Title(NS_CATEGORY, t), self.site) for t, _, _ in self._relations.categories()}
        for ns in (NS_MAIN, NS_CATEGORY):
            for title, _ in self._selection.store.redirects(ns):
                end = self._selection.target(title)
                path = entry_path(title, self.site)
                if end is not None and path not in written:
                    yield Redirect(path, prefixed(title, self.site), entry_path(end.title, self.site), end.fragment)

    def media(self) -> Iterator[MediaFile]:
        yield MediaFile(STYLE_PATH, "text/css", template_text("page.css").encode())

    def _paths(self, categories: list[str]) -> tuple[str, ...]:
        if not self._categories:
            return ()
        return tuple(entry_path(Title(NS_CATEGORY, c), self.site) for c in self._relations.visible(categories))

    def _article(self, title: Title, incoming: int, facts: dict[str, Any], html: str, prose: str) -> Article:
        return Article(
            path=entry_path(title, self.site),
            title=facts["title"] or title.text,
            html=html,
            prose=prose,
            page_id=facts["page_id"],
            revision_id=facts["revision"],
            timestamp=facts["timestamp"],
            headings=tuple(Heading(*h) for h in facts["headings"]),
            categories=self._paths([text for text, _ in facts["categories"]]),
            links=tuple(facts["links"]),
            incoming=incoming,
            disambiguation="disambiguation" in facts["properties"],
        )

    def _category(self, title: Title, hidden: bool) -> Iterator[Article]:
        found = self._works.get(title)
        facts, html, prose = found if found is not None else ({"categories": [], "links": []}, "", "")
        subcategories = list(self._relations.members(title.text, NS_CATEGORY))
        members = list(self._relations.members(title.text, NS_MAIN))
        path = entry_path(title, self.site)
        pages = [members[at : at + PER_PAGE] for at in range(0, len(members), PER_PAGE)] or [[]]
        paths = [path, *(f"_/{path}/{number}" for number in range(2, len(pages) + 1))]
        for number, (own, rows) in enumerate(zip(paths, pages, strict=True), 1):
            listing = template("category.html.jinja2").render(
                subcategories=[self._row(m) for m in subcategories] if number == 1 else [],
                groups=[(name, [self._row(m) for m in ms]) for name, ms in groupby(rows, key=_group)],
                count=len(members),
                pages=[(n, href(p)) for n, p in enumerate(paths, 1)] if len(paths) > 1 else [],
                number=number,
            )
            yield Article(
                path=own,
                title=prefixed(title, self.site) + (f" ({number}쪽)" if number > 1 else ""),
                html=(html if number == 1 else "") + listing,
                prose=prose if number == 1 else "",
                kind="category",
                front=number == 1 and not hidden,
                page_id=facts.get("page_id", 0),
                revision_id=facts.get("revision", 0),
                timestamp=facts.get("timestamp", ""),
                categories=self._paths([text for text, _ in facts["categories"]]),
                links=tuple(facts["links"]),
                incoming=len(members) + len(subcategories) if number == 1 else 0,
            )

    def _row(self, member: Member) -> tuple[str, str]:
        return member.title.text, href(entry_path(member.title, self.site))


def _group(member: Member) -> str:
    """Heading under which a member stands: the letter of its sort key."""
    key = member.key.strip()
    return letter(key) if key[:1].isalnum() else key[:1] or letter(member.title.text)
