"""The 가나다 index: pages that lead to every title without a search box.

One page with the letters, one page for each letter with stretches of the alphabet, and pages of at most
``PER_PAGE`` titles: any article is three clicks from the main page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from packager.addresses import href
from packager.model import Article
from packager.templating import template

INDEX_PATH = "_/index"
PER_PAGE = 300
# Double consonants are filed with their simple ones, as Korean library catalogues do.
_INITIALS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
LETTERS = (*"ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", "A–Z", "0–9", "그 밖")


def letter(title: str) -> str:
    """The letter under which a title is filed, one of ``LETTERS``."""
    first = unicodedata.normalize("NFC", title)[:1]
    if "가" <= first <= "힣":
        return _INITIALS[(ord(first) - 0xAC00) // 588]
    plain = unicodedata.normalize("NFD", first)[:1]
    if plain.isascii() and plain.isalpha():
        return "A–Z"
    return "0–9" if plain.isascii() and plain.isdigit() else "그 밖"


def sort_key(title: str) -> tuple[int, str, str]:
    """Order inside the index: by letter, then without regard to case, then by code point."""
    return LETTERS.index(letter(title)), unicodedata.normalize("NFC", title).casefold(), title


def _page(path: str, title: str, name: str, **values: object) -> Article:
    html = template(name).render(title=title, href=href, index=href(INDEX_PATH), **values)
    return Article(path, title, html, "", kind="index", front=False)


def letter_pages(titles: Iterable[tuple[str, str]], per_page: int = PER_PAGE) -> Iterator[Article]:
    """Index pages for (title, entry path) pairs in any order."""
    shelves = [
        (name, list(rows))
        for name, rows in groupby(sorted(titles, key=lambda t: sort_key(t[0])), key=lambda t: letter(t[0]))
    ]
    overview = []
    for name, rows in shelves:
        number = LETTERS.index(name) + 1
        path = f"{INDEX_PATH}/{number:02}"
        overview.append((name, path, len(rows)))
        stretches: list[Sequence[tuple[str, str]]] = [rows[at : at + per_page] for at in range(0, len(rows), per_page)]
        if len(stretches) == 1:
            yield _page(path, f"찾아보기: {name}", "letter.html.jinja2", rows=rows, letter=name, before="", after="")
            continue
        paths = [f"{path}/{at:04}" for at in range(1, len(stretches) + 1)]
        yield _page(
            path,
            f"찾아보기: {name}",
            "letter_stretches.html.jinja2",
            letter=name,
            stretches=[(p, s[0][0], s[-1][0], len(s)) for p, s in zip(paths, stretches, strict=True)],
        )
        for at, (own, stretch) in enumerate(zip(paths, stretches, strict=True)):
            yield _page(
                own,
                f"찾아보기: {stretch[0][0]} – {stretch[-1][0]}",
                "letter.html.jinja2",
                rows=stretch,
                letter=name,
                before=href(paths[at - 1]) if at else "",
                after=href(paths[at + 1]) if at + 1 < len(paths) else "",
            )
    yield _page(INDEX_PATH, "가나다 찾아보기", "letters.html.jinja2", letters=overview)
