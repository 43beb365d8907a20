"""Rows that must be the same on two sides, compared without holding either: what data say, and what follows from the
rest of the drive.

Each side is a product of ``point - row`` over its rows in a prime field: the same rows in any order, shared out over
any number of processes, give the same number, and other rows give another but for one chance in some thousand millions
(Lipton, "A new approach to information theory"; Schwartz-Zippel). Key and point are drawn anew for each run, so nobody
can prepare a drive for them.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from packager.audit.tasks import Done
from packager.errors import Said
from packager.model import Finding

PRIME = (1 << 61) - 1
_KEY = secrets.token_bytes(16)
_POINT = secrets.randbelow(PRIME)


def row(*fields: object) -> int:
    """The factor of a row. Fields have no line ends."""
    text = "\n".join(map(str, fields)).encode("utf-16-le", "surrogatepass")
    return (_POINT - int.from_bytes(hashlib.blake2b(text, key=_KEY, digest_size=8).digest(), "little")) % PRIME


def plain(number: int) -> int:
    """The factor of a row that is one number below 2**60, in an account of such rows only."""
    return (_POINT - number) % PRIME


@lru_cache(maxsize=1 << 17)
def word(text: str) -> int:
    """The part of a factor that all rows of one word have: ``word(text) - number`` is the factor of a row."""
    return row(text) + PRIME


def findings(done: Iterable[Done], left_open: Collection[str] = ()) -> Iterator[Finding]:
    """Accounts whose sides differ when all tasks are done, but for those of which one side cannot be seen."""
    sides: dict[str, list[int]] = {}
    for each in done:
        for balance in each.balances:
            found = sides.setdefault(balance.account, [1, 1])
            found[0] = found[0] * balance.said % PRIME
            found[1] = found[1] * balance.wanted % PRIME
    for account, (said, wanted) in sides.items():
        if said != wanted and account not in left_open:
            what = Said("{account}: not what follows from the articles and titles of the drive", account=account)
            yield Finding("search data", "data", what)
