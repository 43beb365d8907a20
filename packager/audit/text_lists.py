"""The reader's full-text index, made once more from the articles: every word, article and weight of kind F.

The weight of a word in an article is its part of BM25 in four bits (docs/formats-search.md, *F*). What the lists say
and what the articles give are compared as an account; of words in very many articles, which have no list, the articles
are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from packager.audit import accounts
from packager.audit.tasks import Done
from packager.errors import Said
from packager.korean.tokens import count_terms
from packager.model import Finding

ACCOUNT = "data/F"
_K1, _B, _TOP, _TITLE, _LEAD, _LEAD_SIZE = 1.2, 0.6, 15, 4.0, 0.5, 240
_COMMON, _COMMON_LEAST = 0.3, 400


class Root(NamedTuple):
    """What the root of the search tells of the full text."""

    documents: int
    size: int
    """Highest item number and one."""
    firsts: list[str]
    """First word of each file."""
    left_out: frozenset[str]
    characters: int
    """Of the texts of all documents."""

    @property
    def average(self) -> float:
        """Characters of a text."""
        return max(1.0, self.characters / max(1, self.documents))

    @property
    def limit(self) -> int:
        """Documents that a word with a list may have."""
        return max(_COMMON_LEAST, int(_COMMON * self.documents))


def _weight(count: float) -> int:
    return max(1, round(_TOP * count / (count + _K1)))


def article(root: Root, item: int, title: str, prose: str, left_out: dict[str, int]) -> int:
    """The side of one article; words without a list are counted in ``left_out``."""
    norm = 1 - _B + _B * len(prose) / root.average
    scale = [_weight(count / norm) for count in range(16)]
    counts = count_terms(prose)
    weights = {term: scale[count] if count < 16 else _weight(count / norm) for term, count in counts.items()}
    if len(prose) > root.average:
        for term, count in count_terms(prose[:_LEAD_SIZE]).items():
            if term in counts:  # the cut may leave half a word
                weights[term] = _weight(counts[term] / norm + _LEAD * count)
    for term, count in count_terms(title).items():
        weights[term] = _weight(counts[term] / norm + _TITLE * count)
    if root.left_out:
        for term in root.left_out & weights.keys():
            left_out[term] = left_out.get(term, 0) + 1
            del weights[term]
    return accounts.words(weights) * accounts.place(item)


def findings(root: Root, done: Iterable[Done]) -> Iterator[Finding]:
    """What shows when all articles have been read."""
    documents = characters = 0
    left_out = dict.fromkeys(root.left_out, 0)
    for each in done:
        if each.texts is not None:
            documents += each.texts.documents
            characters += each.texts.characters
            for term, count in each.texts.left_out.items():
                left_out[term] += count
    if (documents, characters) != (root.documents, root.characters):
        what = Said("{documents} texts of {characters} characters", documents=documents, characters=characters)
        yield Finding("search data", "data/S", what)
    for term, count in sorted(left_out.items()):
        if count <= root.limit:
            yield Finding("search data", "data/S", Said("«{term}» has no list and should have one", term=term[:20]))
