"""Rows that must be the same on two sides, compared without holding either: what data say, and what follows from the
rest of the drive.

Each side is a sum over its rows: the same rows in any order, shared out over any number of processes, give the same
sum, and other rows give another but for one chance in some thousand millions of millions. A row is a digest under a key
that is drawn anew for each run, so nobody can prepare a drive for it. The rows of a list (word, article, how often)
are a word's digest times an article's times the count: sums of such products differ as surely where the rows do
(Schwartz-Zippel), as long as no count is zero and no pair of word and article stands there twice.
"""

from __future__ import annotations

import hashlib
import secrets
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
    """The digest of each word that was asked for lately; of one with a space inside, which is no word, nothing."""

    def __missing__(self, text: str) -> int:
        if len(self) >= 1 << 18:
            self.clear()
        found = self[text] = row(text) if " " not in text else 0
        return found


_WORDS = _Words()


def word(text: str) -> int:
    """The digest of a word, a factor of all rows of its list."""
    return _WORDS[text]


_PLACES = array("Q")
MOST_PLACES = 1 << 24


def digests(count: int) -> array[int]:
    """The digests of so many articles or entries by their numbers, factors of all rows that these stand in.

    Eight bytes each, made once for all processes if asked for before there are any. Raises ValueError.
    """
    if count > MOST_PLACES:
        raise ValueError(f"{count} articles")
    while len(_PLACES) < count:  # eight in one digest
        text = (len(_PLACES) // 8).to_bytes(8, "little")
        _PLACES.frombytes(hashlib.blake2b(text, key=_KEY, digest_size=64).digest())
    return _PLACES


def place(number: int) -> int:
    """The digest of one of them."""
    return digests(number + 1)[number]


def words(counts: Mapping[str, int]) -> int:
    """Sum over words and how often each occurs: with ``place`` as factor the side of one article."""
    return sum(map(mul, map(_WORDS.__getitem__, counts), counts.values()))


def occurrences(found: Iterable[str]) -> int:
    """The same for words one after the other."""
    return sum(map(_WORDS.__getitem__, found))


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
