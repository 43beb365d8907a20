"""The seal: identifiers of a finished ZIM that follow from its content.

libzim makes the header UUID from clock and CPU time, and Xapian makes random ones: both would tell one build from
another, and the first can be brute-forced back to the microsecond of the build. The seal zeroes the three fields,
hashes the whole file, and derives them from that hash, so equal content has equal bytes. The forms stay what other
programs write (a bare MD5-like value in the header, version 4 in Xapian): a sealed file looks like any other.

Recomputing the seal is also a check that no bit of the file has changed.
"""

from __future__ import annotations

import hashlib
import mmap
import struct
from pathlib import Path

from packager.errors import OutputError
from packager.zimfile.archive import HEADER, NO_TITLE_LIST, ZimFile

XAPIAN_MAGIC = b"\x0f\x0dXapian Glass"
XAPIAN_UUID_AT = 16
"""Offset of the UUID inside a Xapian single-file database (glass backend, iamglass version block)."""
UUID_AT = 8
INDEXES = ("fulltext/xapian", "title/xapian")
_STEP = 4 << 20


def volatile_spots(path: Path) -> list[int]:
    """Offsets of the 16-byte identifiers: the header's first, then one for each Xapian index.

    Raises OutputError if an index is not an uncompressed Xapian file: then its identifier cannot be reached.
    """
    spots = [UUID_AT]
    with ZimFile(path) as zim:
        for name in INDEXES:
            entry = zim.find("X", name)
            if entry is None:
                continue
            cluster = zim.cluster(entry.cluster)
            at = cluster.raw_start + cluster.offsets[entry.blob]
            found = zim.data[at : at + len(XAPIAN_MAGIC)] == XAPIAN_MAGIC
            del cluster  # an uncompressed cluster is a view of the mapping, which cannot close before it is gone
            if not found:
                raise OutputError(
                    "{file}: X/{index} is no plain Xapian file, so its identifier cannot be sealed; "
                    "build with the libzim release that requirements.txt names",
                    file=path.name,
                    index=name,
                )
            spots.append(at + XAPIAN_UUID_AT)
    return spots


def _digest(data: mmap.mmap, end: int, algorithm: str) -> bytes:
    digest = hashlib.new(algorithm, usedforsecurity=False)
    for start in range(0, end, _STEP):
        digest.update(data[start : min(start + _STEP, end)])
    return digest.digest()


def identifiers(root: bytes, count: int) -> list[bytes]:
    """The identifiers for a file whose SHA-256 (identifiers zeroed, trailing MD5 left out) is ``root``."""
    values = []
    for number in range(count):
        value = bytearray(hashlib.sha256(root + bytes([number])).digest()[:16])
        if number:  # Xapian's own are version 4; libzim's is a bare MD5
            value[6] = value[6] & 0x0F | 0x40
            value[8] = value[8] & 0x3F | 0x80
        values.append(bytes(value))
    return values


def seal(path: Path) -> str:
    """Rewrite the identifiers and the MD5 of a finished ZIM in place; gives the new header UUID as hex."""
    spots = volatile_spots(path)
    with path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as data:
        end = HEADER.unpack_from(data, 0)[-1]
        if end + 16 != len(data):
            raise OutputError(
                "{file}: the checksum is not the last thing in the file; libzim did not finish it",
                file=path.name,
            )
        for spot in spots:
            data[spot : spot + 16] = bytes(16)
        values = identifiers(_digest(data, end, "sha256"), len(spots))
        for spot, value in zip(spots, values, strict=True):
            data[spot : spot + 16] = value
        data[end : end + 16] = _digest(data, end, "md5")
        data.flush()
    return values[0].hex()


def is_sealed(path: Path) -> bool:
    """Whether the identifiers are the stated function of the content and the MD5 is right."""
    spots = volatile_spots(path)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY) as data:
        end = HEADER.unpack_from(data, 0)[-1]
        if end + 16 != len(data) or _digest(data, end, "md5") != data[end : end + 16]:
            return False
        found = [data[spot : spot + 16] for spot in spots]
        for spot in spots:
            data[spot : spot + 16] = bytes(16)
        return found == identifiers(_digest(data, end, "sha256"), len(spots))


def add_title_list(path: Path) -> None:
    """Append the list of all entries by title that libzim stopped writing in 9.3.

    Debian's zimcheck and readers built on libzim 8 and older expect it (zim-tools #484). Four bytes an entry,
    put just before the checksum; the header fields at 40 and 72 point to it. Call before ``seal``.
    """
    with ZimFile(path) as zim:
        header = zim.header
        if header.title_ptr_pos != NO_TITLE_LIST:
            return
        order = sorted((e.namespace.encode(), e.title.encode(), e.number) for e in zim.dirents())
        packed = struct.pack(f"<{len(order)}I", *(index for _, _, index in order))
    with path.open("r+b") as file:
        file.seek(header.checksum_pos)
        file.write(packed + bytes(16))
        file.seek(40)
        file.write(struct.pack("<Q", header.checksum_pos))
        file.seek(72)
        file.write(struct.pack("<Q", header.checksum_pos + len(packed)))
