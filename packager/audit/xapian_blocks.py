"""Blocks, items and tables of Xapian's glass backend, single-file database, as libzim makes it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence

from packager.audit.short_numbers import NUMBER, ShortNumbers
from packager.errors import Said

BLOCK = 8192
_MAGIC = b"\x0f\x0dXapian Glass\x04\x6e"
_HEADER = struct.Struct(">IBHHH")
_TABLES = ("postlist", "docdata", "termlist", "position", "spelling", "synonym")


class IndexDamage(ValueError):
    """The index is not laid out as Xapian lays it out; the text says where."""


def number(data: bytes, at: int) -> tuple[int, int]:
    """A number in groups of seven bits and the place after it."""
    value = shift = 0
    while True:
        if at >= len(data) or shift > 63:
            raise IndexDamage(Said("a number that runs over the end: {data!r}, {at}", data=data[:20], at=at))
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            if shift and not byte:
                raise IndexDamage(Said("a number with a needless byte"))
            return value, at
        shift += 7


_VALUES = ShortNumbers(number)


def numbers(data: bytes, at: int) -> Sequence[int]:
    """All numbers from a place to the end."""
    rest = data[at:]
    if rest.isascii():  # every number is one byte
        return rest
    if rest[-1] > 127:
        raise IndexDamage(Said("a number that runs over the end: {data!r}, {at}", data=rest[:20], at=at))
    return list(map(_VALUES.__getitem__, NUMBER.findall(rest)))


def sortable(data: bytes, at: int) -> tuple[int, int]:
    """A number that sorts as bytes: in the first byte the count of those that follow in its top bits."""
    first = data[at] if at < len(data) else 0
    if first < 128:
        size, value = 1, first
    else:
        size = 1
        while size < 8 and first & (0x80 >> (size - 1)):
            size += 1
        value = first & (0xFF >> size)
    more = data[at + 1 : at + 1 + size]
    if at >= len(data) or len(more) != size:
        raise IndexDamage(Said("a document number that is cut"))
    return (value << 8 * size) | int.from_bytes(more, "big"), at + 1 + size


Item = tuple[bytes, int, int, bytes]
"""Key, component, flags, tag."""


def _block(data: bytes, block: int, level: int, seen: bytearray, above: bytes) -> tuple[bytes, tuple[int, ...], int]:
    """A block whose header and free bytes are as they must be, where its items lie, and where the first one ends.

    ``above`` is what leads to the block from the one above it, key and component. When a block of branches is full, the
    last one in it moves to a new block and leaves its key to the level above; what follows the two bytes of its
    component then stays behind it, until the block is full itself and written anew.
    """
    if not 0 < block < len(data) // BLOCK or seen[block]:
        raise IndexDamage(Said("block {block} is used twice or is none", block=block))
    seen[block] = 1
    content = data[block * BLOCK : (block + 1) * BLOCK]
    revision, own, largest, free, end = _HEADER.unpack_from(content)
    count = (end - 11) // 2
    if revision != 1 or own != level or end != 11 + 2 * count or not count > 0 or end > BLOCK:
        raise IndexDamage(Said("block {block} has a header that is not ours", block=block))
    places = struct.unpack_from(f">{count}H", content, 11)
    left = above[2:] if level and free != largest else b""
    if largest != places[-1] - end or free != largest + len(left):
        raise IndexDamage(Said("block {block} tells of {free} free bytes", block=block, free=free))
    if content.count(0, end, places[-1]) != largest or not content.endswith(left):
        raise IndexDamage(Said("block {block} has bytes of its own between its items", block=block))
    return content, places, BLOCK - len(left)


def _leaves(data: bytes, block: int, level: int, seen: bytearray, above: bytes = b"") -> Iterator[list[Item]]:
    """The items of each leaf below a block."""
    content, places, stop = _block(data, block, level, seen, above)
    if level:
        for at in places:
            if at + 7 + content[at + 4] != stop:
                raise IndexDamage(Said("block {block} has items that do not follow one another", block=block))
            below = int.from_bytes(content[at : at + 4], "big")
            yield from _leaves(data, below, level - 1, seen, content[at + 5 : stop])
            stop = at
        return
    items: list[Item] = []
    for at in places:
        first = content[at]
        if at + ((first & 0x1F) << 8 | content[at + 1]) + 3 != stop:
            raise IndexDamage(Said("block {block} has items that do not follow one another", block=block))
        body = at + 3 + content[at + 2]
        key, flags, component = content[at + 3 : body], first >> 5, 0
        if not flags & 1:
            component = int.from_bytes(content[body : body + 2], "big")
            body += 2
        if body > stop:
            raise IndexDamage(Said("block {block} has an item longer than itself", block=block))
        items.append((key, component, flags, content[body:stop]))
        stop = at
    yield items


def _entries(data: bytes, root: int, level: int, seen: bytearray) -> Iterator[tuple[bytes, bytes]]:
    """Key and value of each entry of a table, in order, put together from their components and unpacked."""
    previous, parts, packed = b"", [b""], 0
    started, begun, wanted = False, False, 1
    for leaf in _leaves(data, root, level, seen):
        for key, component, flags, tag in leaf:
            if not started:
                if key or component or flags != 3 or tag:
                    raise IndexDamage(Said("a table that does not begin with an empty entry"))
                started = True
                continue
            if flags & 1:
                if begun or (key <= previous and previous):
                    raise IndexDamage(Said("entries that are not in order"))
                previous = key
                if flags == 3:  # nearly all: one component, not packed
                    yield key, tag
                    continue
                parts, packed, wanted = [], flags & 4, 1
            elif not begun or key != previous or component != wanted or flags & 4 != packed:
                raise IndexDamage(Said("an entry whose components do not follow one another"))
            begun = not flags & 2
            wanted = 2 if flags & 1 else wanted + 1
            parts.append(tag)
            if not begun:
                value = b"".join(parts)
                yield key, _inflated(value) if packed else value
    if begun:
        raise IndexDamage(Said("an entry that never ends"))


def _inflated(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(-15)
    try:
        value = unpacker.decompress(packed, 1 << 24)
    except zlib.error as error:
        raise IndexDamage(Said("an entry that does not unpack: {error}", error=error)) from error
    if not unpacker.eof or unpacker.unused_data or unpacker.unconsumed_tail:
        raise IndexDamage(Said("an entry with bytes after its data"))
    return value


class Index:
    """Version block and tables."""

    def __init__(self, data: bytes) -> None:
        if len(data) % BLOCK or len(data) < BLOCK or not data.startswith(_MAGIC):
            raise IndexDamage(Said("not the blocks of an index"))
        revision, at = number(data, 32)
        self._tables = {}
        for name in _TABLES:
            figures = []
            for _ in range(6):
                value, at = number(data, at)
                figures.append(value)
            root, kind, count, blocks, smallest, length = figures
            free, at = data[at : at + length], at + length
            if blocks != 4 or smallest != (0 if name in ("postlist", "position") else 18) or kind & 3 not in (0, 3):
                raise IndexDamage(Said("table {name} is not set up as ours", name=name))
            if kind & 3 and (root or count or length or kind > 3):
                raise IndexDamage(Said("table {name} is empty and is not", name=name))
            self._tables[name] = (root, kind >> 2, count, kind & 3 == 3, free)
        self.figures = []
        for _ in range(8):
            value, at = number(data, at)
            self.figures.append(value)
        if revision != 1 or data[at:BLOCK].strip(b"\0"):
            raise IndexDamage(Said("bytes after the figures of the index"))
        self._data, self._seen, self._next = data, bytearray(len(data) // BLOCK), 1

    def rows(self, name: str) -> Iterator[tuple[bytes, bytes]]:
        """The entries of one table, read by itself."""
        root, level, _, empty, _ = self._tables[name]
        return iter(()) if empty else _entries(self._data, root, level, bytearray(len(self._seen)))

    def table(self, name: str) -> Iterator[tuple[bytes, bytes]]:
        """The entries of a table; tables are read in the order in which they lie in the file."""
        root, level, count, empty, free = self._tables[name]
        if empty:
            return
        found = 0
        for row in _entries(self._data, root, level, self._seen):
            found += 1
            yield row
        if found != count:
            raise IndexDamage(
                Said("table {name} tells of {count} entries and has {found}", name=name, count=count, found=found)
            )
        end = self._seen.find(0, 1)
        end = len(self._seen) if end < 0 else end
        first, at = number(free, 0)
        unused, at = number(free, at)
        if first != 1 or unused != end or free[at:] != bytes(4):
            raise IndexDamage(Said("table {name} tells of free blocks", name=name))

    def unused(self) -> int:
        """Blocks that no table uses."""
        return self._seen.count(0) - 1
