"""The best titles of crowded prefixes, made once more from all titles: what kinds U, D and W must hold.

A prefix has a list if it is typed at the beginning of a title and its folded form reaches across the border of two
files. Of the titles that begin with it the best forty are candidates, then the best forty of each folded form; the
first twenty-four different articles are the list. Better is: the whole title and not only its beginning, or all of it
but the qualifier, more links, a shorter name, an earlier place.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator

from packager.audit.search_data import SHOWN, Entry
from packager.korean import consonants, keystrokes

_KEPT, _WHOLE, _OTHER_NAME, _LATER_WORD = 40, 10_000, 7, 56

_Heap = list[tuple[int, int, int, Entry]]


class Tops:
    """Takes the entries of one kind in their order."""

    def __init__(self, separators: Iterable[str]) -> None:
        self._crossing = {key[:length] for key in separators for length in range(1, len(key) + 1)}
        self._typed: dict[str, _Heap] = {}
        self._folded: dict[str, _Heap] = {}
        self._folds: dict[str, set[str]] = {}
        self._count = 0

    def see(self, folded: str, typed: str) -> None:
        """First, the keys of every entry: which prefixes have lists."""
        for length in range(1, len(folded) + 1):
            if folded[:length] not in self._crossing:
                return
            if not "\ud800" <= typed[length - 1] <= "\udbff":
                self._folds.setdefault(typed[:length], set()).add(folded[:length])

    def add(self, folded: str, typed: str, entry: Entry) -> None:
        """Then every entry in order."""
        score = entry.weight - _OTHER_NAME * entry.redirect - _LATER_WORD * (entry.start > 0)
        size, (whole, bare) = len(entry.title), _names(typed, entry)
        self._count += 1
        for length in range(1, len(typed) + 1):
            begun, prefix = typed[:length], folded[:length]
            if "\ud800" <= begun[-1] <= "\udbff":
                continue  # half a letter
            if begun not in self._folds:
                return
            named = _WHOLE if length == whole else _WHOLE // 2 if length == bare else 0
            row = (score + named, -size, -self._count, entry)
            _keep(self._typed.setdefault(begun, []), row)
            if prefix in self._crossing:
                _keep(self._folded.setdefault(prefix, []), row)

    def lists(self) -> Iterator[tuple[str, list[Entry]]]:
        """Each prefix with its list, in order."""
        for prefix in sorted(self._folds):
            chosen: dict[int, Entry] = {}
            for heap in (self._typed[prefix], *(self._folded[fold] for fold in sorted(self._folds[prefix]))):
                for *_, entry in sorted(heap, reverse=True):
                    if len(chosen) < SHOWN:
                        chosen.setdefault(entry.item, entry)
            yield prefix, list(chosen.values())


def _names(typed: str, entry: Entry) -> tuple[int, int]:
    """Keys of the whole title and of it without its qualifier; 0 if there is none, or for a later word."""
    if entry.start or not entry.title.endswith(")"):
        return 0 if entry.start else len(typed), 0
    words = keystrokes.words(consonants.bare(entry.title))
    return len(typed), len("".join(keystrokes.keys(word.letters) for word in words))


def _keep(heap: _Heap, row: tuple[int, int, int, Entry]) -> None:
    if len(heap) < _KEPT:
        heapq.heappush(heap, row)
    elif row > heap[0]:
        heapq.heapreplace(heap, row)
