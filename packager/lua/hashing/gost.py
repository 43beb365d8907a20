"""GOST R 34.11-94 (RFC 5831), with the boxes of the test parameters or those of CryptoPro (RFC 4357)."""

from __future__ import annotations

from packager.lua.hashing.words import M32, M64, in_blocks, rotated

_WIDTH = (1 << 256) - 1
_THIRD_KEY = 0xFF00FFFF000000FFFF0000FF00FFFF0000FF00FF00FF00FFFF00FF00FF00FF00
# One box for each four bits of a word, from the lowest; the sixteen values as hexadecimal digits.
TEST = (
    "4a92d80e6b1c7f53", "eb4c6dfa23810759", "581da342efc7609b", "7da1089fe46cb253",
    "6c715fd84a9e03b2", "4ba0721d36859cfe", "db413f590ae7682c", "1fd057a4923e6b8c",
)  # fmt: skip
CRYPTO_PRO = (
    "a4568137dce092bf", "5f402db91763cea8", "7fce94103b526a8d", "4a7c0f28e165db93",
    "764b9c2a180efd35", "7624d9f0a15b8ec3", "de41705a3c8f629b", "13a95b4f867ed02c",
)  # fmt: skip


def _ciphered(half: int, key: int, boxes: tuple[str, ...]) -> int:
    """64 bits in the cipher GOST 28147-89: 32 rounds."""
    words = [key >> shift & M32 for shift in range(0, 256, 32)]
    right, left = half & M32, half >> 32
    for word in words * 3 + words[::-1]:
        total = right + word & M32
        changed = sum(int(box[total >> 4 * place & 15], 16) << 4 * place for place, box in enumerate(boxes))
        right, left = left ^ rotated(changed, 11), right
    return right << 32 | left


def _permuted(value: int) -> int:
    """The bytes of a key in another order: column by column."""
    given = value.to_bytes(32, "little")
    return int.from_bytes(bytes(given[8 * (place % 4) + place // 4] for place in range(32)), "little")


def _turned(value: int) -> int:
    """Transformation A: the quarters move down, the sum of the two lowest comes in above."""
    return value >> 64 | ((value ^ value >> 64) & M64) << 192


def _shuffled(value: int, times: int) -> int:
    """Transformation psi: the words of 16 bits move down, a sum of six comes in above."""
    for _ in range(times):
        total = value ^ value >> 16 ^ value >> 32 ^ value >> 48 ^ value >> 192 ^ value >> 240
        value = value >> 16 | (total & 0xFFFF) << 240
    return value


def _step(state: int, block: int, boxes: tuple[str, ...]) -> int:
    first, second, result = state, block, 0
    for quarter in range(4):
        if quarter:
            first = _turned(first) ^ (_THIRD_KEY if quarter == 2 else 0)
            second = _turned(_turned(second))
        key = _permuted(first ^ second)
        result |= _ciphered(state >> 64 * quarter & M64, key, boxes) << 64 * quarter
    return _shuffled(state ^ _shuffled(block ^ _shuffled(result, 12), 1), 61)


def gost(value: bytes, boxes: tuple[str, ...] = TEST) -> str:
    """Digest of 256 bits in hexadecimal."""
    state = total = 0
    for block in in_blocks(value, 32):
        number = int.from_bytes(block, "little")
        total = total + number & _WIDTH
        state = _step(state, number, boxes)
    state = _step(_step(state, len(value) * 8, boxes), total, boxes)
    return state.to_bytes(32, "little").hex()
