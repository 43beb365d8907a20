"""What digests are built of: words of a fixed size, rotations, padded blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

M32, M64 = (1 << 32) - 1, (1 << 64) - 1
"""Masks of words of 32 and of 64 bits."""


def rotated(value: int, count: int, mask: int = M32) -> int:
    """The word turned to the left by a number of bits."""
    bits = mask.bit_length()
    return (value << count | value >> (bits - count)) & mask


def words_of(block: bytes, size: int = 4, order: str = "little") -> list[int]:
    """A block as words of ``size`` bytes, the lowest byte first unless ``order`` is ``big``."""
    big = order == "big"
    return [
        int.from_bytes(block[at : at + size], "big" if big else "little") for at in range(0, len(block), size)
    ]


def hexadecimal(words: Sequence[int], size: int = 4, order: str = "little") -> str:
    """Words, one after the other, as the text of a digest."""
    big = order == "big"
    return b"".join(word.to_bytes(size, "big" if big else "little") for word in words).hex()


def padded(value: bytes, first: int = 0x80, block: int = 64, length: int = 8, order: str = "little") -> Iterator[bytes]:
    """The blocks of a message that is closed by one byte, zeros, and its length in bits."""
    zeros = bytes(-(len(value) + 1 + length) % block)
    bits = len(value) * 8
    end = bits.to_bytes(length, "big") if order == "big" else bits.to_bytes(length, "little")
    data = value + bytes((first,)) + zeros + end
    for start in range(0, len(data), block):
        yield data[start : start + block]


def in_blocks(value: bytes, block: int) -> Iterator[bytes]:
    """The blocks of a message, the last one filled with zeros; none of an empty message."""
    for start in range(0, len(value), block):
        yield value[start : start + block].ljust(block, b"\0")
