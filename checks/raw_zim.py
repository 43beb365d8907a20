"""A ZIM as a value that can be changed in any way and written again, sound or not: for drives that must not pass."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass, field
from pathlib import Path

import zstandard

from packager.zimfile.archive import HEADER, ZimFile

ROOM = 2048
_REDIRECT = 0xFFFF
_XAPIAN = b"\x0f\x0dXapian Glass"


@dataclass
class Entry:
    """One directory entry."""

    space: str
    path: str
    title: str
    mime: str
    cluster: int = 0
    blob: int = 0
    target: str = ""
    """Path of the entry of content that a redirect leads to."""
    extra: bytes = b""
    revision: int = 0


@dataclass
class Cluster:
    """Blobs that are packed together."""

    packed: bool
    blobs: list[bytes]
    frame: bytes = b""
    """The packed bytes as they were, used while the blobs are not changed."""
    info: int = -1
    after: bytes = b""
    """Bytes after the last blob, unpacked."""
    behind: bytes = b""
    """Bytes behind the cluster in the file."""


@dataclass
class Archive:
    """All of it."""

    entries: list[Entry]
    clusters: list[Cluster]
    fields: dict[str, int] = field(default_factory=dict)
    """Fields of the header that shall have another value."""
    types: list[str] = field(default_factory=list)
    """More MIME types than entries have."""
    room: bytes = b""
    """What stands in the room behind the MIME types."""
    gaps: dict[str, bytes] = field(default_factory=dict)
    """Bytes before ``entries``, ``paths``, ``pointers``, ``titles``, ``end``."""
    sorted: bool = True

    def entry(self, where: str) -> Entry:
        """The entry ``C/path``."""
        return next(e for e in self.entries if f"{e.space}/{e.path}" == where)

    def blob(self, where: str) -> bytes:
        """What an entry holds."""
        found = self.entry(where)
        return self.clusters[found.cluster].blobs[found.blob]

    def put(self, where: str, data: bytes) -> None:
        """Change what an entry holds."""
        found = self.entry(where)
        self.clusters[found.cluster].blobs[found.blob] = data
        self.clusters[found.cluster].frame = b""

    def add(self, space: str, path: str, title: str, mime: str, data: bytes) -> Entry:
        """One more entry, in the last packed cluster."""
        number = max(i for i, cluster in enumerate(self.clusters) if cluster.packed)
        cluster = self.clusters[number]
        cluster.blobs.append(data)
        cluster.frame = b""
        self.entries.append(Entry(space, path, title, mime, number, len(cluster.blobs) - 1))
        return self.entries[-1]


def read(path: Path) -> Archive:
    """Read a sound archive."""
    with ZimFile(path) as zim:
        clusters = []
        for number in range(zim.header.cluster_count):
            found = zim.cluster(number)
            blobs = [found.blob(i) for i in range(len(found.offsets) - 1)]
            frame = zim.data[found.raw_start : found.end] if found.compression == 5 else b""
            clusters.append(Cluster(found.compression == 5, blobs, frame))
        entries = []
        for each in zim.dirents():
            target = zim.dirent(each.target).path if each.target >= 0 else ""
            title = each.title if each.title != each.path else ""
            entries.append(Entry(each.namespace, each.path, title, each.mimetype, each.cluster, each.blob, target))
        return Archive(entries, clusters)


def _cluster(cluster: Cluster) -> bytes:
    wide = cluster.info >= 0 and bool(cluster.info & 16)
    width, letter = (8, "Q") if wide else (4, "I")
    at = width * (len(cluster.blobs) + 1)
    offsets = [at]
    for blob in cluster.blobs:
        at += len(blob)
        offsets.append(at)
    data = struct.pack(f"<{len(offsets)}{letter}", *offsets) + b"".join(cluster.blobs) + cluster.after
    if not cluster.packed:
        return bytes([1 if cluster.info < 0 else cluster.info]) + data + cluster.behind
    frame = cluster.frame or packed(data)
    return bytes([5 if cluster.info < 0 else cluster.info]) + frame + cluster.behind


def packed(data: bytes) -> bytes:
    """A frame as libzim makes one: level 19, streamed, no size, no checksum."""
    packer = zstandard.ZstdCompressor(level=19, write_content_size=False).compressobj()
    return packer.compress(data) + packer.flush()


def write(archive: Archive, path: Path) -> None:
    """Write and seal it."""
    entries = archive.entries
    if archive.sorted:
        entries = sorted(entries, key=lambda e: (e.space.encode(), e.path.encode()))
    types = sorted({e.mime for e in entries if not e.target} | set(archive.types))
    out = bytearray(HEADER.size) + b"".join(name.encode() + b"\0" for name in types) + b"\0"
    out += archive.room[: ROOM - len(out)].ljust(ROOM - len(out), b"\0")
    starts = []
    for cluster in archive.clusters:
        starts.append(len(out))
        out += _cluster(cluster)
    out += archive.gaps.get("entries", b"")
    numbers = {e.path: n for n, e in enumerate(entries) if e.space == "C"}
    places = []
    for e in entries:
        places.append(len(out))
        space = ord(e.space)
        if e.target:
            out += struct.pack("<HBBII", _REDIRECT, len(e.extra), space, e.revision, numbers[e.target])
        else:
            out += struct.pack("<HBBIII", types.index(e.mime), len(e.extra), space, e.revision, e.cluster, e.blob)
        out += e.path.encode() + b"\0" + e.title.encode() + b"\0" + e.extra
    values = {"entries": len(entries), "clusters": len(starts), "mimes": HEADER.size, "layout": 0xFFFFFFFF}
    for name, data in (
        ("paths", struct.pack(f"<{len(places)}Q", *places)),
        ("pointers", struct.pack(f"<{len(starts)}Q", *starts)),
        ("titles", _by_title(entries)),
        ("end", b""),
    ):
        out += archive.gaps.get(name, b"")
        values[name] = len(out)
        out += data
    values["main"] = next((n for n, e in enumerate(entries) if e.space == "W"), 0xFFFFFFFF)
    values |= {"major": 6, "minor": 3} | archive.fields
    out[: HEADER.size] = HEADER.pack(
        0x44D495A, values["major"], values["minor"], bytes(16), values["entries"], values["clusters"], values["paths"],
        values["titles"], values["pointers"], values["mimes"], values["main"], values["layout"], values["end"],
    )  # fmt: skip
    path.write_bytes(sealed(bytes(out) + bytes(16)))


def _by_title(entries: list[Entry]) -> bytes:
    order = sorted((e.space.encode(), (e.title or e.path).encode(), n) for n, e in enumerate(entries))
    return struct.pack(f"<{len(order)}I", *(n for _, _, n in order))


def sealed(data: bytes) -> bytes:
    """The same file with identifiers and MD5 that follow from what it holds, whatever that is."""
    out = bytearray(data)
    found = []
    at = out.find(_XAPIAN)
    while at >= 0:
        kind = out.find(b"\0\xc0kind", at)
        found.append((bytes(out[kind + 6 : kind + 7]), at + 16))  # "fulltext" comes before "title"
        at = out.find(_XAPIAN, at + 1)
    spots = [8, *(spot for _, spot in sorted(found))]
    for spot in spots:
        out[spot : spot + 16] = bytes(16)
    root = hashlib.sha256(out[:-16]).digest()
    for number, spot in enumerate(spots):
        value = bytearray(hashlib.sha256(root + bytes([number])).digest()[:16])
        if number:
            value[6], value[8] = value[6] & 15 | 64, value[8] & 63 | 128
        out[spot : spot + 16] = value
    out[-16:] = hashlib.md5(out[:-16], usedforsecurity=False).digest()
    return bytes(out)
