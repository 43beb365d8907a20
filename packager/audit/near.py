"""Titles by their rarest letters, made once more from the titles of kind T: what kind X must hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from packager.audit.accounts import row
from packager.audit.search_data import near_root, near_rows
from packager.korean import consonants, keystrokes, tokens

RAREST, LEAST, MOST, COMMON = 3, 2, 40, 600
_CLASSES = "0012213445516660247"
"""Of the nineteen initials, which ones count as one."""


def letters(title: str) -> str:
    """The letters of a title that count; empty if there is no row of it."""
    words = keystrokes.words(keystrokes.units(consonants.bare(title)))
    whole = "".join(word.letters for word in words)[:MOST].translate(tokens.FOLDED)
    counts = len(whole) >= LEAST and whole[0] != "~" and not any("\ud800" <= c <= "\udfff" for c in whole)
    return whole if counts else ""


def _without_vowel(letter: str) -> str:
    code = ord(letter) - 0xAC00
    return chr(0xE000 + int(_CLASSES[code // 588]) * 28 + code % 28) if 0 <= code < 11172 else letter


def _groups(whole: str, places: dict[str, int]) -> set[str]:
    rarest = sorted(whole, key=lambda c: (places.get(c, -1), c))[:RAREST]
    pairs = {a + b for a, b in combinations(rarest, 2)}
    if len(whole) == LEAST:
        pairs.add("".join(sorted(map(_without_vowel, whole))))
    return {pair + chr(0x20 + len(whole)) for pair in pairs}


def near_findings(root: bytes, names: Iterable[tuple[str, int]], shards: Iterable[bytes]) -> Iterator[str]:
    """What is wrong with the payloads of kind X. ``root``: that of all search data; ``names``: titles and weights."""
    weights: dict[str, int] = {}
    for title, weight in names:
        if whole := letters(title):
            weights[whole] = max(weight, weights.get(whole, 0))
    counts = Counter(c for whole in weights for c in whole)
    common = sorted(sorted(counts, key=lambda c: (-counts[c], c))[:COMMON], key=lambda c: (counts[c], c))
    places = {letter: place for place, letter in enumerate(common)}
    said = wanted = 0
    for whole, weight in weights.items():
        for group in _groups(whole, places):
            wanted += row(group, whole, weight)
    firsts: list[str] = []
    last = ""
    for number, data in enumerate(shards):
        rows = near_rows(data)
        first = rows[0][0] + rows[0][1]
        if first <= last:
            yield f"file {number}: rows that are not in order"
        length = 1
        while first[:length] <= last:
            length += 1
        firsts.append(first[:length])
        last = rows[-1][0] + rows[-1][1]
        for each in rows:
            said += row(*each)
    if said != wanted:
        yield "rows that do not follow from the titles"
    if root and near_root(root) != ("".join(common), firsts):
        yield "the root has other letters, or other keys than between the files"
