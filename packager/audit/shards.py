"""The reader's data files, decoded without the code that writes or reads them (docs/formats-reader.md)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import zstandard

_SCRIPT = re.compile(rb'\AR\.shards\.take\("([A-Z]+)",(\d+),"(.*)",(\d+)\);\n\Z', re.S)
_ESCAPE = re.compile(rb"\\(x00|.)", re.S)
_MEANING = {b"n": b"\n", b"r": b"\r", b"0": b"\0", b"x00": b"\0", b'"': b'"', b"\\": b"\\"}
MAX_PAYLOAD = 256 << 20


class ShardError(ValueError):
    """The file is not what the format says."""


def payload(data: bytes) -> tuple[str, int, bytes]:
    """(kind, number, unpacked payload) of a shard file. Raises ShardError."""
    match = _SCRIPT.match(data)
    if match is None:
        raise ShardError("not a single call of R.shards.take")
    kind, number, literal, total = match.groups()
    if re.search(rb'(?<!\\)(?:\\\\)*"', literal) or b"\n" in literal or b"\r" in literal or b"\0" in literal:
        raise ShardError("the string ends before the data does")
    try:
        frame = _ESCAPE.sub(lambda m: _MEANING[m[1]], literal)
    except KeyError as error:
        raise ShardError(f"unknown escape {error}") from error
    if zlib.adler32(frame) != int(total):
        raise ShardError("the sum does not fit the data")
    try:
        if zstandard.frame_content_size(frame) > MAX_PAYLOAD:
            raise ShardError("the payload claims to be larger than any shard")
        unpacker = zstandard.ZstdDecompressor().decompressobj()
        unpacked = unpacker.decompress(frame)
    except zstandard.ZstdError as error:
        raise ShardError(f"the frame is damaged: {error}") from error
    if unpacker.unused_data or not unpacker.eof:
        raise ShardError("bytes after the frame, or the frame is cut")
    return kind.decode(), int(number), unpacked


def _number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if at >= len(data):
            raise ShardError("a number runs over the end")
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def items(files: Iterator[Path]) -> Iterator[tuple[Path, bytes]]:
    """The items of one kind, from its shard files in order, each with the file in which it begins."""
    open_item: bytearray | None = None
    begun = Path()
    missing = 0
    for path in files:
        _, _, data = payload(path.read_bytes())
        carry, at = _number(data, 0)
        count, at = _number(data, at)
        lengths = []
        for _ in range(count):
            length, at = _number(data, at)
            lengths.append(length)
        if carry:
            if open_item is None:
                raise ShardError(f"{path.name}: goes on with an item that never began")
            open_item += data[at : at + carry]
            missing -= carry
            at += carry
        if open_item is not None and missing <= 0:
            yield begun, bytes(open_item)
            open_item = None
        for length in lengths:
            piece = data[at : at + length]
            at += length
            if len(piece) < length:
                open_item, begun, missing = bytearray(piece), path, length - len(piece)
            else:
                yield path, piece
    if open_item is not None:
        raise ShardError("the last item is cut")


def blocks(unpacked: bytes) -> dict[str, bytes]:
    """The named blocks of the boot file. Raises ShardError."""
    count, at = _number(unpacked, 0)
    sizes = []
    for _ in range(count):
        length, at = _number(unpacked, at)
        name = unpacked[at : at + length].decode("ascii", "replace")
        size, at = _number(unpacked, at + length)
        sizes.append((name, size))
    found = {}
    for name, size in sizes:
        found[name] = unpacked[at : at + size]
        at += size
    if at != len(unpacked):
        raise ShardError("the boot file is longer or shorter than its blocks")
    return found


def table_rows(table: bytes) -> dict[str, tuple[int, int]]:
    """Kind to (number of shards, number of items). Raises ShardError."""
    rows, at = {}, 0
    while at < len(table):
        end = table.find(b"\0", at)
        if end < 0:
            raise ShardError("the table of shards is cut")
        kind = table[at:end].decode("ascii", "replace")
        shards, at = _number(table, end + 1)
        items_begun = 0
        for _ in range(shards):
            begun, at = _number(table, at)
            items_begun += begun
        rows[kind] = (shards, items_begun)
    return rows
