"""SHA-512/224 and SHA-512/256 (FIPS 180-4), which not every build of Python's hashlib has."""

from __future__ import annotations

from functools import cache

from packager.lua.hashing.words import M64, hexadecimal, padded, rotated, words_of


def _root(number: int, power: int) -> int:
    """The whole part of a root."""
    low, high = 0, 1 << number.bit_length() // power + 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**power <= number else (low, middle - 1)
    return low


@cache
def _primes() -> tuple[int, ...]:
    return tuple(number for number in range(2, 410) if all(number % other for other in range(2, number)))


@cache
def _constants() -> tuple[int, ...]:
    """64 bits behind the point of the cube roots of the first eighty primes."""
    return tuple(_root(prime << 192, 3) & M64 for prime in _primes()[:80])


@cache
def _plain_start() -> tuple[int, ...]:
    """64 bits behind the point of the square roots of the first eight primes: where SHA-512 starts."""
    return tuple(_root(prime << 128, 2) & M64 for prime in _primes()[:8])


def _right(word: int, count: int) -> int:
    return rotated(word, 64 - count, M64)


def _state_after(value: bytes, state: list[int]) -> list[int]:
    for block in padded(value, block=128, length=16, order="big"):
        w = words_of(block, 8, "big")
        for place in range(16, 80):
            x, y = w[place - 15], w[place - 2]
            low, high = _right(x, 1) ^ _right(x, 8) ^ x >> 7, _right(y, 19) ^ _right(y, 61) ^ y >> 6
            w.append((w[place - 16] + low + w[place - 7] + high) & M64)
        a, b, c, d, e, f, g, h = state
        for word, constant in zip(w, _constants(), strict=True):
            first = h + (_right(e, 14) ^ _right(e, 18) ^ _right(e, 41)) + (e & f ^ ~e & g) + constant + word
            second = (_right(a, 28) ^ _right(a, 34) ^ _right(a, 39)) + (a & b ^ a & c ^ b & c)
            a, b, c, d, e, f, g, h = (first + second) & M64, a, b, c, (d + first) & M64, e, f, g
        state = [(old + new) & M64 for old, new in zip(state, (a, b, c, d, e, f, g, h), strict=True)]
    return state


def sha512_cut(value: bytes, bits: int) -> str:
    """Digest of 224 or 256 bits in hexadecimal: SHA-512 from a start of its own, cut off."""
    name = f"SHA-512/{bits}".encode()
    start = _state_after(name, [word ^ 0xA5A5A5A5A5A5A5A5 for word in _plain_start()])
    return hexadecimal(_state_after(value, start), 8, "big")[: bits // 4]
