"""Whether a device holds an image, and if not, what of it differs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypedDict

from packager.image.plan import shown
from packager.stick.compare import Difference, compare
from packager.stick.device import Device, forget_cache, opened, refuse_dangerous
from packager.stick.layout import layout_of
from packager.stick.left_behind import Change, changes
from packager.stick.source import Plain, opened_image
from packager.terminal.messages import message
from packager.terminal.progress import Progress

LISTED = 20
"""Files that are named on the terminal; ``--json`` names all."""


class Checked(NamedTuple):
    """What a device holds otherwise than an image."""

    differences: list[Difference]
    """By position; none if the device holds the image and zeros."""
    changes: tuple[Change, ...] = ()
    """Files that the device's own folders tell otherwise."""


def check(image: Path, device: Device, progress: Progress) -> Checked:
    """What differs. Nothing is written.

    Raises UsageError if there is no image or no device to be read.
    """
    layout = layout_of(image)
    refuse_dangerous(device, layout.bytes, any_disk=True)
    with opened_image(image) as file, opened(device, writing=False) as source:
        forget_cache(source)
        with progress.stage("stick-read", device.bytes, unit="bytes") as stage:
            found = compare(file, source, layout, device.bytes, stage.tick)
        told = any(each.area.kind in ("start", "tables", "folders") for each in found)
        return Checked(found, changes(Plain(source), layout.listed) if told else ())


class Row(TypedDict):
    """What ``--json`` says of a difference."""

    where: str
    path: str
    first: int


class ChangeRow(TypedDict):
    """What ``--json`` says of a file that the folders tell otherwise."""

    path: str
    what: str
    by: str


class Answer(TypedDict):
    """What ``--json`` prints."""

    equal: bool
    differences: list[Row]
    files: list[ChangeRow]


def as_json(found: Checked) -> Answer:
    """The answer as one JSON value."""
    rows = [Row(where=each.area.kind, path=each.area.path, first=each.first) for each in found.differences]
    files = [ChangeRow(path=each.path, what=each.what, by=each.by) for each in found.changes]
    return {"equal": not rows, "differences": rows, "files": files}


def lines(found: Checked, device: Device) -> Iterator[str]:
    """The answer for a terminal."""
    if not found.differences:
        yield message("stick-equal", device=str(device.path))
        return
    files = [each for each in found.differences if each.area.kind == "file"]
    told = [message("stick-file", path=each.area.path, first=str(each.first)) for each in files]
    for change in found.changes:
        key = f"stick-{change.what}-by" if change.by else f"stick-{change.what}"
        told.append(message(key, path=change.path, system=change.by))
    yield from map(shown, told[:LISTED])
    if len(told) > LISTED:
        yield message("stick-more", count=f"{len(told) - LISTED:,}")
    seen = set[str]()
    for each in found.differences:
        if each.area.kind != "file" and each.area.kind not in seen:
            seen.add(each.area.kind)
            yield message("stick-" + each.area.kind.replace(" ", "-"), first=str(each.first))
    if not files and found.changes and all(change.what == "added" for change in found.changes):
        yield message("stick-only-added")
    elif not files and not found.changes and seen & {"tables", "folders"}:
        yield message("stick-touched")
