"""Typed places in which the parts of the renderer keep what is theirs, for one page or for a worker's lifetime.

Whoever keeps something declares a ``Slot`` beside the code that uses it. The state at the bottom holds the values
without knowing what they are, so it need not import their owners.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Slot(Generic[T]):
    """The key of one owner's value of type ``T``. Two slots are never the same, whatever their names."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"Slot({self.name!r})"


class Slots:
    """Values by slot."""

    __slots__ = ("_values",)

    def __init__(self) -> None:
        self._values: dict[Slot[Any], Any] = {}

    def of(self, slot: Slot[T], make: Callable[[], T]) -> T:
        """The slot's value; made when it is asked for the first time."""
        value: T
        try:
            value = self._values[slot]
        except KeyError:
            value = self._values[slot] = make()
        return value

    def get(self, slot: Slot[T]) -> T | None:
        """The slot's value, if there is one yet."""
        value: T | None = self._values.get(slot)
        return value

    def put(self, slot: Slot[T], value: T) -> None:
        """Takes the place of what was there."""
        self._values[slot] = value
