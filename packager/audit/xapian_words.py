"""The words of the archive's full-text index, made once more from the pages: which of them, how often, in which page.

Xapian takes East Asian text apart into single letters and pairs of neighbours (its class ``CJKTokenIterator``), libzim
counts those of the title more often the longer the text is, and those of the keywords three times. Pairs of syllables
and Hanja are nearly all there is and are compared as an account. Words of other scripts are cut by rules with many
exceptions, so of them only the number is judged, which follows from the lengths of the documents.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence

from packager.audit.accounts import PRIME, row, word
from packager.audit.directory import NOTHING, Directory
from packager.audit.first_words import whole_text
from packager.audit.frames import listing_start
from packager.audit.xapian_blocks import Index, IndexDamage
from packager.audit.xapian_fold import fold
from packager.korean.hangul import CODA_RIEUL, coda

ACCOUNT = "X/fulltext/xapian"
_RUN = re.compile("[가-힣\u4e00-\u9fff]+")
PAIR = re.compile("[가-힣\u4e00-\u9fff]{1,2}")
_KEYWORDS, _TITLE_BYTES = 3, 500
_QUALIFIER = re.compile(r"(?<=\S)\s*[(（][^()（）]*[)）]\s*$")
_PARTICLES = (
    ("는", "은"), ("가", "이"), ("를", "을"), ("의", "의"), ("에", "에"), ("에서", "에서"), ("에게", "에게"),
    ("로", "으로"), ("와", "과"), ("도", "도"), ("란", "이란"), ("다", "이다"), ("까지", "까지"), ("부터", "부터"),
)  # fmt: skip
"""After a vowel, after a consonant."""


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


def page(number: int, title: str, body: str) -> int:
    """The side of one page, which is entry ``number``."""
    start = listing_start(body)
    text = whole_text(body if start < 0 else body[:start])
    folded = fold(text)
    counts: Counter[str] = Counter()
    for each, times in (
        (folded, 1),
        (fold(title), 1 + len(folded.encode()) // _TITLE_BYTES),
        (fold(_keywords(title)), _KEYWORDS),
    ):
        own = Counter(letter for run in _RUN.findall(each) for letter in run)
        own.update(run[i : i + 2] for run in _RUN.findall(each) for i in range(len(run) - 1))
        counts.update({term: count * times for term, count in own.items()} if times > 1 else own)
    product = row("words", number, len(text.split()))
    base = number << 24
    for term, count in counts.items():
        product = product * (word(term) - (base | count)) % PRIME
    return product


def list_of(term: str, found: Sequence[int], counts: Sequence[int], entries: Sequence[int]) -> int:
    """The side of one list of the index."""
    factor, product = word(term), 1
    for document, count in zip(found, counts, strict=True):
        if document >= len(entries):
            raise IndexDamage("a document that is none")
        product = product * (factor - (entries[document] << 24 | count)) % PRIME
    return product
