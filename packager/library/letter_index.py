"""The 가나다 index: pages that lead to every title without a search box.

One page with the letters, one page for each letter, and below it pages of titles (``pager``): by syllables, and a
syllable of many titles in stretches. No page is larger than 100 KB, whatever the number of titles.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from typing import NamedTuple

from packager.addresses import href
from packager.library.pager import Limits, Page, pages
from packager.model import Article
from packager.templating import template, words

INDEX_PATH = "_/index"
# Double consonants are filed with their simple ones, as Korean library catalogues do.
_INITIALS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
# What Unicode calls the consonants; the names of double, joined and old ones begin with or end in one of these.
_CONSONANTS = dict(
    zip(
        "KIYEOK NIEUN TIKEUT RIEUL MIEUM PIEUP SIOS IEUNG CIEUC CHIEUCH KHIEUKH THIEUTH PHIEUPH HIEUH".split(),
        "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
        strict=True,
    )
)
_JAMO = re.compile(rf"HANGUL (?:LETTER|CHOSEONG|JONGSEONG) [A-Z]*?({'|'.join(_CONSONANTS)})(?:-|$)")
LIMITS = Limits(rows=300, size=80_000)
"""Of a page; what stands around its rows has at most 12 KB, with titles of the greatest length."""
_SHORT = 8
LETTERS = (*"ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", "A–Z", "0–9", words("other_letters"))


def letter(title: str) -> str:
    """The letter under which a title is filed, one of ``LETTERS``."""
    first = unicodedata.normalize("NFC", title)[:1]
    if "가" <= first <= "힣":
        return _INITIALS[(ord(first) - 0xAC00) // 588]
    jamo = _JAMO.search(unicodedata.name(first, ""))
    if jamo:
        return _CONSONANTS[jamo[1]]
    plain = unicodedata.normalize("NFD", first)[:1]
    if plain.isascii() and plain.isalpha():
        return "A–Z"
    return "0–9" if plain.isascii() and plain.isdigit() else LETTERS[-1]


def first_letter(text: str) -> str:
    """The letter that heads a member on a category page: the first consonant of a syllable, else the character itself.

    As MediaWiki's ``Language::firstChar`` has it: double consonants stand with their simple ones, kana, hanja and Latin
    letters each under themselves.
    """
    first = unicodedata.normalize("NFC", text)[:1]
    return _INITIALS[(ord(first) - 0xAC00) // 588] if "가" <= first <= "힣" else first.upper()


def sort_key(title: str) -> tuple[int, str, str]:
    """Order inside the index: by letter, then without regard to case, then by code point."""
    return LETTERS.index(letter(title)), unicodedata.normalize("NFC", title).casefold(), title


class LetterPage(NamedTuple):
    """One page of the index, not yet written out."""

    path: str
    title: str
    template: str
    values: Mapping[str, object]

    def article(self) -> Article:
        """The page itself."""
        html = template(self.template).render(title=self.title, href=href, index=href(INDEX_PATH), **self.values)
        return Article(self.path, self.title, html, "", kind="index", front=False)


def row_size(row: tuple[str, str]) -> int:
    """Bytes of a row of titles in the archive, where its page lies deepest."""
    return len(f'<li><a href="../../.{href(row[1])}">{escape(row[0])}</a></li>\n'.encode())


def syllable(row: tuple[str, str]) -> str:
    """What titles are put together by inside a letter: the first syllable or sign."""
    return unicodedata.normalize("NFC", row[0])[:1].upper()


def letter_pages(titles: Iterable[tuple[str, str]], limits: Limits = LIMITS) -> Iterator[LetterPage]:
    """Index pages for (title, entry path) pairs in any order; the page of all letters comes last."""
    letters = []
    for name, shelf in groupby(sorted(titles, key=lambda t: sort_key(t[0])), key=lambda t: letter(t[0])):
        rows = list(shelf)
        path = f"{INDEX_PATH}/{LETTERS.index(name) + 1:02}"
        letters.append((name, path, len(rows)))
        for page in pages(rows, lambda row: row[0], syllable, row_size, limits):
            yield _written(name, path, page)
    yield LetterPage(INDEX_PATH, words("index"), "letters.html.jinja2", {"letters": letters})


def _written(name: str, path: str, page: Page[tuple[str, str]]) -> LetterPage:
    """A page of the pager as a page of the library; page 0 is the letter's own."""

    def at(number: int) -> str:
        return f"{path}/{number:04}" if number else path

    own = at(page.number)
    title = words("letter_stretch", first=page.first, last=page.last) if page.number else words("letter", letter=name)
    if page.number and page.first == page.last:
        title = words("letter", letter=page.first)
    if page.below:
        rows = [(label, at(number), count) for label, number, count in page.below]
        short = all(len(label) < _SHORT for label, _, _ in rows)
        return LetterPage(own, title, f"letter_{'syllables' if short else 'stretches'}.html.jinja2", {"rows": rows})
    steps = {name: href(at(n)) if n else "" for name, n in (("before", page.before), ("after", page.after))}
    return LetterPage(own, title, "letter.html.jinja2", {"rows": page.rows, **steps})
