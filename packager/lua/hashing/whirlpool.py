"""Whirlpool for mw.hash (ISO/IEC 10118-3)."""

from __future__ import annotations

from functools import cache

_E = (0x1, 0xB, 0x9, 0xC, 0xD, 0x6, 0xF, 0x3, 0xE, 0x8, 0x7, 0x4, 0xA, 0x2, 0x5, 0x0)
_R = (0x7, 0xC, 0xB, 0xD, 0xE, 0x4, 0x9, 0xF, 0x6, 0x3, 0x8, 0xA, 0x2, 0x5, 0x1, 0x0)
_CIRCULANT = (1, 1, 4, 1, 8, 5, 2, 9)
_ROUNDS = 10
_POLYNOMIAL = 0x11D


@cache
def _box() -> tuple[int, ...]:
    """The substitution, made of two small ones."""
    inverse = [_E.index(value) for value in range(16)]
    out = []
    for value in range(256):
        high, low = _E[value >> 4], inverse[value & 15]
        middle = _R[high ^ low]
        out.append(_E[high ^ middle] << 4 | inverse[low ^ middle])
    return tuple(out)


def _times(value: int, factor: int) -> int:
    """Product in the field of 256 elements."""
    result = 0
    while factor:
        if factor & 1:
            result ^= value
        value <<= 1
        if value & 0x100:
            value ^= _POLYNOMIAL
        factor >>= 1
    return result


@cache
def _products() -> dict[int, tuple[int, ...]]:
    return {factor: tuple(_times(value, factor) for value in range(256)) for factor in set(_CIRCULANT)}


def _round(state: list[int], key: list[int]) -> list[int]:
    """Substitution, shifted columns, mixed rows, key; states are 64 bytes, row by row."""
    box, products = _box(), _products()
    mixed = [box[value] for value in state]
    shifted = [mixed[(row - column) % 8 * 8 + column] for row in range(8) for column in range(8)]
    out = []
    for row in range(8):
        values = shifted[row * 8 : row * 8 + 8]
        for column in range(8):
            total = key[row * 8 + column]
            for index in range(8):
                total ^= products[_CIRCULANT[(column - index) % 8]][values[index]]
            out.append(total)
    return out


def whirlpool(value: bytes) -> str:
    """Digest of 512 bits in hexadecimal."""
    data = value + b"\x80" + bytes(-(len(value) + 33) % 64) + (len(value) * 8).to_bytes(32, "big")
    state = [0] * 64
    for start in range(0, len(data), 64):
        block = list(data[start : start + 64])
        key = state
        work = [left ^ right for left, right in zip(block, key, strict=True)]
        for number in range(_ROUNDS):
            constant = [*_box()[number * 8 : number * 8 + 8], *([0] * 56)]
            key = _round(key, constant)
            work = _round(work, key)
        state = [a ^ b ^ c for a, b, c in zip(state, work, block, strict=True)]
    return bytes(state).hex()
