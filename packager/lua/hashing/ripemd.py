"""RIPEMD-128, -160, -256 and -320 for mw.hash (Dobbertin, Bosselaers, Preneel 1996)."""

from __future__ import annotations

from collections.abc import Callable

_M32 = (1 << 32) - 1
_RHO = (7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8)
_SHIFTS = (
    (11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8),
    (12, 13, 11, 15, 6, 9, 9, 7, 12, 15, 11, 13, 7, 8, 7, 7),
    (13, 15, 14, 11, 7, 7, 6, 8, 13, 14, 13, 12, 5, 5, 6, 9),
    (14, 11, 12, 14, 8, 6, 5, 5, 15, 12, 15, 14, 9, 9, 8, 6),
    (15, 12, 13, 13, 9, 5, 8, 6, 14, 11, 12, 11, 8, 6, 5, 5),
)
"""By round and word."""
_LEFT_CONSTANTS = (0, 0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xA953FD4E)
_RIGHT_CONSTANTS = (0x50A28BE6, 0x5C4DD124, 0x6D703EF3, 0x7A6D76E9, 0)
_MIXES: tuple[Callable[[int, int, int], int], ...] = (
    lambda x, y, z: x ^ y ^ z,
    lambda x, y, z: x & y | ~x & z,
    lambda x, y, z: (x | ~y & _M32) ^ z,
    lambda x, y, z: x & z | y & ~z,
    lambda x, y, z: x ^ (y | ~z & _M32),
)
_START = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0)
_SECOND_START = (0x76543210, 0xFEDCBA98, 0x89ABCDEF, 0x01234567, 0x3C2D1E0F)


def _orders(rounds: int) -> tuple[list[list[int]], list[list[int]]]:
    """Order of the words in each round of the two lines."""
    left, right = [list(range(16))], [[(9 * i + 5) % 16 for i in range(16)]]
    for _ in range(rounds - 1):
        left.append([_RHO[i] for i in left[-1]])
        right.append([_RHO[i] for i in right[-1]])
    return left, right


_Mix = Callable[[int, int, int], int]


def _step(line: list[int], turn: int, word: int, index: int, constant: int, mix: _Mix) -> None:
    """One step of a line of four or five words."""
    total = (line[0] + mix(line[1], line[2], line[3]) + word + constant) & _M32
    shift = _SHIFTS[turn][index]
    total = (total << shift | total >> (32 - shift)) & _M32
    if len(line) == 5:
        third = line[2]
        third = (third << 10 | third >> 22) & _M32
        line[:] = [line[4], (total + line[4]) & _M32, line[1], third, line[3]]
    else:
        line[:] = [line[3], total, line[1], line[2]]


def ripemd(value: bytes, bits: int) -> str:
    """Digest of 128, 160, 256 or 320 bits in hexadecimal."""
    double = bits in (256, 320)
    size = 5 if bits in (160, 320) else 4
    rounds = size
    right_constants = _RIGHT_CONSTANTS if size == 5 else (*_RIGHT_CONSTANTS[:3], 0)
    left_orders, right_orders = _orders(rounds)
    data = value + b"\x80" + bytes(-(len(value) + 9) % 64) + (len(value) * 8).to_bytes(8, "little")
    state = [*_START[:size], *(_SECOND_START[:size] if double else ())]
    for start in range(0, len(data), 64):
        words = [int.from_bytes(data[start + i : start + i + 4], "little") for i in range(0, 64, 4)]
        left = state[:size]
        right = state[size:] if double else state[:size]
        for turn in range(rounds):
            for index in range(16):
                place = left_orders[turn][index]
                _step(left, turn, words[place], place, _LEFT_CONSTANTS[turn], _MIXES[turn])
                place = right_orders[turn][index]
                _step(right, turn, words[place], place, right_constants[turn], _MIXES[rounds - 1 - turn])
            if double:
                _swap(left, right, turn, size)
        if double:
            state = [(old + new) & _M32 for old, new in zip(state, left + right, strict=True)]
        else:
            state = [
                (state[(i + 1) % size] + left[(i + 2) % size] + right[(i + 3) % size]) & _M32 for i in range(size)
            ]
    return b"".join(word.to_bytes(4, "little") for word in state).hex()


def _swap(left: list[int], right: list[int], turn: int, size: int) -> None:
    """The double-width forms exchange one word between the lines after each round."""
    place = (1, 3, 0, 2, 4)[turn] if size == 5 else turn
    left[place], right[place] = right[place], left[place]
