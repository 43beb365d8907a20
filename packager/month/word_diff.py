"""Two texts side by side: what was taken out and what was put in, word by word where they are not too long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

LONGEST = 400
"""Sentences or words that are compared with each other: the cost grows with their square."""
AROUND = 40
"""Letters that are shown of what stayed the same."""
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_WORDS = re.compile(r"\S+\s*")


class Piece(NamedTuple):
    """A run of text; ``sign`` is ``-``, ``+`` or empty for what stayed."""

    sign: str
    text: str


def word_diff(old: str, new: str) -> list[Piece]:
    """The pieces of both texts in reading order."""
    pieces: list[Piece] = []
    for same, one, other in _runs(_SENTENCES.split(old), _SENTENCES.split(new)):
        if same:
            pieces.append(Piece("", _shortened(" ".join(one))))
        else:
            pieces += _words(" ".join(one), " ".join(other))
    return pieces


def _words(old: str, new: str) -> Iterator[Piece]:
    for same, one, other in _runs(_WORDS.findall(old), _WORDS.findall(new)):
        if same:
            yield Piece("", "".join(one))
        else:
            if one:
                yield Piece("-", "".join(one))
            if other:
                yield Piece("+", "".join(other))


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Runs that both have and runs that differ; what is too long to compare differs as a whole."""
    if max(len(old), len(new)) > LONGEST:
        yield False, old, new
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag == "equal", old[a:b], new[c:d]


def _shortened(text: str) -> str:
    return text if len(text) <= 2 * AROUND + 3 else f"{text[:AROUND]} … {text[-AROUND:]} "
