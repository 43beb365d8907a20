"""Blocks of a search index: whose key moved to the level above keeps the rest of it behind its first item."""

from __future__ import annotations

import struct

import pytest

from packager.audit.xapian_blocks import BLOCK, IndexDamage, _leaves


def block(level: int, items: list[bytes], rest: bytes = b"", free: int | None = None) -> bytes:
    """A block of these items in their order from its end, before them what stayed behind the first."""
    places, at = [], BLOCK - len(rest)
    for item in items:
        at -= len(item)
        places.append(at)
    end = 11 + 2 * len(items)
    room = at - end
    head = struct.pack(">IBHHH", 1, level, room, room + len(rest) if free is None else free, end)
    body = b"".join(reversed(items)) + rest
    return head + struct.pack(f">{len(places)}H", *places) + bytes(room) + body


def leaf(key: bytes) -> bytes:
    return struct.pack(">HB", 0x6000 | len(key), len(key)) + key


def branch(child: int, key: bytes = b"", component: int = 0) -> bytes:
    return struct.pack(">IB", child, len(key)) + key + struct.pack(">H", component)


def index(rest: bytes, free: int | None = None) -> bytes:
    """Two leaves, a block of one branch above each, and the root above these."""
    return b"".join(
        (
            bytes(BLOCK),
            block(0, [leaf(b""), leaf(b"aa")]),
            block(0, [leaf(b"kkkb"), leaf(b"kkkc")]),
            block(1, [branch(1)]),
            block(1, [branch(2)], rest, free),
            block(2, [branch(3), branch(4, b"kkkb", 1)]),
        )
    )


def keys(data: bytes) -> list[bytes]:
    return [key for items in _leaves(data, 5, 2, bytearray(len(data) // BLOCK)) for key, _, _, _ in items]


@pytest.mark.parametrize("rest", [b"", b"kb\0\1"])
def test_a_key_that_moved_up_may_stay_behind(rest: bytes) -> None:
    assert keys(index(rest)) == [b"", b"aa", b"kkkb", b"kkkc"]


@pytest.mark.parametrize(
    ("rest", "free", "words"),
    [
        (b"xx\0\1", None, "bytes of its own"),
        (b"kb\0\1\0", None, "free bytes"),
        (b"", 100, "free bytes"),
        (b"kb\0\1", 100, "free bytes"),
    ],
)
def test_anything_else_is_damage(rest: bytes, free: int | None, words: str) -> None:
    with pytest.raises(IndexDamage, match=words):
        keys(index(rest, free))
