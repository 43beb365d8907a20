"""An image onto a device, so that a cut at any moment leaves either the new drive or no file system at all.

The order: the first sectors of disk and partition are cleared; folders and files follow by position, then zeros up to
the device's end, the file tables, and at last the first sectors. What was there before can be seen by no system after
the first step, and what is new by none before the last.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from packager.drive.publish import sha256_of
from packager.errors import OutputError, UsageError
from packager.stick.compare import BLOCK, Tick, blocks, compare, differing, stored, wanted
from packager.stick.device import Device, forget_cache, opened, refuse_dangerous
from packager.stick.layout import Layout, layout_of
from packager.stick.source import Source, opened_image
from packager.terminal.progress import Progress

_FLUSH = 8 * BLOCK
"""Bytes after which the system has to have them on the medium: its memory must not hide how slow that is."""

Stretch = tuple[int, int]
"""First byte and the byte behind the last."""


class Written(NamedTuple):
    """What was done to a device."""

    bytes: int
    """Written, those of the first step among them."""
    size: int
    """Of the device; all of it was read back."""


def write(image: Path, device: Device, any_disk: bool, progress: Progress) -> Written:
    """Write the whole image and zeros up to the end of the device, and read everything back.

    Raises UsageError if the device must not be written to, OutputError if it does not take or give back the bytes.
    """
    layout = layout_of(image)
    refuse_dangerous(device, layout.bytes, any_disk)
    refuse_changed(image, progress)
    with opened_image(image) as file, opened(device, writing=True) as target:
        with progress.stage("stick-write", device.bytes, unit="bytes") as stage:
            whole = [(0, device.bytes)]
            count = _lay(file, target, layout, device.bytes, whole, stage.tick)
        _read_back(file, target, layout, device.bytes, progress)
    return Written(count, device.bytes)


def refresh(image: Path, device: Device, any_disk: bool, progress: Progress) -> Written:
    """Like ``write``, but blocks that are as they should be are not written again."""
    layout = layout_of(image)
    refuse_dangerous(device, layout.bytes, any_disk)
    refuse_changed(image, progress)
    with opened_image(image) as file, opened(device, writing=True) as target:
        with progress.stage("stick-read", device.bytes, unit="bytes") as stage:
            changed = [
                (at, at + len(want))
                for at, want, _ in differing(file, target, layout, device.bytes, stage.tick)
            ]
        count = 0
        if changed:
            with progress.stage("stick-write", sum(last - first for first, last in changed), unit="bytes") as stage:
                count = _lay(file, target, layout, device.bytes, changed, stage.tick)
            _read_back(file, target, layout, device.bytes, progress)
    return Written(count, device.bytes)


def repair(image: Path, device: Device, any_disk: bool, progress: Progress) -> Written:
    """Write again what is damaged inside files. Raises UsageError if the device holds another drive than the image."""
    layout = layout_of(image)
    refuse_dangerous(device, layout.bytes, any_disk)
    refuse_changed(image, progress)
    with opened_image(image) as file, opened(device, writing=True) as target:
        with progress.stage("stick-read", device.bytes, unit="bytes") as stage:
            found = compare(file, target, layout, device.bytes, stage.tick)
        if any(each.area.kind in ("start", "tables", "folders") for each in found):
            raise UsageError("{device}: its file tables are not those of the image; use packager stick refresh",
                             device=str(device.path))  # fmt: skip
        damaged = [each.area for each in found if each.area.kind == "file"]
        count = 0
        if damaged:
            with progress.stage("stick-write", sum(area.last - area.first for area in damaged), unit="bytes") as stage:
                for area in damaged:
                    count += _copy(file, target, layout, (area.first, area.last), stage.tick)
            _settle(target)
            forget_cache(target)
            for area in damaged:
                _expect(file, target, layout, blocks(area.first, area.last), lambda size: None)
    return Written(count, device.bytes)


def refuse_changed(image: Path, progress: Progress) -> None:
    """Raises OutputError if the image is not what the sum beside it says."""
    beside = image.with_name(image.name + ".sha256")
    if not beside.exists():
        return
    with progress.stage("stick-image", image.stat().st_size, unit="bytes") as stage:
        digest = sha256_of(image, stage.tick)
    if beside.read_text(encoding="utf-8", errors="replace")[:64] != digest:
        raise OutputError("{file}: is not as {sum} says; make the image again", file=image.name, sum=beside.name)


def _within(stretches: Iterable[Stretch], first: int, last: int) -> Iterator[Stretch]:
    """What of the stretches lies between two places."""
    for low, high in stretches:
        if low < last and high > first:
            yield max(low, first), min(high, last)


def _lay(image: Source, device: int, layout: Layout, end: int, stretches: list[Stretch], tick: Tick) -> int:
    """Write the stretches in the safe order; gives the bytes written."""
    heads = layout.heads
    count = 0
    for first, last in heads:
        count += _put(device, first, bytes(last - first))
    _settle(device)
    start = ((first, last) for first, last in ((heads[0][1], heads[1][0]), (heads[1][1], layout.tables)))
    for part in ((layout.data, end), (layout.tables, layout.data), *start):
        for stretch in _within(stretches, *part):
            count += _copy(image, device, layout, stretch, tick)
        _settle(device)
    for first, last in reversed(heads):
        count += _put(device, first, wanted(image, layout, first, last - first))
        _settle(device)
    return count


def _copy(image: Source, device: int, layout: Layout, stretch: Stretch, tick: Tick) -> int:
    count = waiting = 0
    for at, size in blocks(*stretch):
        written = _put(device, at, wanted(image, layout, at, size))
        count, waiting = count + written, waiting + written
        tick(size)
        if waiting >= _FLUSH:
            _settle(device)
            waiting = 0
    return count


def _put(device: int, at: int, data: bytes) -> int:
    """Write all of ``data``. Raises OutputError."""
    done = 0
    try:
        while done < len(data):
            done += os.pwrite(device, memoryview(data)[done:], at + done)
    except OSError as error:
        raise OutputError("byte {at}: cannot be written ({error}); use another flash drive", at=at + done,
                          error=error.strerror) from error  # fmt: skip
    return done


def _settle(device: int) -> None:
    """Have everything on the medium: a USB stick tells only now that a write failed. Raises OutputError."""
    try:
        os.fsync(device)
    except OSError as error:
        raise OutputError("the flash drive did not take what was written ({error}); use another",
                          error=error.strerror) from error  # fmt: skip


def _read_back(image: Source, device: int, layout: Layout, end: int, progress: Progress) -> None:
    """Compare the whole device with what was written. Raises OutputError."""
    forget_cache(device)
    with progress.stage("compare", end, unit="bytes") as stage:
        _expect(image, device, layout, blocks(0, end), stage.tick)


def _expect(image: Source, device: int, layout: Layout, parts: Iterable[tuple[int, int]], tick: Tick) -> None:
    for at, size in parts:
        if stored(device, at, size) != wanted(image, layout, at, size):
            raise OutputError(
                "byte {at}: the flash drive gives back other bytes than were written; it is worn out or of false "
                "capacity, use another",
                at=at,
            )
        tick(size)
