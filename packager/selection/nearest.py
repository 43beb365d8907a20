"""Titles that an editor may have meant by one that does not exist.

Whoever mistypes a title has half of it right, the first or the second; only such titles are compared, sign by sign of
the Hangul taken apart, so that a wrong vowel counts less than a wrong syllable.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from packager.model import NS_CATEGORY, NS_MAIN, NS_TEMPLATE, Title
from packager.pages.store import PageStore

SHOWN = 3
LIKENESS = 0.6
"""Least ratio of ``difflib`` over the signs of two titles."""
NAMESPACES = (NS_MAIN, NS_CATEGORY, NS_TEMPLATE)
"""Where a page of the very same name may stand, written without its prefix."""


def halves(text: str) -> tuple[str, str]:
    """Beginning and end of a title of which one must be right."""
    half = max(1, len(text) // 2)
    return text[:half], text[-half:]


def ranked(title: Title, candidates: Iterable[str]) -> list[Title]:
    """The most similar of the candidates, best first."""
    signs = unicodedata.normalize("NFD", title.text)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(signs)
    found: list[tuple[float, str]] = []
    for text in candidates:
        matcher.set_seq1(unicodedata.normalize("NFD", text))
        if text != title.text and matcher.real_quick_ratio() >= LIKENESS and matcher.quick_ratio() >= LIKENESS:
            found.append((-matcher.ratio(), text))
    return [Title(title.ns, text) for ratio, text in sorted(set(found))[:SHOWN] if -ratio >= LIKENESS]


def nearest(store: PageStore, title: Title) -> list[Title]:
    """At most ``SHOWN`` pages of the store that may be meant, best first."""
    others = store.existing([Title(ns, title.text) for ns in NAMESPACES if ns != title.ns])
    return [*others, *ranked(title, store.titles_with_half(title.ns, *halves(title.text), len(title.text)))][:SHOWN]
