"""HAVAL of three to five passes, 128 to 256 bits (Zheng, Pieprzyk, Seberry 1992), as PHP has it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from packager.lua.hashing.words import M32, hexadecimal, rotated, words_of

_ORDERS = (
    tuple(range(32)),
    (5, 14, 26, 18, 11, 28, 7, 16, 0, 23, 20, 22, 1, 10, 4, 8, 30, 3, 21, 9, 17, 24, 29, 6, 19, 12, 15, 13, 2, 25, 31,
     27),
    (19, 9, 4, 20, 28, 17, 8, 22, 29, 14, 25, 12, 24, 30, 16, 26, 31, 15, 7, 3, 1, 0, 18, 27, 13, 6, 21, 10, 23, 11, 5,
     2),
    (24, 4, 0, 14, 2, 7, 28, 23, 26, 6, 30, 20, 18, 25, 19, 3, 22, 11, 31, 21, 8, 27, 12, 9, 1, 29, 5, 15, 17, 10, 16,
     13),
    (27, 3, 21, 26, 17, 11, 20, 29, 19, 0, 12, 7, 13, 8, 31, 10, 5, 9, 14, 30, 18, 6, 28, 24, 2, 23, 16, 22, 4, 1, 25,
     15),
)  # fmt: skip
"""Order of a block's words in each pass."""
_PLACES = {
    3: ((1, 0, 3, 5, 6, 2, 4), (4, 2, 1, 0, 5, 3, 6), (6, 1, 2, 3, 4, 5, 0)),
    4: ((2, 6, 1, 4, 5, 3, 0), (3, 5, 2, 0, 1, 6, 4), (1, 4, 3, 6, 0, 2, 5), (6, 4, 0, 5, 2, 1, 3)),
    5: ((3, 4, 1, 0, 5, 2, 6), (6, 2, 1, 0, 3, 4, 5), (2, 6, 0, 4, 3, 1, 5), (1, 5, 3, 2, 0, 4, 6),
        (2, 5, 0, 6, 4, 3, 1)),
}  # fmt: skip
"""Which words of the state a pass's function takes, from its seventh to its first, by number of passes."""
_Mix = Callable[[int, int, int, int, int, int, int], int]
_MIXES: tuple[_Mix, ...] = (
    lambda g, f, e, d, c, b, a: b & e ^ c & f ^ d & g ^ a & b ^ a,
    lambda g, f, e, d, c, b, a: b & c & d ^ c & e & f ^ b & c ^ b & e ^ c & g ^ d & f ^ e & f ^ a & c ^ a,
    lambda g, f, e, d, c, b, a: b & c & d ^ b & e ^ c & f ^ d & g ^ a & d ^ a,
    lambda g, f, e, d, c, b, a: (
        b & c & d ^ c & e & f ^ d & e & g ^ b & e ^ c & g ^ d & e ^ d & f ^ d & g ^ e & f ^ e & g ^ a & e ^ a
    ),
    lambda g, f, e, d, c, b, a: b & e ^ c & f ^ d & g ^ a & b & c & d ^ a & f ^ a,
)
_CUTS = {
    128: ((0, 8), (8, 8), (16, 8), (24, 8)),
    160: ((0, 6), (6, 6), (12, 7), (19, 6), (25, 7)),
    192: ((0, 5), (5, 5), (10, 6), (16, 5), (21, 5), (26, 6)),
    224: ((27, 5), (22, 5), (18, 4), (13, 5), (9, 4), (4, 5), (0, 4)),
    256: (),
}
"""For a digest that is shorter than the state: where the parts begin into which each word left over is cut, and their
widths in bits. One part of each of them is added to each word that stays."""


@cache
def _digits_of_pi() -> tuple[int, ...]:
    """What stands behind the point of pi, 136 words of 32 bits (Machin's formula)."""
    one = 1 << 32 * 136 + 64

    def arctangent(inverse: int) -> int:
        total = term = one // inverse
        divisor, sign = 1, 1
        while term:
            term //= inverse * inverse
            divisor, sign = divisor + 2, -sign
            total += sign * (term // divisor)
        return total

    fraction = (4 * (4 * arctangent(5) - arctangent(239)) - 3 * one) >> 64
    return tuple(fraction >> 32 * (135 - place) & M32 for place in range(136))


def _compressed(state: list[int], block: bytes, passes: int) -> list[int]:
    given, words = words_of(block), list(state)
    for number in range(passes):
        mix, places = _MIXES[number], _PLACES[passes][number]
        for step in range(32):
            constant = _digits_of_pi()[8 + 32 * (number - 1) + step] if number else 0
            found = mix(*(words[(place - step) % 8] for place in places))
            last = 7 - step % 8
            words[last] = (
                rotated(found, 25) + rotated(words[last], 21) + given[_ORDERS[number][step]] + constant
            ) & M32
    return [(old + new) & M32 for old, new in zip(state, words, strict=True)]


def _folded(state: list[int], bits: int) -> list[int]:
    """The words of a digest, with what is left over of the state folded in."""
    cuts = _CUTS[bits]
    kept = len(cuts) or 8
    words = state[:kept]
    for place in range(kept):
        for below, word in enumerate(reversed(state[kept:])):
            start, width = cuts[place - below]
            part = word >> start & (1 << width) - 1
            lowest = cuts[place - (7 - kept)][0]
            words[place] += part << (start - lowest) % 32
    return [word & M32 for word in words]


def haval(value: bytes, bits: int, passes: int) -> str:
    """Digest of 128, 160, 192, 224 or 256 bits in hexadecimal."""
    end = bytes((1 | passes << 3 | (bits & 3) << 6, bits >> 2)) + (len(value) * 8).to_bytes(8, "little")
    data = value + b"\1" + bytes(-(len(value) + 11) % 128) + end
    state = list(_digits_of_pi()[:8])
    for start in range(0, len(data), 128):
        state = _compressed(state, data[start : start + 128], passes)
    return hexadecimal(_folded(state, bits))
