"""The reader's search data (docs/formats-search.md): every byte read, every title one of the drive's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from packager.audit import grammar
from packager.audit.release import DIGESTS
from packager.audit.shards import ShardError, number, numbers


class Drive(NamedTuple):
    """What search data may speak of."""

    articles: int
    """Items that may be found."""
    shows: Callable[[str], bool]
    """Whether a title, other name or other spelling is the drive's."""
    configured: bool
    """Whether a configuration is known, which may add other spellings."""


def search_findings(kind: str, data: bytes, drive: Drive) -> Iterator[str]:
    """What is wrong with one payload of kind S, T, U, C, D or F. Raises ShardError where it cannot be read on."""
    if kind == "S":
        yield from _root(data, drive)
        return
    if kind in ("U", "D"):
        keys, at = key_table(data, 0)
        counts, at = numbers(data, at, len(keys))
        if not all(counts):
            yield "a prefix without entries"
        yield from _columns(data, at, drive, sum(counts))
    elif kind == "F":
        yield from _postings(data, drive)
    else:
        yield from _columns(data, 0, drive, -1)


def spellings(root: bytes) -> list[tuple[str, str]]:
    """Other spellings and what they mean, from the root."""
    return [(a, b) for a, _, b in (line.partition("\t") for line in _parts(root)[1].decode().split("\n")) if a]


def key_table(data: bytes, at: int) -> tuple[list[str], int]:
    """Keys, each with what it shares with the one before left out, and the place after them."""
    count, at = number(data, at)
    keys: list[str] = []
    before = b""  # two bytes a unit, as JavaScript counts
    for _ in range(count):
        shared, at = number(data, at)
        length, at = number(data, at)
        rest = data[at : at + length]
        at += length
        if len(rest) != length or 2 * shared > len(before):
            raise ShardError("a table of keys that is cut")
        key = before[: 2 * shared] + _units(rest.decode())
        if keys and key <= before:
            raise ShardError("keys that are not in order")
        if shared != _shared(before, key):
            raise ShardError("a key that is cut in another way than ours")
        keys.append(key.decode("utf-16-be", "surrogatepass"))
        before = key
    return keys, at


def _units(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")


def _shared(before: bytes, key: bytes) -> int:
    shared = 0
    while 2 * shared < min(len(before), len(key)) and before[2 * shared : 2 * shared + 2] == key[2 * shared :][:2]:
        shared += 1
    return shared - (shared > 0 and 0xD8 <= key[2 * shared - 2] <= 0xDB)


def _columns(data: bytes, at: int, drive: Drive, wanted: int) -> Iterator[str]:
    count, at = number(data, at)
    size, at = number(data, at)
    lines = data[at : at + size].decode().split("\n") if count else []
    starts, at = numbers(data, at + size, count)
    items, weights = data[at : at + 3 * count], data[at + 3 * count :]
    if len(lines) != count or len(weights) != count or (wanted >= 0 and count != wanted):
        raise ShardError("columns that are longer or shorter than their entries")
    seen: dict[int, int] = {}
    for row, line in enumerate(lines):
        item = items[row] | items[count + row] << 8 | items[2 * count + row] << 16
        fields = line.split("\t")
        if item >= drive.articles or seen.setdefault(item, weights[row]) != weights[row]:
            yield f"«{fields[0][:40]}» leads to item {item}, or has two weights"
        if starts[row] >> 1 >= max(1, len(_units(fields[0])) // 2) or (starts[row] & 1) != (len(fields) > 1):
            yield f"«{fields[0][:40]}» begins where no word does"
        if len(fields) > 3 or not all(map(drive.shows, fields[:2])) or any(map(_odd, fields)):
            yield f"a title {line[:60]!r} that no page has"


def _odd(text: str) -> bool:
    return not text or bool(grammar.CONTROLS.search(text) or "\n" in text)


def _postings(data: bytes, drive: Drive) -> Iterator[str]:
    terms, at = key_table(data, 0)
    counts, at = numbers(data, at, len(terms))
    sizes, at = numbers(data, at, len(terms))
    for term, count, size in zip(terms, counts, sizes, strict=True):
        gaps, end = numbers(data, at, count)
        if end != at + size or not count or (count > 1 and min(gaps[1:]) < 1) or sum(gaps) >= drive.articles:
            raise ShardError(f"the list of {term[:20]!r} is longer or shorter than it says")
        at = end
        if _odd(term) or not all(c.isalnum() or ord(c) >= 0x300 for c in term) or len(term) > 40:
            yield f"a word {term[:40]!r}"
    for count in counts:
        if count & 1 and data[at + count // 2] >> 4:
            yield "a weight of nothing"
        at += (count + 1) // 2
    if at != len(data):
        raise ShardError("bytes after the last list")


def _parts(data: bytes) -> list[bytes]:
    count, at = number(data, 0)
    lengths, at = numbers(data, at, count)
    parts = []
    for length in lengths:
        parts.append(data[at : at + length])
        at += length
    if count != 5 or at != len(data):
        raise ShardError("the root has not five parts, or bytes after them")
    return parts


def _root(data: bytes, drive: Drive) -> Iterator[str]:
    tables, aliases, titles, initials, text = _parts(data)
    if hashlib.sha256(tables).hexdigest() not in DIGESTS["spelling"]:
        yield "tables of spelling that are not those of a release that is known"
    if hashlib.sha256(aliases).hexdigest() not in DIGESTS["aliases"] and not drive.configured:
        yield "other spellings that are not those of a release that is known"
    rows = [line.split("\t") for line in aliases.decode().split("\n")]
    if rows.pop() != [""] or any(len(row) != 2 or any(map(_odd, row)) for row in rows) or rows != sorted(rows):
        yield "other spellings that are not written as ours"
    for part in (titles, initials):
        _, at = key_table(part, 0)
        _, at = key_table(part, at)
        if at != len(part):
            raise ShardError("bytes after the tables of titles")
    (documents, size), at = numbers(text, 0, 2)
    _, at = key_table(text, at)
    _, at = key_table(text, at)
    if at != len(text) or documents > size or size > drive.articles:
        raise ShardError("the root of the full text does not fit")
