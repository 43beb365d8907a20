"""Reading shard files back in Python, independently of the code that writes them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import zstandard

_CALL = re.compile(rb'R\.shards\.take\("([A-Z]+)",(\d+),"(.*)",(\d+)\);\n\Z', re.S)
_ESCAPE = re.compile(rb"\\(x00|0|n|r|\"|\\)")
_MEANS = {b"x00": b"\0", b"0": b"\0", b"n": b"\n", b"r": b"\r", b'"': b'"', b"\\": b"\\"}


class ShardFile(NamedTuple):
    """What a file says about itself, and its payload."""

    kind: str
    number: int
    frame: bytes
    payload: bytes


def unescape(literal: bytes) -> bytes:
    """What a JavaScript engine makes of the inside of a string literal."""
    return _ESCAPE.sub(lambda m: _MEANS[m[1]], literal)


def read_shard(path: Path) -> ShardFile:
    """One file; asserts the sum."""
    found = _CALL.search(path.read_bytes())
    assert found, path
    frame = unescape(found[3])
    assert zlib.adler32(frame) == int(found[4])
    payload = zstandard.ZstdDecompressor().decompress(frame)
    return ShardFile(found[1].decode(), int(found[2]), frame, payload)


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A number and the place after it."""
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        shift += 7
        at += 1
        if data[at - 1] < 128:
            return value, at


def shards(folder: Path, kind: str) -> Iterator[ShardFile]:
    """All shards of a kind in order."""
    for number, path in enumerate(sorted((folder / kind).rglob("*.txt"))):
        shard = read_shard(path)
        assert (shard.kind, shard.number) == (kind, number)
        yield shard


def items(folder: Path, kind: str) -> list[bytes]:
    """All items of a kind."""
    found: list[bytes] = []
    missing = 0
    for shard in shards(folder, kind):
        carry, at = varint(shard.payload, 0)
        count, at = varint(shard.payload, at)
        lengths = []
        for _ in range(count):
            length, at = varint(shard.payload, at)
            lengths.append(length)
        if carry:
            found[-1] += shard.payload[at : at + carry]
            missing -= carry
        assert missing == 0 or (missing > 0 and not count)
        at += carry
        for length in lengths:
            found.append(shard.payload[at : at + length])
            missing = length - len(found[-1])
            at += length
    assert missing == 0
    return found
