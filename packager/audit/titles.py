"""The list of all entries by title, stretch by stretch."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from packager.errors import Said
from packager.model import Finding
from packager.zimfile.archive import ZimFile


def order_findings(zim: ZimFile, start: int, stop: int, name: str) -> Iterator[Finding]:
    """Numbers ``start`` to ``stop`` of the list: in the order of title, then path, each entry once."""
    stop = min(stop, zim.header.entry_count)
    first = max(start - 1, 0)  # the one before, to compare with
    at = zim.header.title_ptr_pos + 4 * first
    data = zim.data[at : at + 4 * (stop - first)]
    if len(data) != 4 * (stop - first):
        yield Finding(
            "damage",
            name,
            Said(
                "the title list at offset {title_ptr_pos} is outside the file", title_ptr_pos=zim.header.title_ptr_pos
            ),
        )
        return
    previous: tuple[bytes, bytes, int] = (b"", b"", -1)
    for number in array("I", data):
        if number >= zim.header.entry_count:
            yield Finding(
                "damage",
                name,
                Said(
                    "the title list names entry {number} of {entry_count}",
                    number=number,
                    entry_count=zim.header.entry_count,
                ),
            )
            return
        entry = zim.dirent(number)
        here = (entry.namespace.encode("latin-1"), entry.title.encode(), number)
        if here <= previous:
            rule = "damage" if here[:2] < previous[:2] else "hidden data"
            yield Finding(rule, name, Said("the title list is not in order at «{title}»", title=entry.title[:40]))
            return
        previous = here
