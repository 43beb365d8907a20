"""How alike two texts are: the share of shingles that both have (Broder 1997, On the resemblance of documents)."""

from __future__ import annotations

SYLLABLES = 5
"""Letters of a shingle: in Hangul a word with its particle, or two short ones."""


def shingles(text: str) -> frozenset[str]:
    """Every run of so many letters, blanks left out; a shorter text is one shingle."""
    letters = "".join(text.split())
    if len(letters) <= SYLLABLES:
        return frozenset({letters}) if letters else frozenset()
    return frozenset(letters[at : at + SYLLABLES] for at in range(len(letters) - SYLLABLES + 1))


def unlike(one: str, other: str) -> bool:
    """Whether fewer than half of the shingles of two texts together are in both."""
    first, second = shingles(one), shingles(other)
    return 2 * len(first & second) < len(first | second)
