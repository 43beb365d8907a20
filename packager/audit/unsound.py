"""What every reader of a picture format raises, and how large a picture may be."""

from __future__ import annotations

MAX_PIXELS = 40_000_000


class Unsound(ValueError):
    """The picture breaks off or contradicts itself; the text says where."""
