"""A file of the reader's full text (kind F): its words, and for each the articles in order with a weight."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from packager.audit import accounts
from packager.audit.search_data import key_table
from packager.audit.shards import ShardError, numbers
from packager.audit.text_lists import Root
from packager.errors import Said

_LONGEST = 40
_SWAPPED = bytes((byte & 15) << 4 | byte >> 4 for byte in range(256))
_HALF = bytes(int(chr(digit), 16) if chr(digit) in "0123456789abcdef" else 0 for digit in range(256))
"""For two ``translate``: a byte to its half bytes, the lower one first, by way of its two digits."""


def lists(data: bytes) -> Iterator[tuple[str, list[int], bytes]]:
    """Each word with the gaps between its articles and their weights. Raises ShardError."""
    terms, at = key_table(data, 0)
    counts, at = numbers(data, at, len(terms))
    sizes, at = numbers(data, at, len(terms))
    weights_at = at + sum(sizes)
    for term, count, size in zip(terms, counts, sizes, strict=True):
        gaps, end = numbers(data, at, count)
        weights_end = weights_at + (count + 1) // 2
        weights = data[weights_at:weights_end].translate(_SWAPPED).hex().encode().translate(_HALF)
        if end != at + size or not count or len(weights) != count + (count & 1):
            raise ShardError(f"the list of {term[:20]!r} is longer or shorter than it says")
        if count & 1 and weights[-1]:
            raise ShardError("a weight of nothing")
        yield term, gaps, weights[:count]
        at, weights_at = end, weights_end
    if weights_at != len(data):
        raise ShardError("bytes after the last list")


def judged(root: Root, data: bytes, articles: int, faults: list[str]) -> tuple[int, str, str]:
    """The side of one file in the account of the full text, its first word and its last. Raises ShardError."""
    side = 0
    of = accounts.digests(articles)
    first = last = ""
    for term, gaps, weights in lists(data):
        found = list(accumulate(gaps))
        if found[-1] >= articles or 0 in gaps[1:] or 0 in weights:
            raise ShardError(f"the list of {term[:20]!r} has an article twice, or one that is none")
        if len(found) > root.limit or term in root.left_out:
            raise ShardError(Said("«{term}» has a list and should have none", term=term[:20]))
        if len(term) > _LONGEST or not (term.isalnum() or all(c.isalnum() or ord(c) >= 0x300 for c in term)):
            faults.append(f"a word {term[:40]!r}")
        side += accounts.word(term) * accounts.places(found, weights, of)
        first, last = first or term, term
    return side, first, last


def in_place(root: Root, shard: int, shards: int, first: str, last: str) -> bool:
    """Whether a file begins with the word that the root says, and ends before the next file does."""
    following = root.firsts[shard + 1 : shard + 2]
    fits = root.firsts[shard : shard + 1] == [first] and len(root.firsts) == shards
    return fits and (not following or _units(last) < _units(following[0]))


def _units(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")
