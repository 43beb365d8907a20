"""``packager image``: one file that holds a whole flash drive, the same bytes from any machine.

The drive's manifest says what its files must be, so serial and signature are known before the first byte is written and
the image goes down in one pass; every file is compared with the manifest as it passes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from packager.drive.publish import SUMS
from packager.errors import OutputError, ScrubError, UsageError
from packager.image.digest import content_digest
from packager.image.exfat import ExFat
from packager.image.extras import judged
from packager.image.fat32 import Fat32
from packager.image.layout import PARTITION, SECTOR, SIZES, cluster_bytes, image_bytes
from packager.image.packed import SUFFIX, PackedSink
from packager.image.plan import (
    ORDER,
    File,
    Plan,
    blocks_of,
    drive_sums,
    listed,
    manifest,
    planned,
    refuse_taken,
    shown,
)
from packager.image.sink import Sink
from packager.image.snapshot_date import date_of
from packager.terminal.interrupt import clear_on_interrupt
from packager.terminal.progress import Progress, Stage

LAYOUT_FORMAT = "packager-layout-1"


@dataclass(frozen=True)
class ImageRequest:
    """What an image is made of."""

    drive: Path
    out: Path
    size: int
    """One of ``SIZES``."""
    file_system: str = "fat32"
    sparse: bool = False
    packed: bool = False
    """Whether ``out`` is written as one zstandard frame."""
    day: str = ""
    """``YYYY-MM-DD``; empty: the drive's own."""
    extra: Path | None = None
    """Folder of other files."""
    allowed: tuple[str, ...] = ()
    """Shell patterns on their paths."""
    order: tuple[str, ...] = ORDER
    cluster: int = 0
    """Bytes of a cluster; 0: by the size."""
    archive: str = "wiki.zim"
    """What the drive's archive is called."""


class Written(NamedTuple):
    """What was written."""

    files: int
    content: int
    """Bytes of the files."""
    bytes: int
    """Bytes of the image."""
    sha256: str
    packed: int = 0
    """Bytes of the file that holds it packed; 0: it is not."""


def write_image(request: ImageRequest, progress: Progress) -> Written:
    """Write the image, its sum and its layout; nothing is left at ``request.out`` if that fails.

    Raises UsageError for what cannot be meant or does not fit, ScrubError for content that must not go onto a drive,
    OutputError for what the disk refuses.
    """
    _refuse_places(request)
    names = listed(request.drive)
    sums = drive_sums(request.drive, names)
    extra = listed(request.extra) if request.extra is not None else []
    refuse_taken(names, extra)
    day = _day(request, names)
    sources = [(request.drive, names), *([(request.extra, extra)] if request.extra is not None else [])]
    plan = planned(sources, request.order)
    system = _laid_out(plan, request, day)
    if request.extra is not None:
        total = sum(file.size for file in plan.files if file.source == request.extra)
        with progress.stage("extras", total, unit="bytes") as stage:
            sums |= judged(request.extra, extra, request.allowed, stage.tick)
    for file in plan.files:
        if file.path != SUMS:
            file.sha256 = sums[file.path]
    request.out.absolute().parent.mkdir(parents=True, exist_ok=True)
    try:
        return _write(request, system, manifest(sums), progress)
    except OSError as error:
        raise OutputError(
            "{file}: the image cannot be written ({error}); it takes {size} MB, with --sparse or --zst only what its "
            "files need",
            file=request.out.name,
            error=error.strerror or error,
            size=system.total // 1_000_000,
        ) from error


def _refuse_places(request: ImageRequest) -> None:
    for folder in filter(None, (request.drive, request.extra)):
        if not folder.is_dir():
            raise UsageError("{folder}: there is no such folder", folder=folder.name or str(folder))
        if folder.resolve() in (request.out.resolve(), *request.out.resolve().parents):
            raise UsageError("{file}: lies inside the folder that goes into the image; choose another place",
                             file=request.out.name)  # fmt: skip
    if request.out.exists() and not request.out.is_file():
        raise UsageError("{file}: is no plain file; write the image to a file, then packager stick write",
                         file=request.out.name or str(request.out))  # fmt: skip


def _day(request: ImageRequest, names: Sequence[str]) -> date:
    text = request.day or date_of(request.drive, names, request.archive)
    if not text:
        raise UsageError("{folder}: no file of the drive says its date; give --date", folder=request.drive.name)
    return date.fromisoformat(text)


def _laid_out(plan: Plan, request: ImageRequest, day: date) -> Fat32 | ExFat:
    """The plan with a place for everything. Raises UsageError if it does not fit."""
    kind = ExFat if request.file_system == "exfat" else Fat32
    system = _in_size(kind, plan, request, request.size, day)
    if system.used <= system.area.clusters:
        return system
    lacking = (system.used - system.area.clusters) * system.cluster
    for size in SIZES:
        if size > request.size:
            other = _in_size(kind, plan, request, size, day)
            if other.used <= other.area.clusters:
                raise UsageError(
                    "{folder}: {lacking} MB too much for {size} GB; it fits into --size {other}",
                    folder=request.drive.name,
                    lacking=-(-lacking // 1_000_000),
                    size=request.size,
                    other=size,
                )
    raise UsageError("{folder}: {lacking} MB too much for {size} GB, and it fits into no other size",
                     folder=request.drive.name, lacking=-(-lacking // 1_000_000), size=request.size)  # fmt: skip


def _in_size(kind: type[Fat32 | ExFat], plan: Plan, request: ImageRequest, size: int, day: date) -> Fat32 | ExFat:
    cluster = request.cluster or cluster_bytes(size, request.file_system)
    return kind(plan, image_bytes(size), cluster, day)


def _write(request: ImageRequest, system: Fat32 | ExFat, listing: bytes, progress: Progress) -> Written:
    out = request.out.absolute()
    temporary = Path(tempfile.mkdtemp(prefix=".image-", dir=out.parent))
    clear_on_interrupt(temporary)
    try:
        image = temporary / "image"
        with progress.stage("image", system.total, unit="bytes") as stage:
            sums = _fill(image, request, system, listing, stage)
        with (temporary / "layout").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(layout_text(system))
        bare = out.name.removesuffix(SUFFIX)
        for name, sha256 in zip((bare, out.name), sums, strict=False):
            (temporary / "sha256").write_text(f"{sha256}  {name}\n", encoding="utf-8", newline="\n")
            (temporary / "sha256").replace(out.with_name(name + ".sha256"))
        (temporary / "layout").replace(out.with_name(bare.removesuffix(".img") + ".layout.json"))
        size = image.stat().st_size
        image.replace(out)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    files = system.plan.files
    content = sum(file.size for file in files)
    return Written(len(files), content, system.total, sums[0], size if request.packed else 0)


def _fill(
    image: Path, request: ImageRequest, system: Fat32 | ExFat, listing: bytes, stage: Stage
) -> tuple[str, ...]:
    """Write the image's bytes; gives their SHA-256 and, if they are packed, that of the packed file.

    Raises ScrubError for a file that is not as the manifest says.
    """
    files = system.plan.files
    own = next(file for file in files if file.path == SUMS)
    own.sha256 = hashlib.sha256(listing).hexdigest()
    digest = content_digest((file.path, file.size, file.sha256) for file in files)
    for file in files:
        if not file.size:
            _copy(file, listing, request, None, stage)
    with _sink(image, request, system.total) as sink:
        for place, what in system.stretches(digest):
            stage.tick(sink.zeros_to(place))
            if isinstance(what, File):
                _copy(what, listing, request, sink, stage)
            else:
                sink.write(what)
                stage.tick(len(what))
        done = sink.finish()
        stage.at(system.total)
    return (done, sink.packed) if isinstance(sink, PackedSink) else (done,)


def _sink(image: Path, request: ImageRequest, total: int) -> Sink | PackedSink:
    return PackedSink(str(image), total) if request.packed else Sink(str(image), total, request.sparse)


def _copy(
    file: File, listing: bytes, request: ImageRequest, sink: Sink | PackedSink | None, stage: Stage
) -> None:
    digest = hashlib.sha256()
    blocks: Iterable[bytes | memoryview] = (listing,) if file.source is None else blocks_of(file)
    for block in blocks:
        digest.update(block)
        if sink is not None:
            sink.write(block)
        stage.tick(len(block))
    if digest.hexdigest() != file.sha256:
        if file.source == request.drive:
            raise ScrubError(
                "{folder}: {file} is not as sums.txt lists it; run packager verify",
                folder=request.drive.name,
                file=shown(file.path),
            )
        raise OutputError("{file}: changed while it was read; run the command again", file=shown(file.path))


def layout_text(system: Fat32 | ExFat) -> Iterator[str]:
    """The JSON file beside an image that tells where in it every file lies, piece by piece."""
    where = system.area
    yield f'{{\n "format": "{LAYOUT_FORMAT}",\n "bytes": {system.total},\n "partition": {PARTITION},\n'
    yield f' "fat": {where.fat * SECTOR},\n "data": {where.data * SECTOR},\n "files": [\n'
    for number, file in enumerate(system.plan.files):
        row = {"path": file.path, "first": system.offset(file.first), "bytes": file.size}
        yield (",\n" if number else "") + "  " + json.dumps(row, ensure_ascii=False)
    yield "\n ]\n}\n"
