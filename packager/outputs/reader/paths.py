"""Entry path to item number: what a link in the reader becomes.

Two million paths as Python strings would take most of the memory that writing may use, so only hashes are kept.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from typing import NamedTuple

from packager.errors import OutputError


class Locator(NamedTuple):
    """Where a link leads: item number of the article and an anchor in it."""

    number: int
    fragment: str = ""


def _hash(path: str) -> int:
    return int.from_bytes(hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


class PathIndex:
    """Filled with ``add`` and ``redirect``, closed with ``freeze``, then asked with ``locate``."""

    def __init__(self) -> None:
        self.count = 0
        self._rows: list[int] = []
        self._hashes = array("Q")
        self._numbers = array("I")
        self._categories = bytearray()
        self._fragments: dict[int, str] = {}

    def add(self, path: str, *, category: bool = False) -> int:
        """Give the next item number to ``path``."""
        number = self.count
        self.count += 1
        self._rows.append(_hash(path) << 32 | number)
        self._categories.append(category)
        return number

    def freeze(self) -> None:
        """Sort what was added; look-ups work from here on."""
        for number, found in zip(self._numbers, self._hashes, strict=True):
            self._rows.append(found << 32 | number)
        self._rows.sort()
        self._hashes = array("Q", (row >> 32 for row in self._rows))
        self._numbers = array("I", (row & 0xFFFFFFFF for row in self._rows))
        self._rows = []
        if any(a == b for a, b in zip(self._hashes, self._hashes[1:], strict=False)):
            raise OutputError("reader: two pages have the same path; the library is broken")

    def redirect(self, path: str, target: str, fragment: str) -> None:
        """Make ``path`` lead where ``target`` leads. Known after the next ``freeze``; an article's own path wins."""
        found = self.locate(target)
        if found is None or self.locate(path) is not None:
            return
        own = _hash(path)
        self._rows.append(own << 32 | found.number)
        if fragment:
            self._fragments[own] = fragment

    def locate(self, path: str) -> Locator | None:
        """Item and anchor of a path, None if nothing is written there."""
        wanted = _hash(path)
        at = bisect_left(self._hashes, wanted)
        if at == len(self._hashes) or self._hashes[at] != wanted:
            return None
        return Locator(self._numbers[at], self._fragments.get(wanted, ""))

    def number(self, path: str) -> int | None:
        """The item of a path alone."""
        found = self.locate(path)
        return found.number if found else None

    def is_category(self, number: int) -> bool:
        """Whether the item is a category page."""
        return bool(self._categories[number])
