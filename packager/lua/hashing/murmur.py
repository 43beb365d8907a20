"""MurmurHash3 (Appleby): 32 bits, and 128 bits of four words or of two; PHP's murmur3a, murmur3c and murmur3f."""

from __future__ import annotations

from packager.lua.hashing.words import M32, M64, hexadecimal, rotated, words_of

_C_FACTORS = (0x239B961B, 0xAB0E9789, 0x38B34AE5, 0xA1E38B93)
_C_ADDED = (0x561CCD1B, 0x0BCAA747, 0x96CD1C35, 0x32AC3B17)
_F_FACTORS = (0x87C37B91114253D5, 0x4CF5AD432745937F)
_F_ADDED = (0x52DCE729, 0x38495AB5)


def _settled(word: int) -> int:
    word = (word ^ word >> 16) * 0x85EBCA6B & M32
    word = (word ^ word >> 13) * 0xC2B2AE35 & M32
    return word ^ word >> 16


def _settled_long(word: int) -> int:
    word = (word ^ word >> 33) * 0xFF51AFD7ED558CCD & M64
    word = (word ^ word >> 33) * 0xC4CEB9FE1A85EC53 & M64
    return word ^ word >> 33


def _summed(words: list[int], mask: int) -> list[int]:
    """Each word is added to the first, then the first to each."""
    first = sum(words) & mask
    return [first, *(word + first & mask for word in words[1:])]


def murmur3a(value: bytes) -> str:
    """Digest of 32 bits in hexadecimal."""
    state = 0
    for start in range(0, len(value), 4):
        part = value[start : start + 4]
        word = int.from_bytes(part, "little") * 0xCC9E2D51 & M32
        state ^= rotated(word, 15) * 0x1B873593 & M32
        if len(part) == 4:
            state = (rotated(state, 13) * 5 + 0xE6546B64) & M32
    return hexadecimal([_settled(state ^ len(value) & M32)], order="big")


def murmur3c(value: bytes) -> str:
    """Digest of 128 bits, made of words of 32, in hexadecimal."""
    state = [0, 0, 0, 0]
    for start in range(0, len(value), 16):
        part = value[start : start + 16]
        for place, word in enumerate(words_of(part.ljust(16, b"\0"))):
            word = rotated(word * _C_FACTORS[place] & M32, 15 + place) * _C_FACTORS[(place + 1) % 4] & M32
            state[place] ^= word
            if len(part) == 16:
                turned = rotated(state[place], 19 - 2 * place)
                state[place] = ((turned + state[(place + 1) % 4]) * 5 + _C_ADDED[place]) & M32
    state = _summed([word ^ len(value) & M32 for word in state], M32)
    return hexadecimal(_summed([_settled(word) for word in state], M32), order="big")


def murmur3f(value: bytes) -> str:
    """Digest of 128 bits, made of words of 64, in hexadecimal."""
    state = [0, 0]
    for start in range(0, len(value), 16):
        part = value[start : start + 16]
        for place, word in enumerate(words_of(part.ljust(16, b"\0"), 8)):
            word = rotated(word * _F_FACTORS[place] & M64, 31 + 2 * place, M64) * _F_FACTORS[1 - place] & M64
            state[place] ^= word
            if len(part) == 16:
                turned = rotated(state[place], 27 + 4 * place, M64)
                state[place] = ((turned + state[1 - place]) * 5 + _F_ADDED[place]) & M64
    state = _summed([word ^ len(value) for word in state], M64)
    return hexadecimal(_summed([_settled_long(word) for word in state], M64), 8, "big")
