"""The reader's data files, decoded without the code that writes or reads them (docs/formats-reader.md).

One spelling each: the file is taken apart, and what is read is written again and compared.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import zstandard

from packager.audit.frame import frame_fault

_SCRIPT = re.compile(rb'R\.shards\.take\("([A-Z]+)",(0|[1-9]\d*),"(.*)",(0|[1-9]\d*)\);\n', re.S)
_ESCAPE = re.compile(rb"\\(x00|.)", re.S)
_MEANING = {b"n": b"\n", b"r": b"\r", b"0": b"\0", b"x00": b"\0", b'"': b'"', b"\\": b"\\"}
MAX_PAYLOAD = 256 << 20


class ShardError(ValueError):
    """The file is not what the format says."""


def literal(data: bytes) -> bytes:
    """Bytes as they stand between the quotes."""
    data = data.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n").replace(b"\r", b"\\r")
    return re.sub(rb"\0(?=[0-9])", rb"\\x00", data).replace(b"\0", b"\\0")


CALIBRATION = b'R.shards.calibrate("' + literal(bytes(range(256))) + b'");\n'


def read_shard(path: Path, name: str) -> tuple[str, int, bytes]:
    """(kind, number, payload) of the file at a place on the drive. Raises ShardError."""
    data = path.read_bytes()
    if name.startswith("data/B/"):
        if not data.startswith(CALIBRATION):
            raise ShardError("does not begin with the calibration line")
        data = data[len(CALIBRATION) :]
    kind, number, unpacked = payload(data)
    if shard_name(kind, number) != name:
        raise ShardError(f"holds shard {kind} {number}")
    return kind, number, unpacked


def shard_name(kind: str, number: int) -> str:
    """Where a shard lies: two hexadecimal bytes of its number, a new folder after 65,536."""
    volume, rest = divmod(number, 65536)
    return f"data/{kind}{volume or ''}/{rest >> 8:02x}/{rest & 255:02x}.js"


def payload(data: bytes) -> tuple[str, int, bytes]:
    """(kind, number, unpacked payload) of a shard file. Raises ShardError."""
    match = _SCRIPT.fullmatch(data)
    if match is None:
        raise ShardError("not a single call of R.shards.take")
    kind, number, quoted, total = match.groups()
    try:
        frame = _ESCAPE.sub(lambda m: _MEANING[m[1]], quoted)
    except KeyError as error:
        raise ShardError(f"unknown escape {error}") from error
    if literal(frame) != quoted:
        raise ShardError("the string is spelled in another way than ours, or ends before the data do")
    if zlib.adler32(frame) != int(total):
        raise ShardError("the sum does not fit the data")
    try:
        size = zstandard.frame_content_size(frame)
        if not 0 <= size <= MAX_PAYLOAD:
            raise ShardError("the payload does not announce its size, or one larger than any shard")
        unpacker = zstandard.ZstdDecompressor().decompressobj()
        unpacked = unpacker.decompress(frame)
    except zstandard.ZstdError as error:
        raise ShardError(f"the frame is damaged: {error}") from error
    if unpacker.unused_data or not unpacker.eof or len(unpacked) != size:
        raise ShardError("bytes after the frame, or the frame is cut")
    if fault := frame_fault(frame, size):
        raise ShardError(fault)
    return kind.decode(), int(number), unpacked


def number(data: bytes, at: int) -> tuple[int, int]:
    """A number in groups of seven bits and the place after it. Raises ShardError."""
    value = shift = 0
    while True:
        if at >= len(data) or shift > 63:
            raise ShardError("a number runs over the end")
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            if shift and not byte:
                raise ShardError("a number with a needless byte")
            return value, at
        shift += 7


def numbers(data: bytes, at: int, count: int) -> tuple[list[int], int]:
    """Several numbers one after the other and the place after them."""
    found = []
    for _ in range(count):
        value, at = number(data, at)
        found.append(value)
    return found, at


def pieces(data: bytes) -> tuple[bytes, list[bytes], int]:
    """(end of the item before, items that begin here, bytes that the last of them still lacks)."""
    carry, at = number(data, 0)
    count, at = number(data, at)
    lengths, at = numbers(data, at, count)
    if not all(lengths):
        raise ShardError("an item without bytes")
    head, at = data[at : at + carry], at + carry
    found = []
    missing = 0
    for length in lengths:
        if missing:
            raise ShardError("an item after one that is cut")
        piece = data[at : at + length]
        at += length
        missing = length - len(piece)
        found.append(piece)
    if len(head) != carry or (not missing and at != len(data)) or (missing and at < len(data)):
        raise ShardError("bytes after the last item, or it is cut")
    return head, found, missing


def blocks(unpacked: bytes) -> dict[str, bytes]:
    """The named blocks of the boot file. Raises ShardError."""
    count, at = number(unpacked, 0)
    sizes = []
    for _ in range(count):
        length, at = number(unpacked, at)
        name = unpacked[at : at + length].decode("ascii", "replace")
        size, at = number(unpacked, at + length)
        sizes.append((name, size))
    found = {}
    for name, size in sizes:
        found[name] = unpacked[at : at + size]
        at += size
    if at != len(unpacked) or [name for name, _ in sizes] != sorted(found):
        raise ShardError("the boot file is longer or shorter than its blocks, or they are not in order")
    return found


def table_rows(table: bytes) -> dict[str, list[int]]:
    """Kind to the number of items that begin in each of its shards. Raises ShardError."""
    rows: dict[str, list[int]] = {}
    at = 0
    while at < len(table):
        end = table.find(b"\0", at)
        kind = table[at:end].decode("ascii", "replace")
        if end < 0 or kind in rows:
            raise ShardError("the table of shards is cut or has a row twice")
        shards, at = number(table, end + 1)
        if shards > len(table):
            raise ShardError("the table of shards is cut")
        rows[kind], at = numbers(table, at, shards)
    return rows


def shard_files(folder: Path, kind: str, count: int) -> Iterator[tuple[Path, str]]:
    """Files of a kind in order, with their names on the drive."""
    for each in range(count):
        name = shard_name(kind, each)
        yield folder / name, name


def items(files: Iterator[Path]) -> Iterator[tuple[Path, bytes]]:
    """The items of one kind, from its shard files in order, each with the file in which it begins."""
    waiting: list[bytes] = []
    begun, missing = Path(), 0
    for path in files:
        head, found, lacking = pieces(payload(path.read_bytes())[2])
        if bool(head) != bool(missing) or len(head) > missing:
            raise ShardError(f"{path.name}: goes on with an item that never began, or does not go on")
        if missing:
            waiting.append(head)
            missing -= len(head)
            if not missing:
                yield begun, b"".join(waiting)
        yield from ((path, item) for item in (found[:-1] if lacking else found))
        if lacking:
            begun, waiting, missing = path, [found[-1]], lacking
    if missing:
        raise ShardError("the last item is cut")
