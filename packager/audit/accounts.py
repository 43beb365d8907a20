"""Rows that must be the same on two sides, compared without holding either: what data say, and what follows from the
rest of the drive.

Each side is a sum over its rows: the same rows in any order, shared out over any number of processes, give the same
sum, and other rows another but for a rare chance. A row is a digest under a key that is drawn anew for each run, so
nobody can prepare a drive for it. The rows of a list (word, article, how often) are a word's digest times an article's
times the count: sums of such products differ where the rows do (Schwartz-Zippel), as long as no count is zero and no
pair of word and article stands there twice. Digests of places have thirty bits and those of letters twenty-four, with
which processors and Python are quick: a change passes in one of some ten million runs, and in another run it does not.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import mul

from packager.audit.tasks import Done
from packager.errors import Said
from packager.model import Finding

_KEY = secrets.token_bytes(16)


def row(*fields: object) -> int:
    """A row as a number. Fields have no line ends."""
    text = "\n".join(map(str, fields)).encode("utf-16-le", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, key=_KEY, digest_size=8).digest(), "little")


class _Words(dict[str, int]):
    """The digest of each word that was asked for lately."""

    def __missing__(self, text: str) -> int:
        if len(self) >= 1 << 18:
            self.clear()
        digest = hashlib.blake2b(text.encode("utf-16-le", "surrogatepass"), key=_KEY, digest_size=4).digest()
        found = self[text] = int.from_bytes(digest, "little") >> 2
        return found


def _digest() -> Callable[[str], int]:
    """What makes the digest of a word: Python's own where it is SipHash under a key of this run, which workers inherit
    and every dictionary of words has computed already; else ours."""
    drawn = os.environ.get("PYTHONHASHSEED", "random") in ("", "random") or sys.flags.ignore_environment
    if drawn and sys.hash_info.algorithm.startswith("siphash") and sys.hash_info.width >= 64:
        return hash
    return _Words().__getitem__


_DIGEST = _digest()


class _Letters(dict[str, int]):
    """The digest of each letter at one of the two places of a pair."""

    def __init__(self, at: str) -> None:
        self[" "] = 0
        self._at = at

    def __missing__(self, letter: str) -> int:
        found = self[letter] = row(self._at, letter) >> 40
        return found


_FIRSTS, _SECONDS = _Letters("first"), _Letters("second")
_ALONE = row("alone") >> 40
"""Stands for the second letter of a word of one letter."""


_UTF_16 = f"utf-16-{sys.byteorder[0]}e"


def word(text: str) -> int:
    """The digest of a word, a factor of all rows of its list.

    A letter beyond the first plane counts as the two units that JavaScript makes of it, as in terms of a text.
    """
    if max(text) > "\uffff":
        text = "".join(map(chr, array("H", text.encode(_UTF_16, "surrogatepass"))))
    return _DIGEST(text)


_PLACES = array("I")
MOST_PLACES = 1 << 24


def digests(count: int) -> array[int]:
    """The digests of so many articles or entries by their numbers, factors of all rows that these stand in.

    Four bytes each, made once for all processes if asked for before there are any. Raises ValueError.
    """
    if count > MOST_PLACES:
        raise ValueError(f"{count} articles")
    while len(_PLACES) < count:  # sixteen in one digest
        text = (len(_PLACES) // 16).to_bytes(8, "little")
        found = array("I", hashlib.blake2b(text, key=_KEY, digest_size=64).digest())
        _PLACES.extend(each >> 2 for each in found)
    return _PLACES


def place(number: int) -> int:
    """The digest of one of them."""
    return digests(number + 1)[number]


def words(counts: Mapping[str, int]) -> int:
    """Sum over words and how often each occurs: with ``place`` as factor the side of one article."""
    return sum(map(mul, map(_DIGEST, counts), counts.values()))


def pairs(text: str) -> int:
    """The same for the letters of a text and the pairs of neighbours in it, each as often as it stands there.

    A pair is the digest of its first letter times that of its second, and spaces count for nothing.
    """
    firsts, seconds = map(_FIRSTS.__getitem__, text), map(_SECONDS.__getitem__, islice(text, 1, None))
    alone, together = sum(map(_FIRSTS.__getitem__, text)), sum(map(mul, firsts, seconds))
    return _ALONE * alone + int(together)


def pair(text: str) -> int:
    """The digest of a word of one letter or two: what ``pairs`` has of it."""
    return _FIRSTS[text[0]] * (_SECONDS[text[1]] if text[1:] else _ALONE)


def places(found: Iterable[int], counts: Sequence[int], of: Sequence[int]) -> int:
    """Sum over the places of one list: with ``word`` as factor its side. ``of``: the digest of each place."""
    return sum(map(mul, map(of.__getitem__, found), counts))


def findings(done: Iterable[Done], left_open: Collection[str] = ()) -> Iterator[Finding]:
    """Accounts whose sides differ when all tasks are done, but for those of which one side cannot be seen."""
    sides: dict[str, int] = {}
    for each in done:
        for balance in each.balances:
            sides[balance.account] = sides.get(balance.account, 0) + balance.said - balance.wanted
    for account, difference in sides.items():
        if difference and account not in left_open:
            what = Said("{account}: not what follows from the articles and titles of the drive", account=account)
            yield Finding("search data", "data", what)
