"""Drives that another program than ours made: all of them agree with themselves, but the choice is somebody's own."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from checks.small_drive import small_drive
from checks.tampered.drive import KINDS, Change, Drive, Library
from packager.library.overview import overview
from packager.model import Article, Overview, Pages
from packager.outputs.reader.plain import MostLinked


def _made(folder: Path, library: Pages) -> None:
    """Put another drive in the place of this one."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    small_drive(folder, library=library)


class _Heavier(Library):
    """Some article counts for more, or for less, than links lead to it."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__(20)
        self._number, self._incoming = rng.randrange(20), rng.choice((0, 2, 3, 7, 200))

    def articles(self) -> Iterator[Article]:
        for number, article in enumerate(super().articles()):
            yield replace(article, incoming=self._incoming) if number == self._number and number else article


Rows = tuple[tuple[str, str], ...]


def _changed(rows: Rows, rng: random.Random, spare: tuple[str, str]) -> Rows:
    """Two rows in each other's place, one left out, or one that is another."""
    found = list(rows)
    at = rng.randrange(len(found) - 1)
    way = rng.randrange(3)
    if way == 0:
        found[at], found[at + 1] = found[at + 1], found[at]
    elif way == 1:
        del found[at]
    else:
        found[at] = spare
    return tuple(found)


def _overview(change: Callable[[Overview, random.Random], Overview]) -> Change:
    """Other lists on the first page of both."""

    def act(drive: Drive) -> None:
        def other(pages: Pages) -> Overview:
            return change(overview(pages), drive.rng)

        with patch("packager.library.complete.overview", other):
            _made(drive.folder, Library(30))

    return act


def _examples(seen: Overview) -> Overview:
    """The examples follow from the list of the most linked-to."""
    titles = [title for title, _ in seen.top if not any(c.isdigit() for c in title)]
    return seen._replace(examples=tuple(titles[:3]))


def _numbers(rng: random.Random) -> AbstractContextManager[object]:
    """Another article has a plain page."""
    chosen = MostLinked.numbers

    def other(self: MostLinked) -> frozenset[int]:
        numbers = chosen(self)
        return numbers - {rng.choice(sorted(numbers))} | {max(numbers) + 1}

    return patch.object(MostLinked, "numbers", other)


def _plain(drive: Drive) -> None:
    with _numbers(drive.rng):
        _made(drive.folder, Library(20))


KINDS |= {
    "weight of an article everywhere": lambda drive: _made(drive.folder, _Heavier(drive.rng)),
    "most linked-to articles that are others everywhere": _overview(
        lambda seen, rng: _examples(seen._replace(top=_changed(seen.top, rng, seen.random[0])))
    ),
    "drawn articles that are others everywhere": _overview(
        lambda seen, rng: seen._replace(random=_changed(seen.random, rng, seen.top[-1]))
    ),
    "plain pages of other articles": _plain,
}
