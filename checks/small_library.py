"""A library of the least that an output can be given, in any number; what a page can show is in encyclopedia.py."""

from __future__ import annotations

from collections.abc import Iterator

from checks.own_site import SITE
from packager.addresses import href
from packager.model import Article, Entry, MediaFile, Metadata, Redirect, Subjects
from packager.templating import template, template_text

METADATA = Metadata("wikipedia_ko_all", "위키백과", "한국어 위키백과", "2026-09-01")
NOUNS = ("대한민국", "서울특별시", "컴퓨터", "역사", "도서관", "하늘", "바다", "음악", "수학", "언어")


class SmallLibrary:
    """``count`` articles about nothing, two categories, redirects, one style sheet."""

    def __init__(self, count: int = 200) -> None:
        self.count = count
        self.site = SITE
        self.metadata = METADATA

    def entries(self) -> Iterator[Entry]:
        return map(Entry.of, self.articles())

    def articles(self) -> Iterator[Article]:
        for number in range(self.count):
            noun = NOUNS[number % len(NOUNS)]
            title = f"{noun} {number}" if number >= len(NOUNS) else noun
            following = (number + 1) % self.count
            target = NOUNS[following] if following < len(NOUNS) else f"{NOUNS[following % len(NOUNS)]} {following}"
            prose = f"{title}에 관한 글이다. {noun}은 널리 알려져 있으며 {target}와 이어진다."
            link = f'<a href="{href(target.replace(" ", "_"))}">{target}</a>'
            html = f'<div class="mw-parser-output"><p>{prose} {link}</p></div>'
            yield Article(
                title.replace(" ", "_"),
                title,
                html,
                f"{prose} {target}",
                page_id=number + 1,
                revision_id=1000 + number,
                timestamp="2026-08-30T00:00:00Z",
                categories=("분류:시험",),
                incoming=(self.count > 1) + (number == 0),  # the one before it, and AC/DC
                heading=f"<i>{title[0]}</i>{title[1:]}" if number % 2 == 0 else "",
            )
        yield Article("AC/DC", "AC/DC", '<p><a href="./대한민국">대한민국</a></p>', "대한민국")
        html = f"<p>시험용 분류</p>{self._members()}"
        yield Article("분류:시험", "분류:시험", html, "시험용 분류", kind="category", incoming=self.count)

    def _members(self) -> str:
        """The list on the page of the category."""
        titles = [NOUNS[n % len(NOUNS)] + (f" {n}" if n >= len(NOUNS) else "") for n in range(self.count)]
        rows = [(title, href(title.replace(" ", "_")), False) for title in titles]
        groups = [("가", rows)] if rows else []
        return template("category.html.jinja2").render(
            subcategories=[], groups=groups, count=len(rows), pages=[], number=1
        )

    def redirects(self) -> Iterator[Redirect]:
        yield Redirect("남한", "남한", "대한민국")
        yield Redirect("서울", "서울", "서울특별시", "역사")

    def subjects(self) -> Subjects:
        return Subjects()

    def media(self) -> Iterator[MediaFile]:
        yield MediaFile("_/page.css", "text/css", template_text("page.css").encode())
