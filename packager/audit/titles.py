"""The lists of entries by title: of all of them, stretch by stretch, and of those that readers may seek."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator

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
    previous: tuple[int, bytes, int] = (0, b"", -1)
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
        namespace, _, title = zim.names(number)
        here = (namespace, title, number)
        if here <= previous:
            rule = "damage" if here[:2] < previous[:2] else "hidden data"
            shown = title.decode("utf-8", "replace")[:40]
            yield Finding(rule, name, Said("the title list is not in order at «{title}»", title=shown))
            return
        previous = here


def front_findings(zim: ZimFile, data: bytes, name: str, others: Collection[int]) -> Iterator[Finding]:
    """The list of front articles, which libzim keeps as an entry: entries of content in the order of their titles.

    ``others``: entries that may not stand in it, because who asks for any article is sent to one of the list.
    """
    if len(data) % 4:
        yield Finding("damage", name, "the title list ends inside a number")
        return
    previous: tuple[int, bytes] = (0, b"")
    alike: set[int] = set()
    """Entries with the title of the one before."""
    for number in array("I", data):
        namespace, path, title = zim.names(number)
        here = (namespace, title)
        alike = alike | {number} if here == previous and number not in alike else {number}
        wrong = here < previous or (here == previous and len(alike) < 2)
        if number in others:
            shown = path.decode("utf-8", "replace")[:40]
            yield Finding("unknown entry", name, Said("«{path}» is no article", path=shown))
            return
        if wrong or namespace != ord("C") or path.startswith(b"_/"):
            shown = title.decode("utf-8", "replace")[:40]
            yield Finding("damage", name, Said("the title list is not in order at «{title}»", title=shown))
            return
        previous = here
