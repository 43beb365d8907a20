"""Sums of 32 and 64 bits that take one byte after the other."""

from __future__ import annotations

from packager.lua.hashing.words import M32


def fnv(value: bytes, bits: int, xor_first: bool) -> str:
    """Fowler, Noll and Vo: 32 or 64 bits, FNV-1 or FNV-1a."""
    prime, current = (0x01000193, 0x811C9DC5) if bits == 32 else (0x100000001B3, 0xCBF29CE484222325)
    mask = (1 << bits) - 1
    for byte in value:
        current = ((current ^ byte) * prime if xor_first else (current * prime) ^ byte) & mask
    return f"{current:0{bits // 4}x}"


def crc32_bzip2(value: bytes) -> str:
    """PHP's ``crc32``: the polynomial of bzip2, bytes of the result from the lowest."""
    crc = M32
    for byte in value:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & M32
    return (crc ^ M32).to_bytes(4, "little").hex()


def crc32c(value: bytes) -> str:
    """Castagnoli's polynomial."""
    crc = M32
    for byte in value:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return f"{crc ^ M32:08x}"


def one_at_a_time(value: bytes) -> str:
    """Jenkins's hash of 32 bits."""
    state = 0
    for byte in value:
        state = (state + byte) & M32
        state = (state + (state << 10)) & M32
        state ^= state >> 6
    state = (state + (state << 3)) & M32
    state ^= state >> 11
    return f"{(state + (state << 15)) & M32:08x}"
