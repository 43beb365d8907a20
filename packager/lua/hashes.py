"""mw.hash: the algorithms of PHP's hash() that a page may ask for.

Left out are those whose tables of constants are larger than the rest of this file: tiger, snefru, gost, haval, xxh3.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Sequence

from packager.lua.host import Value, text
from packager.lua.limits import LuaFault
from packager.lua.ripemd import ripemd
from packager.lua.whirlpool import whirlpool

_M32, _M64 = (1 << 32) - 1, (1 << 64) - 1
_STANDARD = {
    "md5": "md5", "sha1": "sha1", "sha224": "sha224", "sha256": "sha256", "sha384": "sha384", "sha512": "sha512",
    "sha3-224": "sha3_224", "sha3-256": "sha3_256", "sha3-384": "sha3_384", "sha3-512": "sha3_512",
}  # fmt: skip


def _standard(name: str) -> Callable[[bytes], str]:
    return lambda value: hashlib.new(name, value, usedforsecurity=False).hexdigest()


def _fnv(value: bytes, bits: int, xor_first: bool) -> str:
    prime, current = (0x01000193, 0x811C9DC5) if bits == 32 else (0x100000001B3, 0xCBF29CE484222325)
    mask = (1 << bits) - 1
    for byte in value:
        current = ((current ^ byte) * prime if xor_first else (current * prime) ^ byte) & mask
    return f"{current:0{bits // 4}x}"


def _crc32_bzip2(value: bytes) -> str:
    """PHP's ``crc32``: the polynomial of bzip2, bytes of the result from the lowest."""
    crc = _M32
    for byte in value:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & _M32
    return (crc ^ _M32).to_bytes(4, "little").hex()


def _crc32c(value: bytes) -> str:
    crc = _M32
    for byte in value:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return f"{crc ^ _M32:08x}"


def _one_at_a_time(value: bytes) -> str:
    state = 0
    for byte in value:
        state = (state + byte) & _M32
        state = (state + (state << 10)) & _M32
        state ^= state >> 6
    state = (state + (state << 3)) & _M32
    state ^= state >> 11
    return f"{(state + (state << 15)) & _M32:08x}"


def _rotated(value: int, count: int, mask: int = _M32) -> int:
    bits = mask.bit_length()
    return (value << count | value >> (bits - count)) & mask


def _murmur3a(value: bytes) -> str:
    first, second = 0xCC9E2D51, 0x1B873593
    state = 0
    body = len(value) & ~3
    for start in range(0, body, 4):
        word = int.from_bytes(value[start : start + 4], "little") * first & _M32
        state ^= _rotated(word, 15) * second & _M32
        state = (_rotated(state, 13) * 5 + 0xE6546B64) & _M32
    if value[body:]:
        word = int.from_bytes(value[body:], "little") * first & _M32
        state ^= _rotated(word, 15) * second & _M32
    state ^= len(value)
    state = (state ^ state >> 16) * 0x85EBCA6B & _M32
    state = (state ^ state >> 13) * 0xC2B2AE35 & _M32
    return f"{state ^ state >> 16:08x}"


def _xxh32(value: bytes) -> str:
    p1, p2, p3, p4, p5 = 2654435761, 2246822519, 3266489917, 668265263, 374761393
    at = 0
    if len(value) >= 16:
        lanes = [(p1 + p2) & _M32, p2, 0, -p1 & _M32]
        while at + 16 <= len(value):
            for lane in range(4):
                word = int.from_bytes(value[at : at + 4], "little")
                lanes[lane] = _rotated((lanes[lane] + word * p2) & _M32, 13) * p1 & _M32
                at += 4
        state = sum(_rotated(lane, count) for lane, count in zip(lanes, (1, 7, 12, 18), strict=True)) & _M32
    else:
        state = p5
    state = (state + len(value)) & _M32
    while at + 4 <= len(value):
        state = _rotated((state + int.from_bytes(value[at : at + 4], "little") * p3) & _M32, 17) * p4 & _M32
        at += 4
    for byte in value[at:]:
        state = _rotated((state + byte * p5) & _M32, 11) * p1 & _M32
    state = (state ^ state >> 15) * p2 & _M32
    state = (state ^ state >> 13) * p3 & _M32
    return f"{state ^ state >> 16:08x}"


def _xxh64(value: bytes) -> str:
    p1, p2, p3, p4, p5 = (
        11400714785074694791, 14029467366897019727, 1609587929392839161, 9650029242287828579, 2870177450012600261,
    )  # fmt: skip

    def mixed(lane: int, word: int) -> int:
        return _rotated((lane + word * p2) & _M64, 31, _M64) * p1 & _M64

    at = 0
    if len(value) >= 32:
        lanes = [(p1 + p2) & _M64, p2, 0, -p1 & _M64]
        while at + 32 <= len(value):
            for lane in range(4):
                lanes[lane] = mixed(lanes[lane], int.from_bytes(value[at : at + 8], "little"))
                at += 8
        state = sum(_rotated(lane, count, _M64) for lane, count in zip(lanes, (1, 7, 12, 18), strict=True)) & _M64
        for one in lanes:
            state = ((state ^ mixed(0, one)) * p1 + p4) & _M64
    else:
        state = p5
    state = (state + len(value)) & _M64
    while at + 8 <= len(value):
        state ^= mixed(0, int.from_bytes(value[at : at + 8], "little"))
        state = (_rotated(state, 27, _M64) * p1 + p4) & _M64
        at += 8
    if at + 4 <= len(value):
        state ^= int.from_bytes(value[at : at + 4], "little") * p1 & _M64
        state = (_rotated(state, 23, _M64) * p2 + p3) & _M64
        at += 4
    for byte in value[at:]:
        state ^= byte * p5 & _M64
        state = _rotated(state, 11, _M64) * p1 & _M64
    state = (state ^ state >> 33) * p2 & _M64
    state = (state ^ state >> 29) * p3 & _M64
    return f"{state ^ state >> 32:016x}"


def _md4(value: bytes) -> str:
    data = value + b"\x80" + bytes(-(len(value) + 9) % 64) + (len(value) * 8).to_bytes(8, "little")
    state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476]
    rounds: Sequence[tuple[int, Sequence[int], Sequence[int], Callable[[int, int, int], int]]] = (
        (0, range(16), (3, 7, 11, 19), lambda x, y, z: x & y | ~x & z),
        (0x5A827999, [i % 4 * 4 + i // 4 for i in range(16)], (3, 5, 9, 13), lambda x, y, z: x & y | x & z | y & z),
        (0x6ED9EBA1, (0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15), (3, 9, 11, 15),
         lambda x, y, z: x ^ y ^ z),
    )  # fmt: skip
    for start in range(0, len(data), 64):
        words = [int.from_bytes(data[start + i : start + i + 4], "little") for i in range(0, 64, 4)]
        a, b, c, d = state
        for constant, order, shifts, mix in rounds:
            for step, word in enumerate(order):
                a = _rotated((a + mix(b, c, d) + words[word] + constant) & _M32, shifts[step % 4])
                a, b, c, d = d, a, b, c
        state = [(old + new) & _M32 for old, new in zip(state, (a, b, c, d), strict=True)]
    return b"".join(word.to_bytes(4, "little") for word in state).hex()


ALGORITHMS: dict[str, Callable[[bytes], str]] = {
    **{name: _standard(python_name) for name, python_name in _STANDARD.items()},
    "crc32": _crc32_bzip2,
    "crc32b": lambda value: f"{zlib.crc32(value):08x}",
    "crc32c": _crc32c,
    "adler32": lambda value: f"{zlib.adler32(value):08x}",
    "fnv132": lambda value: _fnv(value, 32, False),
    "fnv1a32": lambda value: _fnv(value, 32, True),
    "fnv164": lambda value: _fnv(value, 64, False),
    "fnv1a64": lambda value: _fnv(value, 64, True),
    "joaat": _one_at_a_time,
    "md4": _md4,
    "murmur3a": _murmur3a,
    "ripemd128": lambda value: ripemd(value, 128),
    "ripemd160": lambda value: ripemd(value, 160),
    "ripemd256": lambda value: ripemd(value, 256),
    "ripemd320": lambda value: ripemd(value, 320),
    "whirlpool": whirlpool,
    "xxh32": _xxh32,
    "xxh64": _xxh64,
}
"""PHP's name to what gives the digest in hexadecimal."""
_ORDER = (
    "md4 md5 sha1 sha224 sha256 sha384 sha512/224 sha512/256 sha512 sha3-224 sha3-256 sha3-384 sha3-512 ripemd128"
    " ripemd160 ripemd256 ripemd320 whirlpool adler32 crc32 crc32b crc32c fnv132 fnv1a32 fnv164 fnv1a64 joaat"
    " murmur3a xxh32 xxh64"
).split()
"""The order in which PHP lists them."""


def hash_value(algorithm: bytes, value: bytes) -> Value:
    found = ALGORITHMS.get(text(algorithm))
    if found is None:
        raise LuaFault(f"Unknown hashing algorithm: {text(algorithm)}")
    return found(value)


def algorithms() -> tuple[Value, ...]:
    return tuple(sorted(ALGORITHMS, key=_ORDER.index))
