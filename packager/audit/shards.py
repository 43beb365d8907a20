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
from packager.audit.short_numbers import NUMBER, ShortNumbers
from packager.errors import Said
from packager.zimfile.mapped import Stored

_SCRIPT = re.compile(rb'R\.shards\.take\("([A-Z]+)",(0|[1-9]\d*),"(.*)",(0|[1-9]\d*)\);\n', re.S)
_ESCAPE = re.compile(rb"\\(x00|.)", re.S)
_MEANING = {b"n": b"\n", b"r": b"\r", b"0": b"\0", b"x00": b"\0", b'"': b'"', b"\\": b"\\"}
MAX_PAYLOAD = 256 << 20


class ShardError(ValueError):
    """The file is not what the format says."""


def said(error: Exception) -> str:
    """What an error says: of ours the sentence that is known in Korean too, of others their text."""
    text = error.args[0] if isinstance(error, ShardError) and error.args else error
    return text if isinstance(text, str) else str(text)


def literal(data: bytes) -> bytes:
    """Bytes as they stand between the quotes."""
    data = data.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n").replace(b"\r", b"\\r")
    return re.sub(rb"\0(?=[0-9])", rb"\\x00", data).replace(b"\0", b"\\0")


CALIBRATION = b'R.shards.calibrate("' + literal(bytes(range(256))) + b'");\n'


def read_shard(path: Stored, name: str) -> tuple[str, int, bytes]:
    """(kind, number, payload) of the file at a place on the drive. Raises ShardError."""
    data = path.read_bytes()
    if name.startswith("data/B/"):
        if not data.startswith(CALIBRATION):
            raise ShardError(Said("does not begin with the calibration line"))
        data = data[len(CALIBRATION) :]
    kind, number, unpacked = payload(data)
    if shard_name(kind, number) != name:
        raise ShardError(Said("holds shard {kind} {number}", kind=kind, number=number))
    return kind, number, unpacked


def shard_name(kind: str, number: int) -> str:
    """Where a shard lies: two hexadecimal bytes of its number, a new folder after 65,536."""
    volume, rest = divmod(number, 65536)
    return f"data/{kind}{volume or ''}/{rest >> 8:02x}/{rest & 255:02x}.txt"


def payload(data: bytes) -> tuple[str, int, bytes]:
    """(kind, number, unpacked payload) of a shard file. Raises ShardError."""
    match = _SCRIPT.fullmatch(data)
    if match is None:
        raise ShardError(Said("not a single call of R.shards.take"))
    kind, number, quoted, total = match.groups()
    try:
        frame = _ESCAPE.sub(lambda m: _MEANING[m[1]], quoted)
    except KeyError as error:
        raise ShardError(Said("unknown escape {error}", error=error)) from error
    if literal(frame) != quoted:
        raise ShardError(Said("the string is spelled in another way than ours, or ends before the data do"))
    if zlib.adler32(frame) != int(total):
        raise ShardError(Said("the sum does not fit the data"))
    try:
        size = zstandard.frame_content_size(frame)
        if not 0 <= size <= MAX_PAYLOAD:
            raise ShardError(Said("the payload does not announce its size, or one larger than any shard"))
        unpacker = zstandard.ZstdDecompressor().decompressobj()
        unpacked = unpacker.decompress(frame)
    except zstandard.ZstdError as error:
        raise ShardError(Said("the frame is damaged: {error}", error=error)) from error
    if unpacker.unused_data or not unpacker.eof or len(unpacked) != size:
        raise ShardError(Said("bytes after the frame, or the frame is cut"))
    if fault := frame_fault(frame, size):
        raise ShardError(fault)
    return kind.decode(), int(number), unpacked


def number(data: bytes, at: int) -> tuple[int, int]:
    """A number in groups of seven bits and the place after it. Raises ShardError."""
    value = shift = 0
    while True:
        if at >= len(data) or shift > 63:
            raise ShardError(Said("a number runs over the end"))
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            if shift and not byte:
                raise ShardError(Said("a number with a needless byte"))
            return value, at
        shift += 7


def numbers(data: bytes, at: int, count: int) -> tuple[list[int], int]:
    """Several numbers one after the other and the place after them. Raises ShardError."""
    if count < _FEW:
        found = []
        for _ in range(count):
            value, at = number(data, at)
            found.append(value)
        return found, at
    end, missing = at, count
    while missing:  # each number has one byte below 128, its last
        more = data[end : end + missing]
        end += missing
        if len(more) != missing:
            raise ShardError(Said("a number runs over the end"))
        missing -= len(more.translate(None, _HIGH))
    if end == at + count:
        return list(data[at:end]), end
    return list(map(_VALUES.__getitem__, NUMBER.findall(data, at, end))), end


_FEW = 6
"""Numbers that are read one by one."""
_HIGH = bytes(range(128, 256))


_VALUES = ShortNumbers(number)


def pieces(data: bytes) -> tuple[bytes, list[bytes], int]:
    """(end of the item before, items that begin here, bytes that the last of them still lacks)."""
    carry, at = number(data, 0)
    count, at = number(data, at)
    lengths, at = numbers(data, at, count)
    if not all(lengths):
        raise ShardError(Said("an item without bytes"))
    head, at = data[at : at + carry], at + carry
    found = []
    missing = 0
    for length in lengths:
        if missing:
            raise ShardError(Said("an item after one that is cut"))
        piece = data[at : at + length]
        at += length
        missing = length - len(piece)
        found.append(piece)
    if len(head) != carry or (not missing and at != len(data)) or (missing and at < len(data)):
        raise ShardError(Said("bytes after the last item, or it is cut"))
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
        raise ShardError(Said("the boot file is longer or shorter than its blocks, or they are not in order"))
    return found


def table_rows(table: bytes) -> dict[str, list[int]]:
    """Kind to the number of items that begin in each of its shards. Raises ShardError."""
    rows: dict[str, list[int]] = {}
    at = 0
    while at < len(table):
        end = table.find(b"\0", at)
        kind = table[at:end].decode("ascii", "replace")
        if end < 0 or kind in rows:
            raise ShardError(Said("the table of shards is cut or has a row twice"))
        shards, at = number(table, end + 1)
        if shards > len(table):
            raise ShardError(Said("the table of shards is cut"))
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
            raise ShardError(Said("{name}: goes on with an item that never began, or does not go on", name=path.name))
        if missing:
            waiting.append(head)
            missing -= len(head)
            if not missing:
                yield begun, b"".join(waiting)
        yield from ((path, item) for item in (found[:-1] if lacking else found))
        if lacking:
            begun, waiting, missing = path, [found[-1]], lacking
    if missing:
        raise ShardError(Said("the last item is cut"))
