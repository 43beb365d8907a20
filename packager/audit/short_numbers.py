"""Numbers in groups of seven bits by the hundred: what cuts them apart, and the values of the short ones.

Search data and the archive's index spell them alike; what is wrong with one is told by each format's own reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable

NUMBER = re.compile(rb"[\x80-\xff]*[\x00-\x7f]")


class ShortNumbers(dict[bytes, int]):
    """The value of each short number that was read; longer ones are read anew."""

    def __init__(self, read: Callable[[bytes, int], tuple[int, int]]) -> None:
        """``read`` gives the number at a place and the place behind it, or raises."""
        self._read = read

    def __missing__(self, key: bytes) -> int:
        value, _ = self._read(key, 0)
        if len(key) < 3:
            self[key] = value
        return value
