"""Host side of ``mw.text``, ``mw.hash`` and ``mw.ustring``."""

from __future__ import annotations

import hashlib
import html.entities
import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from packager.lua import byte_patterns, ustring
from packager.lua.host import HostFunction, Value, text
from packager.lua.limits import LuaFault, bounded
from packager.lua.page_state import PageState
from packager.lua.patterns import PatternError, compile_pattern, parse
from packager.wikitext.expansion.strip_markers import kill_markers

_SPLIT_BATCH = 200
_WORK = 2 * 10**8
_MAX_PATTERN = 400


def _pure(function: Callable[..., Any]) -> HostFunction:
    """A function that does not depend on the page."""

    def call(state: PageState, *args: Any) -> Any:
        return function(*args)

    return call


@lru_cache(maxsize=4096)
def _pattern_bound(pattern: bytes) -> int:
    """The longest subject on which Lua's own matcher surely ends soon: it can do length ** (repeats + 1) steps, and
    it recurses once for each item."""
    if len(pattern) > _MAX_PATTERN:
        return -1
    try:
        parsed = parse(pattern.decode("latin-1"))
    except PatternError:
        # Lua gives its own message.
        return 1 << 30
    repeats = sum(1 for item in parsed.items if item.repeat in ("*", "+", "-") or item.kind == "balance")
    power = repeats + (0 if parsed.anchored else 1)
    if not power:
        return 1 << 30
    longest = int((_WORK / max(len(pattern), 1)) ** (1 / power)) if power > 1 else _WORK // max(len(pattern), 1)
    return max(longest, 8)


def pattern_bound(pattern: bytes) -> int:
    return _pattern_bound(pattern)


def analyse(pattern: bytes, anchor: bool) -> tuple[Value, ...]:
    for_ascii, for_all, repeats = byte_patterns.analyse(pattern, anchor)
    longest = int((_WORK / max(len(pattern), 1)) ** (1 / (repeats + 1)))
    return for_ascii, for_all, max(longest, 8)


def split(subject: bytes, pattern: bytes, plain: bool, start: int) -> tuple[Value, ...]:
    """A batch of mw.text.split: next start or nil, then the pieces. The pattern is tried from each start on."""
    try:
        whole, needle = subject.decode("utf-8"), pattern.decode("utf-8")
    except UnicodeDecodeError:
        raise LuaFault("bad argument #1 to 'mw.text.split' (string is not UTF-8)") from None
    size = len(whole)
    pieces: list[Value] = []
    compiled = None
    if not plain:
        try:
            compiled = compile_pattern(needle, True, True)
        except PatternError as error:
            raise LuaFault(str(error)) from None
    at: int | None = start
    with bounded(size, compiled.repeats if compiled else 0):
        while at is not None and len(pieces) < _SPLIT_BATCH:
            if compiled is None:
                first = whole.find(needle, at)
                last = first + len(needle)
            else:
                found = ustring.search(compiled, whole, at, True)
                first, last = (found.start, found.end) if found else (-1, -1)
            if first < 0:
                pieces.append(whole[at:])
                at = None
            elif last == first:
                # An empty separator stands behind the character at which it was found.
                pieces.append(whole[at : first + 1])
                at = first + 1 if first + 1 < size else None
            else:
                pieces.append(whole[at:first])
                at = last
    return (at, *pieces)


def named_entity(name: bytes) -> Value:
    return html.entities.html5.get(text(name) + ";")


def unstrip_nowiki(state: PageState, source: bytes, original: bool) -> Value:
    return state.parser.strip.unstrip_nowiki(text(source))


def unstrip(state: PageState, source: bytes) -> Value:
    return kill_markers(state.parser.strip.unstrip_nowiki(text(source)))


def kill(state: PageState, source: bytes) -> Value:
    return kill_markers(text(source))


_CRC = {b"crc32b": zlib.crc32, b"adler32": zlib.adler32}
_HASHES = {
    b"md5": "md5", b"sha1": "sha1", b"sha224": "sha224", b"sha256": "sha256", b"sha384": "sha384", b"sha512": "sha512",
    b"sha3-224": "sha3_224", b"sha3-256": "sha3_256", b"sha3-384": "sha3_384", b"sha3-512": "sha3_512",
}  # fmt: skip


_FNV = {b"fnv132": (32, False), b"fnv1a32": (32, True), b"fnv164": (64, False), b"fnv1a64": (64, True)}


def _fnv(value: bytes, bits: int, xor_first: bool) -> str:
    prime, current = (0x01000193, 0x811C9DC5) if bits == 32 else (0x100000001B3, 0xCBF29CE484222325)
    mask = (1 << bits) - 1
    for byte in value:
        current = ((current ^ byte) * prime if xor_first else (current * prime) ^ byte) & mask
    return f"{current:0{bits // 4}x}"


def hash_value(algorithm: bytes, value: bytes) -> Value:
    if algorithm in _HASHES:
        return hashlib.new(_HASHES[algorithm], value, usedforsecurity=False).hexdigest()
    if algorithm in _CRC:
        return f"{_CRC[algorithm](value):08x}"
    if algorithm in _FNV:
        return _fnv(value, *_FNV[algorithm])
    raise LuaFault(f"bad argument #1 to 'hashValue' (unknown hashing algorithm: {text(algorithm)})")


def hash_algorithms() -> tuple[Value, ...]:
    return tuple(sorted([*_HASHES, *_CRC, *_FNV]))


FUNCTIONS: dict[str, HostFunction] = {
    "pattern_bound": _pure(pattern_bound),
    "analyse": _pure(analyse),
    "usplit": _pure(split),
    "named_entity": _pure(named_entity),
    "hash_value": _pure(hash_value),
    "hash_algorithms": _pure(hash_algorithms),
    "unstrip_nowiki": unstrip_nowiki,
    "unstrip": unstrip,
    "kill_markers": kill,
    "ufind": _pure(ustring.find),
    "umatch": _pure(ustring.match),
    "ugmatch": _pure(ustring.gmatch),
    "ugsub": _pure(ustring.gsub),
    "ugsub_parts": _pure(ustring.gsub_parts),
    "ulen": _pure(ustring.length),
    "usub": _pure(ustring.sub),
    "ulower": _pure(ustring.lower),
    "uupper": _pure(ustring.upper),
    "ucodepoint": _pure(ustring.codepoint),
    "ucodepoints": _pure(ustring.codepoints),
    "ubyteoffset": _pure(ustring.byteoffset),
    "uisutf8": _pure(ustring.is_utf8),
    "unormalize": _pure(ustring.normalize),
}
"""Names under which ``lualib`` calls them."""
