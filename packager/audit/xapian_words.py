"""The words of the archive's full-text index, made once more from the pages: which of them, how often, in which page.

Xapian takes East Asian text apart into single letters and pairs of neighbours (its class ``CJKTokenIterator``), libzim
counts those of the title more often the longer the text is, and those of the keywords three times. Pairs of syllables
and Hanja are nearly all there is and are compared as an account. Words of other scripts are cut by rules with many
exceptions; their number follows from the lengths of the documents, and each must stand in the first page that has it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from html import unescape

from packager.audit import accounts
from packager.audit.directory import NOTHING, Directory
from packager.audit.first_words import INVISIBLE, SIGNS, whole_text
from packager.audit.frames import listing_start
from packager.audit.xapian_blocks import Index
from packager.audit.xapian_fold import fold
from packager.korean.hangul import CODA_RIEUL, coda

ACCOUNT = "X/fulltext/xapian"
_RUN = re.compile("[가-힣\u4e00-\u9fff]+")
OTHERS = 1 << 20
"""Words of other scripts that are looked up in their pages; an index of millions has more, which are not."""
PAIR = re.compile("[가-힣\u4e00-\u9fff]{1,2}")
_KEYWORDS, _TITLE_BYTES = 3, 500
_QUALIFIER = re.compile(r"(?<=\S)\s*[(（][^()（）]*[)）]\s*$")
_PARTICLES = (
    ("는", "은"), ("가", "이"), ("를", "을"), ("의", "의"), ("에", "에"), ("에서", "에서"), ("에게", "에게"),
    ("로", "으로"), ("와", "과"), ("도", "도"), ("란", "이란"), ("다", "이다"), ("까지", "까지"), ("부터", "부터"),
)  # fmt: skip
"""After a vowel, after a consonant."""
_FORMULA = re.compile('<math [^<>]*alttext="([^"]*)"[^<>]*>')
_PART = re.compile(r"\w+")
"""Xapian joins what stands on both sides of an apostrophe, even with East Asian text between."""
_TAG = re.compile("<[^<>]*>")


def documents(data: bytes, there: Directory) -> array[int]:
    """The entry of each document of an index, the first at 1; ``NOTHING`` where there is none. Raises IndexDamage."""
    found = array("I", [NOTHING])
    for _, tag in Index(data).rows("docdata"):
        entry = there.entry(tag[2:].decode()) if tag.startswith(b"C/") else -1
        found.append(entry if entry >= 0 else NOTHING)
    return found


def _with_particles(bare: str) -> Iterator[str]:
    end = coda(bare[-1]) if bare else None
    for vowel, consonant in _PARTICLES:
        if end is None:
            yield from (bare + vowel, bare + consonant) if vowel != consonant else (bare + vowel,)
        elif end and not (end == CODA_RIEUL and vowel == "로"):
            yield bare + consonant
        else:
            yield bare + vowel
            if not end and vowel == "다":
                yield bare + consonant


def _keywords(title: str) -> str:
    bare = _QUALIFIER.sub("", title).strip()
    return " ".join([title, *([bare] if bare != title else []), *_with_particles(bare)])


def page(number: int, title: str, text: str) -> tuple[int, str]:
    """The side of one page, which is entry ``number``, and what its words are looked up in first."""
    folded, keywords = fold(text), fold(_keywords(title))
    own = fold(title)
    side = _pairs(folded) + (1 + len(folded.encode()) // _TITLE_BYTES) * _pairs(own) + _KEYWORDS * _pairs(keywords)
    return side * accounts.place(number) + accounts.row("words", number, len(text.split())), f"{folded}\n{keywords}"


def _pairs(folded: str) -> int:
    """Letters and pairs of neighbours; a pair across a gap counts for nothing."""
    return accounts.pairs(" ".join(_RUN.findall(folded)))


def text_of(body: str) -> str:
    """The text of a page that the index is made of."""
    start = listing_start(body)
    return whole_text(body if start < 0 else body[:start])


def strangers(terms: Iterable[str], near: str, html: str, title: str) -> Iterator[str]:
    """Which of the words of a page's document do not stand in the page. ``near``: where nearly all of them stand."""
    left = [term for term in terms if not _stands(term, near)]
    if not left:
        return
    # Running text is without the marks of footnotes: what stands around one becomes one word.
    running = whole_text(html[max(0, html.find("<body")) :])
    html = _FORMULA.sub(lambda match: f"{match[1]}<", html).translate(SIGNS)
    shown = fold(" ".join((INVISIBLE.sub("", unescape(_TAG.sub("", html))), running, _keywords(title))))
    yield from (term for term in left if not _stands(term, shown))


def _stands(term: str, text: str) -> bool:
    return term in text or all(part in text for part in _PART.findall(term))
