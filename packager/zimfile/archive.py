"""Byte-level view of a ZIM file (openZIM wiki, "ZIM file format", major versions 5 and 6).

libzim hides what the seal must rewrite and what ``verify`` must see (raw offsets, unused bytes, damaged parts), so this
reads the file itself. It trusts nothing: every offset is checked against the file size before it is followed.
"""

from __future__ import annotations

import lzma
import struct
import sys
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from types import TracebackType
from typing import NamedTuple, Protocol

import zstandard

from packager.zimfile.mapped import Mapped, Stored, mapped

MAGIC = 0x044D495A
HEADER = struct.Struct("<IHH16sIIQQQQIIQ")
REDIRECT, LINK_TARGET, DELETED = 0xFFFF, 0xFFFE, 0xFFFD
NO_TITLE_LIST = 0xFFFFFFFFFFFFFFFF
MAX_CLUSTER = 512 << 20
"""A cluster that claims to unpack to more than this many bytes is taken for a bomb."""

MAX_STRING = 1 << 16
"""Bytes; no path, title or MIME type is longer, so the search for its end stops there."""
_STEP = 1 << 12
"""Compressed bytes unpacked at once: small, because four bytes can stand for 128 KiB."""


class ZimFormatError(ValueError):
    """The bytes are not what the format says; the text names offset and field."""


class Header(NamedTuple):
    """The 80 bytes at the start of the file."""

    magic: int
    major: int
    minor: int
    uuid: bytes
    entry_count: int
    cluster_count: int
    path_ptr_pos: int
    title_ptr_pos: int
    cluster_ptr_pos: int
    mime_list_pos: int
    main_page: int
    layout_page: int
    checksum_pos: int


class Dirent(NamedTuple):
    """One directory entry; ``target`` is an entry for redirects, else ``cluster`` and ``blob`` say where it is."""

    number: int
    namespace: str
    path: str
    title: str
    mimetype: str
    cluster: int
    blob: int
    target: int
    end: int
    """Offset just after the dirent."""
    start: int = 0
    extra: int = 0
    """Bytes of its own that the dirent carries besides what the format names, and a revision counter other than 0."""


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...


@dataclass(frozen=True)
class Cluster:
    """One unpacked cluster."""

    compression: int
    data: bytes | Mapped
    """Offset table and blobs, unpacked, from ``base`` on; an uncompressed cluster is read from the file as needed."""
    base: int
    offsets: tuple[int, ...]
    raw_start: int
    """Offset in the file of the offset table; meaningful for uncompressed clusters only."""
    end: int
    """Offset in the file just after the cluster."""
    wide: bool = False
    """Whether its offsets have eight bytes."""

    def size(self, number: int) -> int:
        """Bytes of one blob. Raises ZimFormatError if the cluster has no such blob."""
        if not 0 <= number < len(self.offsets) - 1:
            raise ZimFormatError(f"blob {number} is outside its cluster of {len(self.offsets) - 1} blobs")
        return self.offsets[number + 1] - self.offsets[number]

    def blob(self, number: int) -> bytes:
        """The bytes of one blob. Raises ZimFormatError if the cluster has no such blob."""
        size, start = self.size(number), self.base + self.offsets[number]
        return self.data[start : start + size]


_DIRENT = struct.Struct("<HBBIII")
_USUAL = 400
"""Bytes that nearly every directory entry fits into."""


class ZimFile:
    """A ZIM file mapped into memory, read only; ``x.zimaa`` stands for all parts. Use as a context manager."""

    def __init__(self, path: Stored) -> None:
        self.path = path
        self.mimetypes: list[str] = []
        self._pointers: array[int] = array("Q")
        """Offsets of the directory entries, once one was asked for."""
        self.data: Mapped = mapped(path)
        size = len(self.data)
        if size < HEADER.size:
            self.close()
            raise ZimFormatError(f"{path.name} has {size} bytes, less than a ZIM header")
        self.header = Header(*HEADER.unpack(self.data[: HEADER.size]))
        if self.header.magic != MAGIC:
            self.close()
            raise ZimFormatError(f"{path.name} does not start with the ZIM magic number")

    def __enter__(self) -> ZimFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Release the mapping; harmless when called twice."""
        self.data.close()

    def _unpack(self, layout: str, offset: int, what: str) -> tuple[int, ...]:
        size = struct.calcsize(layout)
        if offset < 0 or offset + size > len(self.data):
            raise ZimFormatError(f"{what} at offset {offset} is outside the file of {len(self.data)} bytes")
        return struct.unpack(layout, self.data[offset : offset + size])

    def _string(self, offset: int, what: str) -> tuple[str, int]:
        end = self.data.find(b"\0", offset, offset + MAX_STRING) if offset <= len(self.data) else -1
        if end < 0:
            raise ZimFormatError(f"{what} at offset {offset} has no end")
        try:
            return self.data[offset:end].decode(), end + 1
        except UnicodeDecodeError as error:
            raise ZimFormatError(f"{what} at offset {offset} is not UTF-8") from error

    def read_mimetypes(self) -> list[str]:
        """The MIME type list, read once."""
        if not self.mimetypes:
            at = self.header.mime_list_pos
            while True:
                name, at = self._string(at, "MIME type")
                if not name:
                    break
                self.mimetypes.append(name)
        return self.mimetypes

    def read_mimetypes_end(self) -> int:
        """Offset just after the MIME type list and its empty name."""
        return self.header.mime_list_pos + sum(len(name.encode()) + 1 for name in self.read_mimetypes()) + 1

    def dirent_offset(self, index: int) -> int:
        """Offset of the dirent with this number in path order."""
        if not 0 <= index < self.header.entry_count:
            raise ZimFormatError(f"entry {index} is outside the {self.header.entry_count} entries")
        if self._pointers:
            return self._pointers[index]
        start, size = self.header.path_ptr_pos, 8 * self.header.entry_count
        if sys.byteorder == "little" and start + size <= len(self.data):
            self._pointers = array("Q", self.data[start : start + size])
            return self._pointers[index]
        at = start + 8 * index
        pointer = self.data[at : at + 8]
        if len(pointer) != 8:
            raise ZimFormatError(f"path pointer at offset {at} is outside the file of {len(self.data)} bytes")
        return int.from_bytes(pointer, "little")

    def names(self, index: int) -> tuple[int, bytes, bytes]:
        """(letter of the namespace, path, title) of the dirent with this number: what lists are ordered by."""
        at = self.dirent_offset(index)
        window = self.data[at : at + _USUAL]
        parts = window[12 if window[:2] == b"\xff\xff" else 16 :].split(b"\0", 2)
        if len(parts) == 3:
            return window[3], parts[0], parts[1] or parts[0]
        found = self.dirent(index)
        return ord(found.namespace), found.path.encode(), found.title.encode()

    def dirent(self, index: int) -> Dirent:
        """The directory entry with this number in path order."""
        at = start = self.dirent_offset(index)
        window = self.data[at : at + _USUAL]
        if len(window) == _USUAL and self.mimetypes:  # all but the last few, and those with long names, are read here
            kind, extra, namespace, revision, first, blob = _DIRENT.unpack_from(window)
            leads = kind == REDIRECT
            if leads or kind < len(self.mimetypes):
                path_at = 12 if leads else 16
                middle = window.find(b"\0", path_at)
                end = window.find(b"\0", middle + 1) if middle >= 0 else -1
                if end >= 0:
                    try:
                        path, title = window[path_at:middle].decode(), window[middle + 1 : end].decode()
                    except UnicodeDecodeError as error:
                        raise ZimFormatError(f"entry {index} at offset {at} is not UTF-8") from error
                    stop, more = at + end + 1 + extra, extra + revision
                    if leads:
                        return Dirent(index, chr(namespace), path, title or path, "", -1, -1, first, stop, at, more)
                    mimetype = self.mimetypes[kind]
                    return Dirent(index, chr(namespace), path, title or path, mimetype, first, blob, -1, stop, at, more)
        kind, extra, namespace, revision = self._unpack("<HBBI", at, "directory entry")
        cluster = blob = target = -1
        mimetype = ""
        if kind == REDIRECT:
            (target,) = self._unpack("<I", at + 8, "redirect target")
            at += 12
        elif kind in (LINK_TARGET, DELETED):
            at += 8
        else:
            types = self.read_mimetypes()
            if kind >= len(types):
                raise ZimFormatError(f"entry {index} has MIME type {kind} of {len(types)}")
            mimetype = types[kind]
            cluster, blob = self._unpack("<II", at + 8, "directory entry")
            at += 16
        path, at = self._string(at, "path")
        title, at = self._string(at, "title")
        letter, more = chr(namespace), extra + revision
        return Dirent(index, letter, path, title or path, mimetype, cluster, blob, target, at + extra, start, more)

    def dirents(self) -> Iterator[Dirent]:
        """All directory entries in path order."""
        return map(self.dirent, range(self.header.entry_count))

    def find(self, namespace: str, path: str) -> Dirent | None:
        """The entry with this path, by binary search."""
        low, high, want = 0, self.header.entry_count, (namespace.encode(), path.encode())
        while low < high:
            middle = (low + high) // 2
            entry = self.dirent(middle)
            have = (entry.namespace.encode(), entry.path.encode())
            if have == want:
                return entry
            low, high = (middle + 1, high) if have < want else (low, middle)
        return None

    def cluster_offsets(self) -> list[int]:
        """Offsets of the clusters in the order of the pointer list (not necessarily the order in the file)."""
        count, at = self.header.cluster_count, self.header.cluster_ptr_pos
        if at + 8 * count > len(self.data):
            raise ZimFormatError(f"{count} cluster pointers at offset {at} do not fit into the file")
        return list(struct.unpack(f"<{count}Q", self.data[at : at + 8 * count]))

    def cluster(self, number: int) -> Cluster:
        """Unpack one cluster. Raises ZimFormatError where it is damaged."""
        if not 0 <= number < self.header.cluster_count:
            raise ZimFormatError(f"cluster {number} is outside the {self.header.cluster_count} clusters")
        (at,) = self._unpack("<Q", self.header.cluster_ptr_pos + 8 * number, "cluster pointer")
        (info,) = self._unpack("<B", at, f"cluster {number}")
        compression, wide = info & 15, bool(info & 16)
        if info > 31:
            raise ZimFormatError(f"cluster {number} begins with the unknown byte {info}")
        data: bytes | Mapped
        base, end = 0, 0
        if compression in (0, 1):
            data, base = self.data, at + 1
        elif compression == 4:
            data, end = _unpack_xz(self.data, at + 1, number)
        elif compression == 5:
            data, end = _unpack_zstd(self.data, at + 1, number)
        else:
            raise ZimFormatError(f"cluster {number} uses the unknown compression {compression}")
        width, letter = (8, "Q") if wide else (4, "I")
        length = len(data) - base
        if length < width:
            raise ZimFormatError(f"cluster {number} is empty")
        (first,) = struct.unpack("<" + letter, data[base : base + width])
        if first % width or first < width or first > length:
            raise ZimFormatError(f"cluster {number} has a broken offset table")
        offsets = struct.unpack(f"<{first // width}{letter}", data[base : base + first])
        if any(b < a for a, b in pairwise(offsets)) or offsets[-1] > length:
            raise ZimFormatError(f"cluster {number} has blob offsets that run backwards or past its end")
        return Cluster(compression, data, base, offsets, at + 1, end or at + 1 + offsets[-1], wide)


def _unpack_xz(data: Mapped, at: int, number: int) -> tuple[bytes, int]:
    """(unpacked bytes, offset just after the compressed ones)"""
    unpacker = lzma.LZMADecompressor(memlimit=MAX_CLUSTER)
    return _unpack(unpacker.decompress, unpacker, data, at, number)


def _unpack_zstd(data: Mapped, at: int, number: int) -> tuple[bytes, int]:
    unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
    return _unpack(unpacker.decompress, unpacker, data, at, number)


def _unpack(step: Callable[[bytes], bytes], state: _Unpacker, data: Mapped, at: int, number: int) -> tuple[bytes, int]:
    parts, total = [], 0
    try:
        while at < len(data):
            piece = data[at : at + _STEP]
            parts.append(step(piece))
            at += len(piece)
            total += len(parts[-1])
            if total > MAX_CLUSTER:
                raise ZimFormatError(f"cluster {number} unpacks to more than {MAX_CLUSTER} bytes")
            if state.eof:
                return b"".join(parts), at - len(state.unused_data)
    except (zstandard.ZstdError, lzma.LZMAError, EOFError) as error:
        raise ZimFormatError(f"cluster {number} is damaged: {error}") from error
    raise ZimFormatError(f"cluster {number} ends before its data is complete")
