"""In which cluster an entry lies and after which other.

Text is packed and nothing else, and our own entries come in one order, so that neither says anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from packager.audit.directory import LICENCE_PATH, MAIN_PATH, STYLE_PATH, Directory, unpacked
from packager.errors import Said
from packager.model import Finding
from packager.zimfile.archive import ZimFile

_SYSTEM = {
    "M/Tags": (2, ""), "M/Counter": (6, ""),
    "X/title/xapian": (7, ""), "X/fulltext/xapian": (8, ""), "X/listing/titleOrdered/v1": (9, ""),
}  # fmt: skip
_OURS = {STYLE_PATH: (1, ""), MAIN_PATH: (3, ""), LICENCE_PATH: (4, "")}
_PICTURE, _PAGE = (1, ""), (5, "")
_PACKED, _BARE = 5, 1


def place_findings(zim: ZimFile, there: Directory, name: str) -> Iterator[Finding]:
    """Entries in a cluster of the wrong kind, or not in the order in which they are written. Raises ZimFormatError."""
    ranks = {number: _SYSTEM.get(where, (0, where)) for where, number in there.system.items()}
    ranks |= {there.entry(path): rank for path, rank in _OURS.items()}
    bare = {number for where, number in there.system.items() if where.startswith(("X/", "M/Illustration"))}
    ranks |= dict.fromkeys(there.pictures, _PICTURE)
    bare.update(there.pictures)
    infos = [zim.data[at : at + 1] for at in zim.cluster_offsets()]
    last = {True: (0, ""), False: (0, "")}
    for packed in there.order:
        cluster, _, number = unpacked(packed)
        rank, apart = ranks.get(number, _PAGE), number in bare
        if cluster >= len(infos) or infos[cluster] != bytes([_BARE if apart else _PACKED]):
            what = Said("entry {number} lies in a cluster of another kind", number=number)
        elif rank < last[apart]:
            what = Said("entry {number} does not lie where ours are written", number=number)
        else:
            last[apart] = rank
            continue
        yield Finding("hidden data", name, what)
        return
