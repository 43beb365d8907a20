"""Tiger of three or four passes (Anderson, Biham 1996)."""

from __future__ import annotations

from functools import cache

from packager.lua.hashing.words import M64, hexadecimal, padded, words_of

_START = (0x0123456789ABCDEF, 0xFEDCBA9876543210, 0xF096A5B4C3B2E187)
_SEED = b"Tiger - A Fast New Hash Function, by Ross Anderson and Eli Biham"
_MIXINGS = 5
_Boxes = tuple[list[int], ...]


@cache
def _boxes() -> _Boxes:
    """The four boxes, which Tiger makes itself: bytes exchanged within columns as its own output says."""
    boxes: _Boxes = tuple([row * 0x0101010101010101 for row in range(256)] for _ in range(4))
    seed, state, used = words_of(_SEED, 8), list(_START), 2
    for row in range(256 * _MIXINGS):
        for box in boxes:
            used += 1
            if used == 3:
                used, state = 0, _compressed(boxes, seed, state, 3)
            place = row % 256
            for shift in range(0, 64, 8):
                other = state[used] >> shift & 255
                change = (box[place] ^ box[other]) & 255 << shift
                box[place] ^= change
                box[other] ^= change
    return boxes


def _pass(boxes: _Boxes, words: list[int], state: list[int], factor: int) -> None:
    """Eight rounds; the three words change their parts after each."""
    one, two, three, four = boxes
    a, b, c = state
    for word in words:
        c ^= word
        a = a - (one[c & 255] ^ two[c >> 16 & 255] ^ three[c >> 32 & 255] ^ four[c >> 48 & 255]) & M64
        b = b + (four[c >> 8 & 255] ^ three[c >> 24 & 255] ^ two[c >> 40 & 255] ^ one[c >> 56]) & M64
        a, b, c = b * factor & M64, c, a
    # Eight rounds leave the three words one place behind.
    state[:] = b, c, a


def _next_key(x: list[int]) -> None:
    """The words of the block for the next pass."""
    x[0] = x[0] - (x[7] ^ 0xA5A5A5A5A5A5A5A5) & M64
    x[1] ^= x[0]
    x[2] = x[2] + x[1] & M64
    x[3] = x[3] - (x[2] ^ (x[1] ^ M64) << 19 & M64) & M64
    x[4] ^= x[3]
    x[5] = x[5] + x[4] & M64
    x[6] = x[6] - (x[5] ^ (x[4] ^ M64) >> 23) & M64
    x[7] ^= x[6]
    x[0] = x[0] + x[7] & M64
    x[1] = x[1] - (x[0] ^ (x[7] ^ M64) << 19 & M64) & M64
    x[2] ^= x[1]
    x[3] = x[3] + x[2] & M64
    x[4] = x[4] - (x[3] ^ (x[2] ^ M64) >> 23) & M64
    x[5] ^= x[4]
    x[6] = x[6] + x[5] & M64
    x[7] = x[7] - (x[6] ^ 0x0123456789ABCDEF) & M64


def _compressed(boxes: _Boxes, block: list[int], before: list[int], passes: int) -> list[int]:
    words, state = list(block), list(before)
    for number in range(passes):
        if number:
            _next_key(words)
        _pass(boxes, words, state, (5, 7)[number] if number < 2 else 9)
        # The words turn by one from pass to pass.
        state = [state[2], state[0], state[1]]
    return [state[0] ^ before[0], state[1] - before[1] & M64, state[2] + before[2] & M64]


def tiger(value: bytes, bits: int, passes: int) -> str:
    """Digest of 128, 160 or 192 bits in hexadecimal."""
    state = list(_START)
    for block in padded(value, first=0x01):
        state = _compressed(_boxes(), words_of(block, 8), state, passes)
    return hexadecimal(state, 8)[: bits // 4]
