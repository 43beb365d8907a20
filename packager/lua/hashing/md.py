"""MD2 (RFC 1319) and MD4 (RFC 1320)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from packager.lua.hashing.words import M32, hexadecimal, padded, rotated, words_of

_Mix = Callable[[int, int, int], int]
_MD4_ROUNDS: tuple[tuple[int, Sequence[int], Sequence[int], _Mix], ...] = (
    (0, range(16), (3, 7, 11, 19), lambda x, y, z: x & y | ~x & z),
    (0x5A827999, [i % 4 * 4 + i // 4 for i in range(16)], (3, 5, 9, 13), lambda x, y, z: x & y | x & z | y & z),
    (0x6ED9EBA1, (0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15), (3, 9, 11, 15), lambda x, y, z: x ^ y ^ z),
)  # fmt: skip
"""Constant, order of the words, rotations, function."""


def _digits() -> Iterator[int]:
    """The decimal digits of pi, one by one (Gibbons's spigot)."""
    q, r, t, k, n, m = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, m = q * k, (2 * q + r) * m, t * m, k + 1, (q * (7 * k + 2) + r * m) // (t * m), m + 2


@cache
def _shuffle() -> tuple[int, ...]:
    """The numbers from 0 to 255, exchanged as the digits of pi say."""
    box, digits = list(range(256)), _digits()
    for last in range(2, 257):
        size = 10 if last <= 10 else 100 if last <= 100 else 1000
        while True:
            drawn = 0
            for _ in range(len(str(size)) - 1):
                drawn = drawn * 10 + next(digits)
            if drawn < last * (size // last):
                break
        other = drawn % last
        box[other], box[last - 1] = box[last - 1], box[other]
    return tuple(box)


def md2(value: bytes) -> str:
    """Digest of 128 bits in hexadecimal."""
    box = _shuffle()
    missing = 16 - len(value) % 16
    data = value + bytes((missing,)) * missing
    check, last = bytearray(16), 0
    for place, byte in enumerate(data):
        check[place % 16] ^= box[byte ^ last]
        last = check[place % 16]
    state = bytearray(48)
    for start in range(0, len(data) + 16, 16):
        block = (data + check)[start : start + 16]
        state[16:] = block + bytes(one ^ two for one, two in zip(block, state[:16], strict=True))
        carried = 0
        for turn in range(18):
            for place in range(48):
                carried = state[place] = state[place] ^ box[carried]
            carried = carried + turn & 255
    return bytes(state[:16]).hex()


def md4(value: bytes) -> str:
    """Digest of 128 bits in hexadecimal."""
    state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476]
    for block in padded(value):
        words = words_of(block)
        a, b, c, d = state
        for constant, order, shifts, mix in _MD4_ROUNDS:
            for step, word in enumerate(order):
                a = rotated((a + mix(b, c, d) + words[word] + constant) & M32, shifts[step % 4])
                a, b, c, d = d, a, b, c
        state = [(old + new) & M32 for old, new in zip(state, (a, b, c, d), strict=True)]
    return hexadecimal(state)
