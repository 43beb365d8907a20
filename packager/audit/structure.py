"""Whether a ZIM is built as the format says, and whether any byte of it belongs to nothing.

libzim follows pointers and never asks whether lists are sorted, entries unique, or bytes left over; a byte that no
entry leads to is a place where something can hide.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from itertools import chain

from packager.errors import Said
from packager.model import Finding
from packager.zimfile.archive import HEADER, NO_TITLE_LIST, REDIRECT, ZimFile, ZimFormatError

NO_PAGE = 0xFFFFFFFF
MAX_HOPS = 8
_SHOWN = 20
"""Findings of one kind that are spelled out."""


def damages(zim: ZimFile, name: str) -> Iterator[Finding]:
    """What is wrong with header, lists and entries. Raises ZimFormatError where nothing further can be read."""
    header, size = zim.header, len(zim.data)
    for what, at, length in (
        ("the MIME type list", header.mime_list_pos, 1),
        ("the path pointers", header.path_ptr_pos, 8 * header.entry_count),
        ("the cluster pointers", header.cluster_ptr_pos, 8 * header.cluster_count),
    ):
        if at < HEADER.size or at + length > size:
            raise ZimFormatError(f"{what} lie at offset {at}, outside the file of {size} bytes or in its header")
    for field, page in ((Said("main page"), header.main_page), (Said("layout page"), header.layout_page)):
        if page != NO_PAGE and page >= header.entry_count:
            yield Finding(
                "damage",
                name,
                Said("the {field} is entry {number} of {count}", field=field, number=page, count=header.entry_count),
            )
    for number, offset in enumerate(zim.cluster_offsets()):
        if not HEADER.size <= offset < size:
            yield Finding(
                "damage",
                name,
                Said("cluster {number} lies at offset {offset}, outside the file", number=number, offset=offset),
            )
    yield from _order(zim, name)
    yield from _title_lists(zim, name)


def _order(zim: ZimFile, name: str) -> Iterator[Finding]:
    previous, wrong = ("", ""), 0
    for entry in zim.dirents():
        here = (entry.namespace, entry.path)
        if here <= previous and entry.number:
            wrong += 1
            if wrong <= _SHOWN:
                what = Said("is there twice") if here == previous else Said("is not in the order of paths")
                yield Finding("damage", f"{name}/{entry.namespace}/{entry.path}", what)
        previous = here
        if entry.target >= 0:
            yield from _leads(zim, entry.target, f"{name}/{entry.namespace}/{entry.path}")


def _leads(zim: ZimFile, target: int, where: str) -> Iterator[Finding]:
    """A redirect ends at an entry after a few hops."""
    for _ in range(MAX_HOPS):
        if target >= zim.header.entry_count:
            yield Finding("damage", where, "redirect to no entry")
            return
        at = zim.dirent_offset(target)
        if at + 12 > len(zim.data):
            return
        kind, target = struct.unpack("<H6xI", zim.data[at : at + 12])
        if kind != REDIRECT:
            return
    yield Finding("damage", where, "redirect in a circle")


def _title_lists(zim: ZimFile, name: str) -> Iterator[Finding]:
    """Title lists hold numbers of entries in the order of their titles."""
    header = zim.header
    if header.title_ptr_pos != NO_TITLE_LIST:
        end = header.title_ptr_pos + 4 * header.entry_count
        if header.title_ptr_pos < HEADER.size or end > len(zim.data):
            yield Finding(
                "damage",
                name,
                Said("the title list at offset {offset} is outside the file", offset=header.title_ptr_pos),
            )
        else:
            yield from _by_title(zim, zim.data[header.title_ptr_pos : end], name)
    entry = zim.find("X", "listing/titleOrdered/v1")
    if entry is not None and entry.cluster >= 0:
        data = zim.cluster(entry.cluster).blob(entry.blob)
        yield from _by_title(zim, data, f"{name}/X/{entry.path}")


def _by_title(zim: ZimFile, data: bytes, where: str) -> Iterator[Finding]:
    if len(data) % 4:
        yield Finding("damage", where, "the title list ends inside a number")
        return
    previous: tuple[str, bytes] = ("", b"")
    for number in struct.unpack(f"<{len(data) // 4}I", data):
        if number >= zim.header.entry_count:
            yield Finding(
                "damage",
                where,
                Said("the title list names entry {number} of {count}", number=number, count=zim.header.entry_count),
            )
            return
        entry = zim.dirent(number)
        here = (entry.namespace, entry.title.encode())
        if here < previous:
            yield Finding("damage", where, Said("the title list is not in order at «{title}»", title=entry.title[:40]))
            return
        previous = here


def unclaimed(zim: ZimFile, cluster_ends: dict[int, int], name: str) -> Iterator[Finding]:
    """Stretches of the file that belong to nothing. ``cluster_ends``: number of a cluster to its end."""
    header = zim.header
    claimed = array("Q")
    lengths = array("Q")

    def claim(start: int, end: int) -> None:
        claimed.append(start)
        lengths.append(end - start)

    claim(0, HEADER.size)
    claim(header.mime_list_pos, zim.read_mimetypes_end())
    claim(header.path_ptr_pos, header.path_ptr_pos + 8 * header.entry_count)
    claim(header.cluster_ptr_pos, header.cluster_ptr_pos + 8 * header.cluster_count)
    claim(header.checksum_pos, header.checksum_pos + 16)
    if header.title_ptr_pos != NO_TITLE_LIST:
        claim(header.title_ptr_pos, header.title_ptr_pos + 4 * header.entry_count)
    for number, offset in enumerate(zim.cluster_offsets()):
        claim(offset, cluster_ends.get(number, offset))
    for entry in zim.dirents():
        claim(entry.start, entry.end)
    order = sorted(range(len(claimed)), key=claimed.__getitem__)
    reached = shown = 0
    padding = zim.read_mimetypes_end()  # libzim leaves room for this list: zero bytes up to 1,024 or 2,048
    for start, length in chain(((claimed[i], lengths[i]) for i in order), [(len(zim.data), 0)]):
        padded = reached == padding and not zim.data[reached:start].strip(b"\0")
        if start > reached and not padded and shown < _SHOWN:
            shown += 1
            yield Finding(
                "hidden data",
                name,
                Said("{size} bytes at offset {offset} belong to nothing", size=start - reached, offset=reached),
            )
        reached = max(reached, start + length)


__all__ = ["damages", "unclaimed"]
