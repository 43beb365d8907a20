"""XXH32 and XXH64 (Collet), unseeded."""

from __future__ import annotations

from packager.lua.hashing.words import M32, M64, rotated


def xxh32(value: bytes) -> str:
    """Digest of 32 bits in hexadecimal."""
    p1, p2, p3, p4, p5 = 2654435761, 2246822519, 3266489917, 668265263, 374761393
    at = 0
    if len(value) >= 16:
        lanes = [(p1 + p2) & M32, p2, 0, -p1 & M32]
        while at + 16 <= len(value):
            for lane in range(4):
                word = int.from_bytes(value[at : at + 4], "little")
                lanes[lane] = rotated((lanes[lane] + word * p2) & M32, 13) * p1 & M32
                at += 4
        state = sum(rotated(lane, count) for lane, count in zip(lanes, (1, 7, 12, 18), strict=True)) & M32
    else:
        state = p5
    state = (state + len(value)) & M32
    while at + 4 <= len(value):
        state = rotated((state + int.from_bytes(value[at : at + 4], "little") * p3) & M32, 17) * p4 & M32
        at += 4
    for byte in value[at:]:
        state = rotated((state + byte * p5) & M32, 11) * p1 & M32
    state = (state ^ state >> 15) * p2 & M32
    state = (state ^ state >> 13) * p3 & M32
    return f"{state ^ state >> 16:08x}"


def xxh64(value: bytes) -> str:
    """Digest of 64 bits in hexadecimal."""
    p1, p2, p3, p4, p5 = (
        11400714785074694791, 14029467366897019727, 1609587929392839161, 9650029242287828579, 2870177450012600261,
    )  # fmt: skip

    def mixed(lane: int, word: int) -> int:
        return rotated((lane + word * p2) & M64, 31, M64) * p1 & M64

    at = 0
    if len(value) >= 32:
        lanes = [(p1 + p2) & M64, p2, 0, -p1 & M64]
        while at + 32 <= len(value):
            for lane in range(4):
                lanes[lane] = mixed(lanes[lane], int.from_bytes(value[at : at + 8], "little"))
                at += 8
        state = sum(rotated(lane, count, M64) for lane, count in zip(lanes, (1, 7, 12, 18), strict=True)) & M64
        for one in lanes:
            state = ((state ^ mixed(0, one)) * p1 + p4) & M64
    else:
        state = p5
    state = (state + len(value)) & M64
    while at + 8 <= len(value):
        state ^= mixed(0, int.from_bytes(value[at : at + 8], "little"))
        state = (rotated(state, 27, M64) * p1 + p4) & M64
        at += 8
    if at + 4 <= len(value):
        state ^= int.from_bytes(value[at : at + 4], "little") * p1 & M64
        state = (rotated(state, 23, M64) * p2 + p3) & M64
        at += 4
    for byte in value[at:]:
        state ^= byte * p5 & M64
        state = rotated(state, 11, M64) * p1 & M64
    state = (state ^ state >> 33) * p2 & M64
    state = (state ^ state >> 29) * p3 & M64
    return f"{state ^ state >> 32:016x}"
