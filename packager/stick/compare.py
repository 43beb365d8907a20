"""Where a device differs from an image: whole files, tables, free space, the tail behind the image."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import NamedTuple

from packager.errors import OutputError
from packager.stick.layout import PAGE, Area, Layout, overlapping
from packager.stick.source import Source

BLOCK = 4 << 20
"""Bytes read and written at once: erase blocks of flash drives divide it."""
_ZEROS = bytes(BLOCK)

Tick = Callable[[int], object]


class Difference(NamedTuple):
    """An area in which bytes differ."""

    area: Area
    first: int
    """The first byte that differs, from the start of the device."""


def wanted(image: Source, layout: Layout, at: int, size: int) -> bytes:
    """``size`` bytes at ``at`` as they have to be: those of the image, zeros behind it. Raises OutputError."""
    inside = max(0, min(size, layout.bytes - at))
    data = image.read(at, inside) if inside else b""
    if len(data) != inside:
        raise OutputError("the image ends early, at byte {at}; make it again", at=at + len(data))
    return data if inside == size else data + _ZEROS[: size - inside]


def stored(device: int, at: int, size: int) -> bytes:
    """``size`` bytes at ``at`` of a device. Raises OutputError if the device gives none."""
    try:
        data = os.pread(device, size, at)
    except OSError as error:
        raise OutputError("byte {at}: cannot be read ({error}); use another flash drive", at=at,
                          error=error.strerror) from error  # fmt: skip
    if len(data) != size:
        raise OutputError("byte {at}: the flash drive ends early; it was pulled out, or is of false capacity", at=at)
    return data


def blocks(first: int, last: int) -> Iterator[tuple[int, int]]:
    """Start and size of each block of a stretch."""
    for at in range(first, last, BLOCK):
        yield at, min(BLOCK, last - at)


def differing(image: Source, device: int, layout: Layout, end: int, tick: Tick) -> Iterator[tuple[int, bytes, bytes]]:
    """Start, wanted and stored bytes of every block that differs."""
    for at, size in blocks(0, end):
        want, have = wanted(image, layout, at, size), stored(device, at, size)
        tick(size)
        if want != have:
            yield at, want, have


def first_differences(areas: tuple[Area, ...], at: int, want: bytes, have: bytes) -> Iterator[Difference]:
    """The first byte that differs in each area of a block."""
    for area in overlapping(areas, at, at + len(want)):
        low, high = max(area.first - at, 0), min(area.last - at, len(want))
        if want[low:high] != have[low:high]:
            yield Difference(area, at + _first(want, have, low, high))


def _first(want: bytes, have: bytes, low: int, high: int) -> int:
    """The first place in which two texts, known to differ, do."""
    for page in range(low, high, PAGE):
        last = min(page + PAGE, high)
        if want[page:last] != have[page:last]:
            return next(place for place in range(page, last) if want[place] != have[place])
    raise AssertionError("they are equal")


def compare(image: Source, device: int, layout: Layout, end: int, tick: Tick) -> list[Difference]:
    """Every area of a device of ``end`` bytes that differs from the image, by position."""
    areas = layout.areas(end)
    found: dict[Area, Difference] = {}
    for at, want, have in differing(image, device, layout, end, tick):
        for each in first_differences(areas, at, want, have):
            found.setdefault(each.area, each)
    return sorted(found.values(), key=lambda each: each.first)
