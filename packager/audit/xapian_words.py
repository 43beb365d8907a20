"""The words of the archive's full-text index, made once more from the pages: which of them, how often, in which page.

Xapian takes East Asian text apart into single letters and pairs of neighbours (its class ``CJKTokenIterator``), libzim
counts those of the title more often the longer the text is, and those of the keywords three times. Pairs of syllables
and Hanja are nearly all there is and are compared as an account. Words of other scripts are cut by rules with many
exceptions; their number follows from the lengths of the documents, and each must stand in the first page that has it.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape

from packager.audit.accounts import PRIME, row, word
from packager.audit.directory import NOTHING, Directory
from packager.audit.first_words import INVISIBLE, SIGNS, whole_text
from packager.audit.frames import listing_start
from packager.audit.tasks import Done
from packager.audit.xapian_blocks import Index, IndexDamage
from packager.audit.xapian_fold import fold
from packager.errors import Said
from packager.korean.hangul import CODA_RIEUL, coda
from packager.model import Finding
from packager.zimfile.archive import ZimFile, ZimFormatError

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


def strangers(zim: ZimFile, entries: Sequence[tuple[int, list[str]]], name: str) -> Done:
    """Words of the index that do not stand in the page that must have them. ``entries``: in the order of clusters."""
    findings: list[Finding] = []
    at, cluster = -1, None
    for number, terms in entries:
        try:
            entry = zim.dirent(number)
            if cluster is None or entry.cluster != at:
                at, cluster = entry.cluster, zim.cluster(entry.cluster)
            html = cluster.blob(entry.blob).decode("utf-8", "replace")
        except ZimFormatError as error:
            findings.append(Finding("damage", name, str(error)))
            continue
        # Running text is without the marks of footnotes: what stands around one becomes one word.
        running = whole_text(html[max(0, html.find("<body")) :])
        html = _FORMULA.sub(lambda match: f"{match[1]}<", html).translate(SIGNS)
        shown = fold(" ".join((INVISIBLE.sub("", unescape(_TAG.sub("", html))), running, _keywords(entry.title))))
        words = set(_PART.findall(shown))  # nearly all terms are among these
        for term in terms:
            if term not in words and not all(part in shown for part in _PART.findall(term)):
                what = Said("the word {term!r} does not stand in «{path}»", term=term[:40], path=entry.path[:40])
                findings.append(Finding("search index", f"{name}/{ACCOUNT}", what))
    return Done(findings[:40])
