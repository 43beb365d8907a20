"""mw.hash: the algorithms of PHP's hash(), in the order in which PHP lists them."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from functools import partial

from packager.lua.hashing import checksums, md, murmur
from packager.lua.hashing.gost import CRYPTO_PRO, gost
from packager.lua.hashing.haval import haval
from packager.lua.hashing.ripemd import ripemd
from packager.lua.hashing.sha512 import sha512_cut
from packager.lua.hashing.snefru import snefru
from packager.lua.hashing.tiger import tiger
from packager.lua.hashing.whirlpool import whirlpool
from packager.lua.hashing.xxh3 import xxh3, xxh128
from packager.lua.hashing.xxhash import xxh32, xxh64
from packager.lua.host import Value, text
from packager.lua.limits import LuaFault


def _standard(name: str) -> Callable[[bytes], str]:
    """One that hashlib has in every build of Python."""
    return lambda value: hashlib.new(name, value, usedforsecurity=False).hexdigest()


ALGORITHMS: dict[str, Callable[[bytes], str]] = {
    "md2": md.md2,
    "md4": md.md4,
    **{name: _standard(name) for name in ("md5", "sha1", "sha224", "sha256", "sha384")},
    "sha512/224": partial(sha512_cut, bits=224),
    "sha512/256": partial(sha512_cut, bits=256),
    "sha512": _standard("sha512"),
    **{f"sha3-{bits}": _standard(f"sha3_{bits}") for bits in (224, 256, 384, 512)},
    **{f"ripemd{bits}": partial(ripemd, bits=bits) for bits in (128, 160, 256, 320)},
    "whirlpool": whirlpool,
    **{f"tiger{bits},{n}": partial(tiger, bits=bits, passes=n) for n in (3, 4) for bits in (128, 160, 192)},
    "snefru": snefru,
    "snefru256": snefru,
    "gost": gost,
    "gost-crypto": partial(gost, boxes=CRYPTO_PRO),
    "adler32": lambda value: f"{zlib.adler32(value):08x}",
    "crc32": checksums.crc32_bzip2,
    "crc32b": lambda value: f"{zlib.crc32(value):08x}",
    "crc32c": checksums.crc32c,
    "fnv132": partial(checksums.fnv, bits=32, xor_first=False),
    "fnv1a32": partial(checksums.fnv, bits=32, xor_first=True),
    "fnv164": partial(checksums.fnv, bits=64, xor_first=False),
    "fnv1a64": partial(checksums.fnv, bits=64, xor_first=True),
    "joaat": checksums.one_at_a_time,
    "murmur3a": murmur.murmur3a,
    "murmur3c": murmur.murmur3c,
    "murmur3f": murmur.murmur3f,
    "xxh32": xxh32,
    "xxh64": xxh64,
    "xxh3": xxh3,
    "xxh128": xxh128,
    **{f"haval{bits},{n}": partial(haval, bits=bits, passes=n) for n in (3, 4, 5) for bits in range(128, 257, 32)},
}
"""PHP's name to what gives the digest in hexadecimal."""


def hash_value(algorithm: bytes, value: bytes) -> Value:
    """A digest in hexadecimal; an unknown name is the module's error."""
    found = ALGORITHMS.get(text(algorithm))
    if found is None:
        raise LuaFault(f"Unknown hashing algorithm: {text(algorithm)}")
    return found(value)


def algorithms() -> tuple[Value, ...]:
    """The names."""
    return tuple(ALGORITHMS)
