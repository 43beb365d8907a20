"""The work of ``verify`` shared out over processes. The tasks are made before the processes are, which inherit all that
the tasks know; only numbers go there, and only findings come back."""

from __future__ import annotations

import gc
import multiprocessing
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from packager.audit.frames import ready
from packager.model import Finding


class Balance(NamedTuple):
    """What one task adds to an account (``accounts``)."""

    account: str
    said: int = 0
    """Sum over the rows that the data have."""
    wanted: int = 0
    """Sum over the rows that they must have."""


class Texts(NamedTuple):
    """What one task saw of the texts that the full-text index is made of."""

    documents: int
    characters: int
    left_out: dict[str, int]
    """Words that the index leaves out, each with the number of documents that have it."""


class Name(NamedTuple):
    """A Northern name that one task saw (``northern``)."""

    side: str
    """``archive``, ``reader``, ``article`` or ``missing``."""
    name: str
    leads: str
    """Title that it leads to."""


class Member(NamedTuple):
    """Sums over the members of a category that one task saw."""

    category: int
    """Its entry."""
    said: int
    """As the category lists them."""
    wanted: int
    """As they show the category."""


class Stretch(NamedTuple):
    """Rows of one page of the index of letters."""

    page: str
    """Its path below the index: the letter's number, perhaps a slash and its own."""
    first: tuple[int, str, str]
    """Place of its first title (``shelves``)."""
    last: tuple[int, str, str]


class Span(NamedTuple):
    """How much one cluster holds."""

    cluster: int
    packed: bool
    size: int
    """Bytes of its offsets and blobs."""
    first: int
    """Bytes of its first blob."""


class Ranks(NamedTuple):
    """What one task saw of the links of articles (``ranks``)."""

    links: Sequence[int]
    """The entries that they lead to, each once for every article."""
    articles: Sequence[int]
    apart: Sequence[int]
    """Those that only tell names apart."""
    mute: Sequence[tuple[bytes, int]]
    """Those without a text, of which nothing tells whether they are among these, with what decides their lot."""
    drawn: Sequence[tuple[bytes, int]]
    """Those that the date draws first, with what decides it."""


class Done(NamedTuple):
    """What became of one task."""

    findings: list[Finding]
    entries: int = 0
    """How many files or entries were looked at."""
    ends: Sequence[tuple[int, int]] = ()
    """Number of each cluster that was unpacked to its end in the file."""
    sums: Sequence[tuple[str, str]] = ()
    """Name and digest of each file that was read."""
    balances: Sequence[Balance] = ()
    texts: Texts | None = None
    words: Sequence[tuple[int, str]] = ()
    """Number of an entry and a word that must stand in it."""
    names: Sequence[Name] = ()
    members: Sequence[Member] = ()
    stretches: Sequence[Stretch] = ()
    spans: Sequence[Span] = ()
    ranks: Ranks | None = None
    weights: Sequence[int] = ()
    """The weight of each item by its number, 0 for those without a title."""


Task = Callable[[], Done]
_TASKS: list[Task] = []


def done(task: Task) -> Done:
    """The result of a task; what it did not expect in the files is a finding, not the end of the judge."""
    try:
        return task()
    except (ValueError, LookupError, struct.error, OSError, RecursionError, MemoryError) as error:
        return Done([Finding("damage", "drive", f"{type(error).__name__}: {error}"[:200])])


_SELDOM = 1 << 18
"""New objects between two searches for cycles: tasks make very many objects, and hardly any cycle."""


def _begin() -> None:
    """What a worker inherits stays, and need not be looked through for cycles."""
    gc.freeze()
    gc.set_threshold(_SELDOM)


def _run(number: int) -> Done:
    return done(_TASKS[number])


def run_all(tasks: Sequence[Task], jobs: int, progress: Callable[[int], None]) -> Iterator[Done]:
    """The results in the order of the tasks."""
    if jobs < 2 or len(tasks) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        for task in tasks:
            result = done(task)
            progress(result.entries)
            yield result
        return
    _TASKS[:] = tasks
    ready()
    try:
        with multiprocessing.get_context("fork").Pool(min(jobs, len(tasks)), _begin) as pool:
            for result in pool.imap(_run, range(len(tasks))):
                progress(result.entries)
                yield result
    finally:
        _TASKS.clear()
