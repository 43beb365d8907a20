"""The reader's search data (docs/formats-search.md): every byte read, every title one of the drive's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from packager.audit import grammar, text_lists
from packager.audit.release import DIGESTS
from packager.audit.shards import ShardError, number, numbers
from packager.korean import consonants, keystrokes

ENTRIES = "TCV"
"""Kinds that hold titles in the order of their keys."""
TOPS = "UDW"
"""Kinds that hold the best titles of a prefix; each has the keys of the kind above it."""
ROOT = ("spelling", "aliases", "T", "C", "F", "V", "X")
"""Parts of the root."""
MAX_WORDS, LEAST_KEYS, SHOWN = 6, 2, 24
"""Words of a title that entries begin with, keys that such an entry has at least, titles of a prefix."""


class Entry(NamedTuple):
    """A title of a payload, with what leads from it."""

    line: str
    start: int
    redirect: bool
    item: int
    weight: int

    @property
    def title(self) -> str:
        return self.line.partition("\t")[0]


class Drive(NamedTuple):
    """What search data may speak of."""

    articles: int
    """Items that may be found."""
    shows: Callable[[str], bool]
    """Whether a title, other name or other spelling is the drive's."""
    configured: bool
    """Whether a configuration is known, which may add other spellings."""


def search_findings(kind: str, data: bytes, drive: Drive) -> Iterator[str]:
    """What is wrong with one payload of kind S, U, D, W or X. Raises ShardError where it cannot be read on."""
    if kind == "S":
        yield from _root(data, drive)
        return
    if kind in TOPS:
        keys, at = key_table(data, 0)
        counts, at = numbers(data, at, len(keys))
        yield from _titles(entries(data, at, sum(counts)), drive)  # the lists are made again in ``tops``
    else:
        near_rows(data)  # they are compared with the titles elsewhere


def entry_findings(found: list[Entry], keys: list[tuple[str, str]], drive: Drive) -> Iterator[str]:
    """What is wrong with the entries of a file of kind T, C or V, which have these keys."""
    yield from _titles(found, drive)
    order = [(*key, *entry) for key, entry in zip(keys, found, strict=True)]
    if order != sorted(order) or not found:
        yield "titles that are not in the order of their keys, or none"


def spellings(root: bytes) -> list[tuple[str, str]]:
    """Other spellings and what they mean, from the root."""
    return [(a, b) for a, _, b in (line.partition("\t") for line in _parts(root)[1].decode().split("\n")) if a]


def key_table(data: bytes, at: int) -> tuple[list[str], int]:
    """Keys, each with what it shares with the one before left out, and the place after them."""
    count, at = number(data, at)
    keys: list[str] = []
    last = ""
    while len(keys) < count:  # nearly all: short, and without letters of which JavaScript makes two
        head = data[at : at + 2]
        rest = data[at + 2 : at + 2 + head[1]] if len(head) == 2 and max(head) < 128 else b""
        shared = head[0] if rest else 0
        if not rest or len(rest) != head[1] or max(rest) >= _BEYOND or shared > len(last):
            break
        key = last[:shared] + rest.decode()
        if (keys and key <= last) or (shared < len(last) and key[shared : shared + 1] == last[shared]):
            break
        keys.append(key)
        at += 2 + len(rest)
        last = key
    before = _units(last)  # two bytes a unit, as JavaScript counts
    for _ in range(count - len(keys)):
        shared, at = number(data, at)
        length, at = number(data, at)
        rest = data[at : at + length]
        at += length
        if len(rest) != length or 2 * shared > len(before):
            raise ShardError("a table of keys that is cut")
        full = before[: 2 * shared] + _units(rest.decode())
        if keys and full <= before:
            raise ShardError("keys that are not in order")
        if shared != _shared(before, full):
            raise ShardError("a key that is cut in another way than ours")
        keys.append(full.decode("utf-16-be", "surrogatepass"))
        before = full
    return keys, at


_BEYOND = 0xEE
"""First byte of letters from U+E000 on, which sort otherwise as units than as letters."""


def _units(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")


def _shared(before: bytes, key: bytes) -> int:
    shared = 0
    while 2 * shared < min(len(before), len(key)) and before[2 * shared : 2 * shared + 2] == key[2 * shared :][:2]:
        shared += 1
    return shared - (shared > 0 and 0xD8 <= key[2 * shared - 2] <= 0xDB)


def entries(data: bytes, at: int = 0, wanted: int = -1) -> list[Entry]:
    """Columns from a place to the end, ``wanted`` of them. Raises ShardError."""
    count, at = number(data, at)
    size, at = number(data, at)
    lines = _text(data[at : at + size]).split("\n") if count else []
    starts, at = numbers(data, at + size, count)
    items, weights = data[at : at + 3 * count], data[at + 3 * count :]
    if len(lines) != count or len(weights) != count or (wanted >= 0 and count != wanted):
        raise ShardError("columns that are longer or shorter than their entries")
    low, middle, high = items[:count], items[count : 2 * count], items[2 * count :]
    return [
        Entry(line, start >> 1, bool(start & 1), a | b << 8 | c << 16, weight)
        for line, start, a, b, c, weight in zip(lines, starts, low, middle, high, weights, strict=True)
    ]


def _text(data: bytes) -> str:
    """Text with characters beyond the first plane as two units."""
    return keystrokes.units(data.decode())


def key_of(kind: str, entry: Entry) -> tuple[str, str]:
    """(folded, typed) key of an entry of kind T, C or V. Raises ShardError if the title has no such key."""
    title = entry.title
    if kind == "T":
        words = list(keystrokes.words(title))
        place = next((n for n, word in enumerate(words[:MAX_WORDS]) if n and word.start == entry.start), 0)
        key = "".join(keystrokes.keys(word.letters) for word in words[place:])
        if bool(place) == bool(entry.start) and (not place or len(key) >= LEAST_KEYS):
            return keystrokes.folded(key), key
    elif kind == "C":
        key = consonants.initials(title)
        if not entry.start and any("가" <= c <= "힣" for c in title):
            return consonants.plain(key), key
    elif consonants.foreign(title):
        keys = consonants.skeletons(title)
        if entry.start < len(keys) and len(keys[entry.start]) >= LEAST_KEYS:
            return keys[entry.start], keys[entry.start]
    raise ShardError(f"«{title[:40]}» begins where no word does")


def _titles(found: list[Entry], drive: Drive) -> Iterator[str]:
    seen: dict[int, int] = {}
    for entry in found:
        fields = entry.line.split("\t")
        if entry.item >= drive.articles or seen.setdefault(entry.item, entry.weight) != entry.weight:
            yield f"«{fields[0][:40]}» leads to item {entry.item}, or has two weights"
        if entry.redirect != (len(fields) > 1):
            yield f"«{fields[0][:40]}» is another name of nothing"
        if len(fields) > 3 or not all(drive.shows(_whole(field)) for field in fields[:2]) or any(map(_odd, fields)):
            yield f"a title {entry.line[:60]!r} that no page has"


def _whole(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _odd(text: str) -> bool:
    return not text or bool(grammar.CONTROLS.search(text) or "\n" in text)


def _parts(data: bytes) -> list[bytes]:
    count, at = number(data, 0)
    lengths, at = numbers(data, at, count)
    parts = []
    for length in lengths:
        parts.append(data[at : at + length])
        at += length
    if count != len(ROOT) or at != len(data):
        raise ShardError("the root has not its seven parts, or bytes after them")
    return parts


def separators(root: bytes, kind: str) -> list[str]:
    """The keys between the files of a kind, from the root."""
    return key_table(_parts(root)[ROOT.index(kind)], 0)[0]


def tops_firsts(root: bytes, kind: str) -> list[str]:
    """The first prefix in each file of tops of a kind, from the root."""
    part = _parts(root)[ROOT.index(kind)]
    return key_table(part, key_table(part, 0)[1])[0]


def text_root(root: bytes) -> text_lists.Root:
    """What the root tells of the full text. Raises ShardError."""
    part = _parts(root)[ROOT.index("F")]
    (documents, size), at = numbers(part, 0, 2)
    firsts, at = key_table(part, at)
    left_out, at = key_table(part, at)
    characters, at = number(part, at)
    if at != len(part):
        raise ShardError("the root of the full text does not fit")
    return text_lists.Root(documents, size, firsts, frozenset(left_out), characters)


def top_lists(data: bytes) -> Iterator[tuple[str, list[Entry]]]:
    """Each prefix with its entries, from a file of tops."""
    keys, at = key_table(data, 0)
    counts, at = numbers(data, at, len(keys))
    found = entries(data, at, sum(counts))
    at = 0
    for prefix, count in zip(keys, counts, strict=True):
        yield prefix, found[at : at + count]
        at += count


def near_root(root: bytes) -> tuple[str, list[str]]:
    """What the root tells of kind X: the common letters by rarity, and the keys between its files."""
    part = _parts(root)[ROOT.index("X")]
    size, at = number(part, 0)
    firsts, end = key_table(part, at + size)
    if end != len(part):
        raise ShardError("bytes after the table of titles by their rarest letters")
    return part[at : at + size].decode(), firsts


def near_rows(data: bytes) -> list[tuple[str, str, int]]:
    """The rows of a file of kind X: group, letters, weight. Raises ShardError."""
    keys, at = key_table(data, 0)
    counts, at = numbers(data, at, len(keys))
    size, at = number(data, at)
    lines, weights = data[at : at + size].decode().split("\n"), data[at + size :]
    groups = [group for group, count in zip(keys, counts, strict=True) for _ in range(count)]
    if not len(groups) == len(lines) == len(weights) or 0 in counts:
        raise ShardError("columns that are longer or shorter than their rows")
    rows = list(zip(groups, lines, weights, strict=True))
    if any(after[:2] <= before[:2] for before, after in pairwise(rows)):
        raise ShardError("rows that are not in order")
    return rows


def _root(data: bytes, drive: Drive) -> Iterator[str]:
    tables, aliases, titles, initials, _, sounds, _ = _parts(data)
    if hashlib.sha256(tables).hexdigest() not in DIGESTS["spelling"]:
        yield "tables of spelling that are not those of a release that is known"
    if hashlib.sha256(aliases).hexdigest() not in DIGESTS["aliases"] and not drive.configured:
        yield "other spellings that are not those of a release that is known"
    rows = [line.split("\t") for line in aliases.decode().split("\n")]
    if rows.pop() != [""] or any(len(row) != 2 or any(map(_odd, row)) for row in rows) or rows != sorted(rows):
        yield "other spellings that are not written as ours"
    near_root(data)
    for part in (titles, initials, sounds):
        _, at = key_table(part, 0)
        _, at = key_table(part, at)
        if at != len(part):
            raise ShardError("bytes after the tables of titles")
    root = text_root(data)
    if root.documents > root.size or root.size > drive.articles:
        raise ShardError("the root of the full text does not fit")
