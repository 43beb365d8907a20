"""The seal recomputed: MD5 of the file, and identifiers that follow from the content (docs/formats.md).

Written apart from the code that seals, so that one mistake cannot hide in both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from packager.errors import Said
from packager.model import Finding
from packager.zimfile.archive import ZimFile, ZimFormatError

_XAPIAN = b"\x0f\x0dXapian Glass"
_STEP = 4 << 20


def seal_findings(zim: ZimFile, name: str) -> Iterator[Finding]:
    """One pass over the file: is the MD5 right, and are the identifiers the stated function of the content?"""
    end = zim.header.checksum_pos
    if end + 16 != len(zim.data):
        yield Finding(
            "damage", name, Said("the checksum at offset {offset} is not the last thing in the file", offset=end)
        )
        return
    spots, unreachable = _spots(zim)
    md5, sha256 = hashlib.md5(usedforsecurity=False), hashlib.sha256()
    for start in range(0, end, _STEP):
        block = zim.data[start : min(start + _STEP, end)]
        md5.update(block)
        masked = bytearray(block)
        for spot in spots:
            low, high = max(spot, start) - start, min(spot + 16, start + len(block)) - start
            if low < high:
                masked[low:high] = bytes(high - low)
        sha256.update(masked)
    if md5.digest() != zim.data[end : end + 16]:
        yield Finding("damage", name, "the MD5 at the end does not fit the content")
    if unreachable:
        yield Finding("unsealed identifier", f"{name}/X/{unreachable}", "no plain Xapian file: it cannot be sealed")
        return
    root = sha256.digest()
    for number, spot in enumerate(spots):
        value = bytearray(hashlib.sha256(root + bytes([number])).digest()[:16])
        if number:
            value[6] = value[6] & 0x0F | 0x40
            value[8] = value[8] & 0x3F | 0x80
        if zim.data[spot : spot + 16] != value:
            of_header = Said("UUID of the header does not follow from the content")
            of_index = Said("UUID of a search index does not follow from the content")
            yield Finding("unsealed identifier", name, of_index if number else of_header)


def _spots(zim: ZimFile) -> tuple[list[int], str]:
    """Offsets of the identifiers, and the index whose identifier cannot be reached."""
    spots = [8]
    for path in ("fulltext/xapian", "title/xapian"):
        try:
            entry = zim.find("X", path)
            if entry is None:
                continue
            cluster = zim.cluster(entry.cluster)
            cluster.size(entry.blob)
        except ZimFormatError:
            return spots, path
        at = cluster.raw_start + cluster.offsets[entry.blob]
        if zim.data[at : at + len(_XAPIAN)] != _XAPIAN:
            return spots, path
        spots.append(at + 16)
    return spots, ""
