"""Finds words in files however they are wrapped: raw, other encodings, compressed, inside archives and data files."""

from __future__ import annotations

import base64
import binascii
import bz2
import gzip
import html
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote_to_bytes

import zstandard

from packager.audit.shards import ShardError, payload
from packager.zimfile.archive import ZimFile, ZimFormatError

MAX_DEPTH = 5
MAX_SIZE = 64 << 20
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}={0,2}")
_ESCAPE = re.compile(rb"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){8,}")


def _zlib(data: bytes, window: int) -> bytes:
    return zlib.decompressobj(window).decompress(data, MAX_SIZE)


def _zstd(data: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompressobj().decompress(data)


PACKED: tuple[tuple[bytes, Callable[[bytes], bytes]], ...] = (
    (b"\x28\xb5\x2f\xfd", _zstd),
    (b"\x1f\x8b\x08", lambda data: _zlib(data, 31)),
    (b"BZh", lambda data: bz2.BZ2Decompressor().decompress(data, MAX_SIZE)),
    (b"\xfd7zXZ\0", lambda data: lzma.LZMADecompressor().decompress(data, MAX_SIZE)),
    (b"\x78\x01", lambda data: _zlib(data, 15)),
    (b"\x78\x5e", lambda data: _zlib(data, 15)),
    (b"\x78\x9c", lambda data: _zlib(data, 15)),
    (b"\x78\xda", lambda data: _zlib(data, 15)),
)
"""Beginnings of compressed data, wherever they lie, and what unpacks them; for ZIP see ``_zip``."""


def _zip(data: bytes) -> Iterator[bytes]:
    """The contents of a ZIP's members, found by their local headers."""
    at = data.find(b"PK\x03\x04")
    while at >= 0:
        name, extra = data[at + 26 : at + 28], data[at + 28 : at + 30]
        start = at + 30 + int.from_bytes(name, "little") + int.from_bytes(extra, "little")
        with suppress(zlib.error):
            yield _zlib(data[start:], -15)
        at = data.find(b"PK\x03\x04", at + 4)


def inner(data: bytes) -> Iterator[bytes]:
    """What is wrapped in ``data``, one layer down."""
    for magic, unpack in PACKED:
        at = data.find(magic)
        while at >= 0:
            with suppress(zlib.error, OSError, EOFError, lzma.LZMAError, zstandard.ZstdError, ValueError):
                yield unpack(data[at:])
            at = data.find(magic, at + 1)
    yield from _zip(data)
    with suppress(ShardError):
        yield payload(data.partition(b"\n")[2] if data.startswith(b"R.shards.calibrate") else data)[2]
    for match in _BASE64.finditer(data):
        text = match[0].translate(bytes.maketrans(b"-_", b"+/"))
        for shift in range(4):
            piece = text[shift:].rstrip(b"=")
            with suppress(binascii.Error):
                yield base64.b64decode(piece + b"=" * (-len(piece) % 4))
    for match in _HEX.finditer(data):
        yield bytes.fromhex(match[0].decode())


def spellings(data: bytes) -> Iterator[bytes]:
    """The same bytes as text in other encodings, in lower case."""
    yield data.lower()
    for start in (0, 1):
        for encoding in ("utf-16-le", "utf-16-be"):
            yield data[start:].decode(encoding, "ignore").lower().encode("utf-8", "ignore")
    if b"%" in data:
        yield unquote_to_bytes(data).lower()
    if b"&" in data:
        yield html.unescape(data.decode("utf-8", "ignore")).lower().encode("utf-8", "ignore")
    if b"\\u" in data or b"\\x" in data:
        yield _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)).encode("utf-8", "ignore"), data).lower()


def found(data: bytes, words: dict[str, str], depth: int = 0) -> set[str]:
    """The names of the words that are in ``data``."""
    wanted = {name: word.lower().encode() for name, word in words.items()}
    hits = {name for text in spellings(data) for name, word in wanted.items() if word in text}
    if depth < MAX_DEPTH:
        for layer in inner(data):
            if len(layer) >= 4:
                hits |= found(layer, words, depth + 1)
    return hits


def archive(path: Path) -> Iterator[bytes]:
    """The clusters of a ZIM, unpacked."""
    try:
        with ZimFile(path) as zim:
            for number in range(zim.header.cluster_count):
                cluster = zim.cluster(number)
                yield cluster.data[cluster.base : cluster.base + cluster.offsets[-1]]
    except ZimFormatError:
        return


def found_in(folder: Path, words: dict[str, str]) -> dict[str, set[str]]:
    """Name of a word to the files below ``folder`` that hold it or have it in their names."""
    where: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hits = found(name.encode(), words, MAX_DEPTH)
        if path.is_symlink():
            hits |= found(str(path.readlink()).encode(), words, MAX_DEPTH)
        elif path.is_file():
            hits |= found(path.read_bytes(), words)
            if ".zim" in path.name:
                for cluster in archive(path):
                    hits |= found(cluster, words)
        for hit in hits:
            where.setdefault(hit, set()).add(name)
    return where


WRAPPINGS: dict[str, Callable[[bytes], bytes]] = {
    "raw": lambda b: b"xx" + b,
    "upper case": bytes.upper,
    "UTF-16": lambda b: b"x" + b.decode().encode("utf-16-be"),
    "base64": lambda b: base64.b64encode(b"some words before " + b),
    "URL-safe base64": lambda b: b"?q=" + base64.urlsafe_b64encode(b"\xff\xfe words " + b) + b"&",
    "hex": lambda b: b.hex().encode(),
    "percent": lambda b: b"".join(b"%%%02x" % c for c in b),
    "references": lambda b: b"".join(b"&#x%x;" % c for c in b),
    "escapes": lambda b: b"".join(b"\\u%04x" % c for c in b),
    "gzip": lambda b: b"head" + gzip.compress(b * 3),
    "zlib": lambda b: b"IDAT" + zlib.compress(b * 3),
    "bzip2": lambda b: bz2.compress(b * 3),
    "xz": lambda b: lzma.compress(b * 3),
    "zstd": lambda b: b"head" + zstandard.ZstdCompressor().compress(b * 3),
    "base64 in gzip in zstd": lambda b: zstandard.ZstdCompressor().compress(gzip.compress(base64.b64encode(b * 3))),
}
"""Ways to hide a word that the decoder must see through."""
