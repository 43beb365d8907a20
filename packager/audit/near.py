"""Titles less a syllable, made once more from the titles of kind T: what kind X must hold (docs/formats-search.md)."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from packager.audit.shards import ShardError, number
from packager.korean import consonants, keystrokes, tokens

PLACES, LEAST, MOST = 4, 3, 40


def near_rows(data: bytes) -> list[int]:
    """The rows of one payload, each as one number: hash, missing unit, weight and place. Raises ShardError."""
    count, at = number(data, 0)
    if len(data) != at + 6 * count or not count:
        raise ShardError("columns that are longer or shorter than their rows")
    high, middle, low, unit, above, last = (data[at + n * count : at + (n + 1) * count] for n in range(6))
    rows = [
        h << 40 | m << 32 | w << 24 | a << 16 | u << 8 | e
        for h, m, w, u, a, e in zip(high, middle, low, unit, above, last, strict=True)
    ]
    order = [(row >> 8, row & 3, row >> 2 & 63) for row in rows]
    if order != sorted(order):
        raise ShardError("rows that are not in order")
    return rows


def letters(title: str) -> str:
    """The letters of a title that count; empty if there is no row of it."""
    words = keystrokes.words(keystrokes.units(consonants.bare(title)))
    whole = "".join(word.letters for word in words)[:MOST].translate(tokens.FOLDED)
    return whole if len(whole) >= LEAST and not any("\ud800" <= c <= "\udfff" for c in whole) else ""


def near_findings(firsts: Sequence[str], names: Iterable[tuple[str, int]], shards: Iterable[bytes]) -> Iterator[str]:
    """What is wrong with the payloads of kind X. ``firsts``: their keys in the root; ``names``: titles and weights."""
    weights: dict[str, int] = {}
    for title, weight in names:
        if whole := letters(title):
            weights[whole] = max(weight, weights.get(whole, 0))
    inside = [array("Q") for _ in firsts]
    at_border: list[list[tuple[str, int, int]]] = [
        [] for _ in firsts
    ]  # rows of the very key: the end of one may be before
    for whole, weight in weights.items():
        for place in range(min(PLACES, len(whole))):
            rest, missing = whole[:place] + whole[place + 1 :], whole[place]
            row = _hash(rest) << 24 | ord(missing) << 8 | place | weight >> 4 << 2
            shard = bisect_right(firsts, rest) - 1
            if shard < 0:
                yield f"no row of {whole[:40]!r}"
            elif firsts[shard] == rest:
                at_border[shard].append((missing, place, row))
            else:
                inside[shard].append(row)
    before = 0
    count = -1
    for count, data in enumerate(shards):
        found = near_rows(data)
        if count >= len(firsts):
            break
        own = [row for *_, row in sorted(at_border[count])][before:]
        following = [row for *_, row in sorted(at_border[count + 1])] if count + 1 < len(firsts) else []
        before = len(found) - len(inside[count]) - len(own)
        if (
            not own
            or not 0 <= before <= len(following)
            or sorted(found) != sorted([*inside[count], *own, *following[:before]])
        ):
            yield f"file {count}: rows that do not follow from the titles"
            return
    if count + 1 != len(firsts) or before:
        yield "files that the root does not tell of, or rows without a file"


def _hash(text: str) -> int:
    value = 0
    for unit in text:
        value = (value * 31 + ord(unit)) & 0xFFFFFF
    return value
