"""Shards: compressed data inside script files, the one way by which a page opened from file:// may read data.

A shard file is ``R.shards.take("A",12,"...",sum);``: one Zstandard frame as a JavaScript string that the browser
reads with the charset ``x-user-defined``, and its Adler-32. docs/formats.md describes the bytes.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import zstandard

from packager.errors import OutputError

DEFAULT_TARGET = 128 * 1024
DEFAULT_LEVEL = 19
DEFAULT_SEGMENT = 32 * 1024 * 1024
"""Raw bytes that one thread packs at a time. It decides where shards end, so it must not follow the machine."""

FILES_IN_FOLDER = 256
_FAST_LEVEL = 3
_FULL_ENOUGH = 0.965
_TRIES = 6
_ESCAPES = 1.017
_LEAST_RATIO = 0.0005
_DIGIT_AFTER_NUL = re.compile(rb"\0(?=[0-9])")


def shard_path(kind: str, number: int) -> str:
    """``A/01/2c.txt``: 8.3 names, 256 files a folder; past 65,536 shards the folder becomes ``A1``."""
    volume, rest = divmod(number, FILES_IN_FOLDER * FILES_IN_FOLDER)
    return f"{kind}{volume or ''}/{rest >> 8:02x}/{rest & 255:02x}.txt"


def string_literal(data: bytes) -> bytes:
    """``data`` between quotes: only quote, backslash, line ends and NUL are escaped."""
    data = data.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n").replace(b"\r", b"\\r")
    # \0 before a digit would be an octal escape.
    return b'"' + _DIGIT_AFTER_NUL.sub(rb"\\x00", data).replace(b"\0", b"\\0") + b'"'


def script(kind: str, number: int, frame: bytes) -> bytes:
    """The content of a shard file."""
    return b'R.shards.take("%s",%d,%s,%d);\n' % (
        kind.encode("ascii"),
        number,
        string_literal(frame),
        zlib.adler32(frame),
    )


def varint(value: int) -> bytes:
    """Groups of seven bits, lowest first; the top bit says that more follow."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def payload(carry: bytes, items: Sequence[bytes], lengths: Sequence[int]) -> bytes:
    """The end of an item of the shard before, then items behind a table of their lengths; the last may be cut."""
    return b"".join((varint(len(carry)), varint(len(lengths)), *map(varint, lengths), carry, *items))


class PackedShard(NamedTuple):
    """One shard before it has its number."""

    starting: int
    """How many items begin in it."""
    frame: bytes


class ShardWriter:
    """Writes the shards of one kind below a folder.

    Either ``add`` items, which are numbered 0, 1, 2 ... and packed in that order into shards that just fill the target
    size on disk, or ``put`` payloads of one's own, a shard each. ``on_shard(number, first_item, count)`` is told where
    items landed, in order, at the latest during ``close``.
    """

    def __init__(
        self,
        folder: Path,
        kind: str,
        target: int = DEFAULT_TARGET,
        level: int = DEFAULT_LEVEL,
        *,
        workers: int = 1,
        segment: int = DEFAULT_SEGMENT,
        on_shard: Callable[[int, int, int], None] | None = None,
    ) -> None:
        self.folder = folder
        self.kind = kind
        self.target = target
        self.level = level
        self.counts: list[int] = []
        """Number of items in each shard (1 for a payload that was ``put``)."""
        self.items = 0
        self.raw_size = 0
        self.frame_size = 0
        self.file_size = 0
        self._segment_size = segment
        self._on_shard = on_shard
        self._pending: list[bytes] = []
        self._pending_size = 0
        self._pool = ThreadPoolExecutor(max_workers=max(1, workers))
        self._limit = max(1, workers) + 1
        self._running: deque[Future[list[PackedShard]]] = deque()
        self._first_item = 0

    def add(self, item: bytes) -> int:
        """Append an item, not empty; its number among the items of this kind."""
        if not item:
            raise ValueError("an item of a shard has no bytes")
        number = self.items
        self.items += 1
        self._pending.append(item)
        self._pending_size += len(item)
        if self._pending_size >= self._segment_size:
            self._submit()
        return number

    def put(self, data: bytes) -> int:
        """Write ``data`` as the payload of a shard of its own; its shard number."""
        return self.put_frame(zstandard.ZstdCompressor(level=self.level).compress(data), len(data))

    def put_frame(self, frame: bytes, raw_size: int) -> int:
        """Write a payload that is compressed already; its shard number."""
        number = len(self.counts)
        self._write(PackedShard(1, frame))
        self.raw_size += raw_size
        return number

    def close(self) -> None:
        """Write what is left."""
        if self._pending:
            self._submit()
        while self._running:
            self._collect()
        self._pool.shutdown()

    def table(self) -> bytes:
        """Item count of each shard, for ``R.shards.tables``."""
        return b"".join(map(varint, (len(self.counts), *self.counts)))

    def _submit(self) -> None:
        self.raw_size += self._pending_size
        # The name in the file costs a little of the target; 64 bytes hold the longest.
        self._running.append(self._pool.submit(fill, self._pending, self.target - 64, self.level))
        self._pending, self._pending_size = [], 0
        while len(self._running) >= self._limit:
            self._collect()

    def _collect(self) -> None:
        for shard in self._running.popleft().result():
            self._write(shard)

    def _write(self, shard: PackedShard) -> None:
        number = len(self.counts)
        path = self.folder / shard_path(self.kind, number)
        data = script(self.kind, number, shard.frame)
        try:
            if number % FILES_IN_FOLDER == 0:
                path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError as error:
            raise OutputError(
                "{file}: cannot write reader data ({error}); is the drive full?", file=path.name, error=error.strerror
            ) from error
        self.counts.append(shard.starting)
        self.frame_size += len(shard.frame)
        self.file_size += len(data)
        if self._on_shard:
            self._on_shard(number, self._first_item, shard.starting)
        self._first_item += shard.starting


def fill(items: Sequence[bytes], target: int, level: int) -> list[PackedShard]:
    """Cut the items' bytes into shards whose string literal just fits into ``target`` bytes.

    A cut falls between two items where one lies near enough, else inside an item, which then goes on in the next shard:
    without that, one twentieth of every cluster of the drive would stay empty.
    """
    data = b"".join(items)
    starts = [0, *accumulate(map(len, items))]
    slow, fast = zstandard.ZstdCompressor(level=level), zstandard.ZstdCompressor(level=min(level, _FAST_LEVEL))
    shards: list[PackedShard] = []
    begin, ratio, gain = 0, 0.3, 0.88

    def pack(end: int) -> bytes:
        first, last = bisect_left(starts, begin, 0, len(items)), bisect_left(starts, end, 0, len(items))
        carry = data[begin : min(end, starts[first])]
        body = data[starts[first] : end] if first < last else b""
        return payload(carry, (body,), [starts[i + 1] - starts[i] for i in range(first, last)])

    def near(end: int) -> int:
        """``end``, or the beginning of an item a little before it."""
        if end >= len(data):
            return len(data)
        boundary = starts[bisect_right(starts, end) - 1]
        return boundary if boundary - begin > _FULL_ENOUGH * (end - begin) else end

    while begin < len(data):
        end = near(begin + int(target / ratio))
        raw = pack(end)
        ratio = max(len(fast.compress(raw)) * gain * _ESCAPES / len(raw), _LEAST_RATIO)
        end = near(begin + int(0.995 * target / ratio))
        best: tuple[int, bytes] | None = None
        too_far = len(data) + 1
        for _ in range(_TRIES):
            raw = pack(end)
            frame = slow.compress(raw)
            size = len(string_literal(frame))
            ratio = max(size / len(raw), _LEAST_RATIO)
            if size > target:
                too_far = end
            else:
                best = (end, frame)
                gain = len(frame) / len(fast.compress(raw))
                if size > _FULL_ENOUGH * target or end == len(data):
                    break
            end = min(near(begin + max(1, int(0.992 * target / ratio))), too_far - 1)
            if best and end <= best[0]:
                break
        if best is None:
            end = begin + (too_far - begin) // 2
            best = (end, slow.compress(pack(end)))
        first, last = bisect_left(starts, begin, 0, len(items)), bisect_left(starts, best[0], 0, len(items))
        shards.append(PackedShard(last - first, best[1]))
        begin = best[0]
    return shards


def calibration() -> bytes:
    """A string literal of all byte values, by which the reader learns how the browser decodes shard files."""
    return string_literal(bytes(range(256)))


def tables(writers: Iterable[ShardWriter]) -> bytes:
    """Shard tables of several kinds: kind, NUL, table, in the order given."""
    return b"".join(writer.kind.encode("ascii") + b"\0" + writer.table() for writer in writers)


def boot_payload(blocks: Mapping[str, bytes]) -> bytes:
    """Named blocks in the order of their names: a table of names and sizes, then the blocks."""
    rows = sorted(blocks.items())
    table = (b"".join((varint(len(name)), name.encode("ascii"), varint(len(data)))) for name, data in rows)
    return b"".join((varint(len(rows)), *table, *(data for _, data in rows)))


ROOTS = ("B", "S")
"""Kinds whose shard 0 lies on the drive once more, as shard 0, 1 ... of kind K: without one of them nothing starts."""


def write_copies(folder: Path) -> int:
    """Write the copies of the roots below a folder that has them; the bytes that the copies take."""
    size = 0
    for number, kind in enumerate(ROOTS):
        data, path = (folder / shard_path(kind, 0)).read_bytes(), folder / shard_path("K", number)
        data = data.replace(b'R.shards.take("%s",0,' % kind.encode(), b'R.shards.take("K",%d,' % number, 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        size += len(data)
    return size


def boot_script(data: bytes, level: int) -> bytes:
    """The first file that the reader loads: calibration, then shard 0 of kind B."""
    frame = zstandard.ZstdCompressor(level=level).compress(data)
    return b"R.shards.calibrate(%s);\n%s" % (calibration(), script("B", 0, frame))
