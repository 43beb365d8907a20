"""Who renders: anything that takes titles and gives results, on this machine or on several.

An executor is made from a ``Job`` (paths, configuration; it pickles) and gives packed rows (bytes), so that one that
sends them over a network has nothing to translate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Answer_co = TypeVar("Answer_co", covariant=True)


class Limits(NamedTuple):
    """What one item may use."""

    seconds: float
    """CPU time."""
    memory: int
    """Bytes of address space on top of what the worker had when the item began."""


class Failure(NamedTuple):
    """Why an item has no result."""

    reason: str
    """``timeout``, ``memory``, ``crash`` or ``error``."""
    detail: str


class Executor(Protocol[Item, Answer_co]):
    """Workers that each call ``start()`` once and then the function it gives for every item."""

    def run(self, items: Iterable[Item]) -> Iterator[tuple[Item, Answer_co | Failure]]:
        """(item, its answer or why it has none), each item once, in any order.

        Raises WorkerError if workers cannot be had at all. Closing the iterator ends the workers.
        """
        ...
