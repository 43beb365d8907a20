"""The wiki's own pages as the library shelves them (``model.Pages``): articles and categories of one build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from packager.addresses import href
from packager.library.letter_index import first_letter
from packager.library.relations import CategoryRow, Member, Ranked, Relations
from packager.library.subjects import subjects
from packager.library.unlink import unlink
from packager.model import (
    NS_CATEGORY,
    NS_MAIN,
    Article,
    CategoryLink,
    Entry,
    Finished,
    MediaFile,
    Metadata,
    Redirect,
    SiteInfo,
    Subjects,
    Title,
)
from packager.rendering.workstore import WorkStore
from packager.selection.reach import WRITTEN
from packager.selection.rule import Selection
from packager.templating import STYLE_PATH, template, template_text, words
from packager.titles import entry_path, prefixed

PER_PAGE = 500
"""Members on one page of a category; large ones go on over further pages."""


class WikiPages:
    """Over the stores of one build. Iterating reads the stores anew, so nothing large is held."""

    def __init__(
        self,
        works: WorkStore,
        relations: Relations,
        selection: Selection,
        metadata: Metadata,
        subject_names: Sequence[str] = (),
    ) -> None:
        """``subject_names``: categories of the subjects of the first page, if the editor names them."""
        self.site: SiteInfo = selection.store.site
        self.metadata = metadata
        self._works, self._relations, self._selection = works, relations, selection
        self._subject_names = subject_names

    def entries(self) -> Iterator[Entry]:
        for row in self._relations.articles():
            yield self._entry(row)
        for category in self._categories():
            yield from self._category_entries(category)

    def articles(self) -> Iterator[Article]:
        for row in self._relations.articles():
            page = self._works.page(row.title)
            if page is not None:
                yield self._article(self._entry(row), page)
        for category in self._categories():
            yield from self._category(category)

    def redirects(self) -> Iterator[Redirect]:
        written = {entry_path(category.title, self.site) for category in self._categories()}
        for ns in WRITTEN:
            for title, _ in self._selection.store.redirects(ns):
                end = self._selection.target(title)
                path = entry_path(title, self.site)
                if end is not None and path not in written:
                    yield Redirect(path, prefixed(title, self.site), entry_path(end.title, self.site), end.fragment)

    def media(self) -> Iterator[MediaFile]:
        yield MediaFile(STYLE_PATH, "text/css", template_text("page.css").encode())

    def subjects(self) -> Subjects:
        return self._subjects

    @cached_property
    def _subjects(self) -> Subjects:
        def written(name: str) -> bool:
            return not self._selection.rule(Title(NS_CATEGORY, name))

        return subjects(self._relations, written, self._subject_names)

    def _categories(self) -> Iterator[CategoryRow]:
        return (row for row in self._relations.categories() if not self._selection.rule(row.title))

    def _entry(self, row: Ranked) -> Entry:
        return Entry(entry_path(row.title, self.site), row.display, "article", row.incoming, True, row.disambiguation)

    def _body(self, page: Finished) -> str:
        return page.html if self._selection.takes_all else unlink(page.html, self._selection.has)

    def _paths(self, categories: Iterable[CategoryLink]) -> tuple[str, ...]:
        """Paths of the category pages that readers see below a page."""
        chosen = (category.title for category in categories if not self._selection.rule(category.title))
        visible = self._relations.visible(title.text for title in chosen)
        return tuple(entry_path(Title(NS_CATEGORY, text), self.site) for text in visible)

    def _article(self, entry: Entry, page: Finished) -> Article:
        return Article(
            path=entry.path,
            title=entry.title,
            html=self._body(page),
            prose=page.prose,
            page_id=page.page_id,
            revision_id=_credited(page),
            timestamp=page.timestamp,
            headings=page.headings,
            categories=self._paths(page.categories),
            incoming=entry.incoming,
            disambiguation=entry.disambiguation,
            heading=page.heading,
        )

    def _category_entries(self, row: CategoryRow) -> list[Entry]:
        """The pages of a category: the first is the category's own, the others only go on with the list."""
        path, title = entry_path(row.title, self.site), prefixed(row.title, self.site)
        first = Entry(path, title, "category", row.articles + row.subcategories, not row.hidden)
        count = max(1, -(-row.articles // PER_PAGE))
        return [
            first,
            *(
                Entry(f"_/{path}/{n}", words("category_page", title=title, number=n), "category", 0, front=False)
                for n in range(2, count + 1)
            ),
        ]

    def _category(self, row: CategoryRow) -> Iterator[Article]:
        page = self._works.page(row.title)  # a category that is only used has none
        subcategories = [self._row(m) for m in self._relations.subcategories(row.title.text)]
        members = list(self._relations.members(row.title.text, NS_MAIN))
        entries = self._category_entries(row)
        pages = [(n, href(entry.path)) for n, entry in enumerate(entries, 1)]
        for number, entry in enumerate(entries, 1):
            own = members[(number - 1) * PER_PAGE : number * PER_PAGE]
            listing = template("category.html.jinja2").render(
                subcategories=subcategories if number == 1 else [],
                groups=[(name, [self._row(m) for m in ms]) for name, ms in groupby(own, key=_heading)],
                count=len(members),
                pages=pages if len(pages) > 1 else [],
                number=number,
            )
            above = self._body(page) if page and number == 1 else ""
            yield Article(
                path=entry.path,
                title=entry.title,
                html=above + listing,
                prose=page.prose if page and number == 1 else "",
                kind=entry.kind,
                front=entry.front,
                page_id=page.page_id if page else 0,
                revision_id=_credited(page) if page else 0,
                timestamp=page.timestamp if page else "",
                # A category on no list is in none itself: whoever comes upon it by a link finds no others of its kind.
                categories=self._paths(page.categories if page and not row.hidden else ()),
                incoming=entry.incoming,
                heading=page.heading if page and page.display_title in ("", entry.title) and number == 1 else "",
            )

    def _row(self, member: Member) -> tuple[str, str, bool]:
        return member.title.text, href(member.path, member.fragment), member.redirect


def _heading(member: Member) -> str:
    """Heading under which a member stands: the first letter of its sort key (MediaWiki: Collation::getFirstLetter)."""
    return first_letter(member.key)


def _credited(page: Finished) -> int:
    """The revision that the credit line names with its day; 0, which names neither, where the dump tells no time."""
    return page.revision if page.timestamp else 0
