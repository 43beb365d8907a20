"""The 가나다 index: pages that lead to every title without a search box.

One page with the letters, one page for each letter with stretches of the alphabet, and pages of at most
``PER_PAGE`` titles: any article is three clicks from the main page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from packager.addresses import href
from packager.model import Article
from packager.templating import template, words

INDEX_PATH = "_/index"
PER_PAGE = 300
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


def letter_pages(titles: Iterable[tuple[str, str]], per_page: int = PER_PAGE) -> Iterator[LetterPage]:
    """Index pages for (title, entry path) pairs in any order; the page of all letters comes last."""
    letters = []
    for name, shelf in groupby(sorted(titles, key=lambda t: sort_key(t[0])), key=lambda t: letter(t[0])):
        rows = list(shelf)
        path = f"{INDEX_PATH}/{LETTERS.index(name) + 1:02}"
        letters.append((name, path, len(rows)))
        yield from _letter(name, path, rows, per_page)
    yield LetterPage(INDEX_PATH, words("index"), "letters.html.jinja2", {"letters": letters})


def _letter(name: str, path: str, rows: Sequence[tuple[str, str]], per_page: int) -> Iterator[LetterPage]:
    """The page of one letter; of many titles, a page of stretches and one for each of them."""
    title = words("letter", letter=name)
    stretches = [rows[at : at + per_page] for at in range(0, len(rows), per_page)]
    if len(stretches) == 1:
        yield LetterPage(path, title, "letter.html.jinja2", {"rows": rows, "letter": name, "before": "", "after": ""})
        return
    paths = [f"{path}/{at:04}" for at in range(1, len(stretches) + 1)]
    shown = [(p, s[0][0], s[-1][0], len(s)) for p, s in zip(paths, stretches, strict=True)]
    yield LetterPage(path, title, "letter_stretches.html.jinja2", {"letter": name, "stretches": shown})
    for at, (own, stretch) in enumerate(zip(paths, stretches, strict=True)):
        values: dict[str, object] = {
            "rows": stretch,
            "letter": name,
            "before": href(paths[at - 1]) if at else "",
            "after": href(paths[at + 1]) if at + 1 < len(paths) else "",
        }
        title = words("letter_stretch", first=stretch[0][0], last=stretch[-1][0])
        yield LetterPage(own, title, "letter.html.jinja2", values)
