"""Whether a device holds an image, and if not, what of it differs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from packager.stick.compare import Difference, compare
from packager.stick.device import Device, forget_cache, opened, refuse_dangerous
from packager.stick.layout import layout_of
from packager.terminal.messages import message
from packager.terminal.progress import Progress

LISTED = 20
"""Files that are named on the terminal; ``--json`` names all."""


def check(image: Path, device: Device, progress: Progress) -> list[Difference]:
    """What differs, by position; nothing if the device holds the image and zeros. Nothing is written.

    Raises UsageError if there is no image or no device to be read.
    """
    layout = layout_of(image)
    refuse_dangerous(device, layout.bytes, any_disk=True)
    with image.open("rb") as file, opened(device, writing=False) as source:
        forget_cache(source)
        with progress.stage("stick-read", device.bytes, unit="bytes") as stage:
            return compare(file.fileno(), source, layout, device.bytes, stage.tick)


class Row(TypedDict):
    """What ``--json`` says of a difference."""

    where: str
    path: str
    first: int


class Answer(TypedDict):
    """What ``--json`` prints."""

    equal: bool
    differences: list[Row]


def as_json(found: list[Difference]) -> Answer:
    """The answer as one JSON value."""
    rows = [Row(where=each.area.kind, path=each.area.path, first=each.first) for each in found]
    return {"equal": not found, "differences": rows}


def lines(found: list[Difference], device: Device) -> Iterator[str]:
    """The answer for a terminal."""
    if not found:
        yield message("stick-equal", device=str(device.path))
        return
    files = [each for each in found if each.area.kind == "file"]
    for each in files[:LISTED]:
        yield message("stick-file", path=each.area.path, first=str(each.first))
    if len(files) > LISTED:
        yield message("stick-more", count=f"{len(files) - LISTED:,}")
    seen = set[str]()
    for each in found:
        if each.area.kind != "file" and each.area.kind not in seen:
            seen.add(each.area.kind)
            yield message("stick-" + each.area.kind.replace(" ", "-"), first=str(each.first))
    if not files and seen & {"tables", "folders"} and "start" not in seen:
        yield message("stick-added")
