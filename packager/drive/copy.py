"""``packager copy``: a finished drive folder onto the medium that is handed on.

A plain copy gives every file and folder the hour of the copying and leaves them in whatever order the system lists
them. Here files are written in sorted order with the drive's own times, flushed, read back from the medium and compared
with the manifest. Until all of that is done the manifest is called ``sums.tmp``: a copy that was cut short is no drive,
says so to every judge, and is begun anew by the same command.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from packager.drive.publish import FILE_MODE, FOLDER_MODE, SUMS, files_of, sha256_of
from packager.errors import OutputError, ScrubError, UsageError
from packager.terminal.progress import Progress

UNFINISHED = "sums.tmp"
"""The manifest's name until the copy is proven."""
STEP = 1 << 20
DAY = 86_400
SLACK = 1 << 20
"""Bytes of room beyond the files: folders, and what is lost at the ends of clusters."""
_CLUSTER = 32 << 10
"""The largest unit in which FAT32 gives room to a file."""


class Copied(NamedTuple):
    """What was copied."""

    files: int
    size: int


def copy_drive(drive: Path, target: Path, progress: Progress) -> Copied:
    """Copy the drive folder ``drive`` into the folder ``target``, which is empty, or has a drive or a copy cut short.

    Raises UsageError for folders that cannot be meant, ScrubError for a drive with times of its own, OutputError for
    what the medium refuses or gives back other than it was written.
    """
    sums, moment = _examine(drive)
    _refuse_nested(drive, target)
    before = _ours(target)
    size = sum((drive / name).stat().st_size for name in sums)
    try:
        _refuse_small(target, size + len(sums) * _CLUSTER + SLACK, before)
        _clear(target, before)
        _write(drive, target, sums, moment, size, progress)
        _compare(target, sums, size, progress)
        (target / UNFINISHED).rename(target / SUMS)
        _set_folder_times(target, moment)
    except OSError as error:
        raise OutputError(
            "{file}: cannot be written ({error}); the copy in {target} is unfinished, run the same command again",
            file=Path(error.filename).name if error.filename else target.name,
            error=error.strerror,
            target=target.name,
        ) from error
    return Copied(len(sums) + 1, size)


def _manifest(path: Path) -> Mapping[str, str]:
    """File name to SHA-256 of a manifest, sorted by name; empty if there is none."""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return dict(sorted((line[66:], line[:64]) for line in lines if line[64:66] == "  "))


def _examine(drive: Path) -> tuple[Mapping[str, str], float]:
    """The drive's manifest and the one time that all its files have."""
    sums = _manifest(drive / SUMS)
    if not sums:
        raise UsageError("{folder}: is no drive folder, it has no sums.txt; give the folder drive of a build",
                         folder=drive.name or str(drive))  # fmt: skip
    found = {path.relative_to(drive).as_posix() for path in files_of(drive)} - {SUMS}
    if found != sums.keys():
        raise ScrubError(
            "{folder}: {file} is not as sums.txt lists it; run packager verify",
            folder=drive.name,
            file=min(found ^ sums.keys()),
        )
    moment = (drive / SUMS).stat().st_mtime
    for name in sums:
        if (drive / name).stat().st_mtime != moment or moment % DAY:
            raise ScrubError(
                "{file}: has the time of some copying, not that of the snapshot; copy the folder that the build made",
                file=name,
            )
    return sums, moment


def _refuse_nested(drive: Path, target: Path) -> None:
    inner, outer = target.resolve(), drive.resolve()
    if inner == outer or outer in inner.parents or inner in outer.parents:
        raise UsageError("{target}: lies inside the drive folder or around it; choose another folder",
                         target=target.name or str(target))  # fmt: skip


def _ours(target: Path) -> list[Path]:
    """The files of a drive or of a copy cut short in ``target``. Raises OutputError if anything else is there."""
    if not target.exists():
        if not target.absolute().parent.is_dir():
            raise UsageError("{target}: there is no folder to put it in; is the medium mounted?", target=target.name)
        return []
    if not target.is_dir():
        raise UsageError("{target}: is no folder; choose another", target=target.name)
    listed = {SUMS, UNFINISHED, *_manifest(target / SUMS), *_manifest(target / UNFINISHED)}
    present = list(files_of(target))
    for path in present:
        name = path.relative_to(target).as_posix()
        if name not in listed or path.is_symlink():
            raise OutputError(
                "{target}: {file} is there already and belongs to no drive; empty the folder or choose another",
                target=target.name or str(target),
                file=name,
            )
    return present


def _refuse_small(target: Path, need: int, before: list[Path]) -> None:
    free = shutil.disk_usage(target if target.exists() else target.absolute().parent).free
    free += sum(path.stat().st_size for path in before)
    if free < need:
        raise OutputError(
            "{target}: the drive needs {need} MB and {free} MB are free; use a larger medium",
            target=target.name or str(target),
            need=-(-need // 1_000_000),
            free=free // 1_000_000,
        )


def _clear(target: Path, before: list[Path]) -> None:
    """Remove what was there, its manifest first: what is half gone must not pass for a drive."""
    last = target / UNFINISHED
    if (target / SUMS).exists():
        (target / SUMS).replace(last)
    for path in before:
        if path not in (last, target / SUMS):
            path.unlink()
    for folder in sorted((path for path in target.rglob("*") if path.is_dir()), reverse=True):
        with suppress(OSError):
            folder.rmdir()
    last.unlink(missing_ok=True)


def _write(drive: Path, target: Path, sums: Mapping[str, str], moment: float, size: int, progress: Progress) -> None:
    target.mkdir(exist_ok=True)
    with progress.stage("copy", size, unit="bytes") as stage:
        _copy(drive / SUMS, target / UNFINISHED, moment, lambda count: None)
        for name, expected in sums.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            if _copy(drive / name, target / name, moment, stage.tick) != expected:
                raise OutputError(
                    "{folder}: {file} is not as sums.txt lists it; run packager verify", folder=drive.name, file=name
                )
    _set_folder_times(target, moment)


def _copy(source: Path, target: Path, moment: float, tick: Callable[[int], object]) -> str:
    """Copy one file down to the medium; gives the SHA-256 of what was read."""
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("wb") as writing:
        while block := reading.read(STEP):
            digest.update(block)
            writing.write(block)
            tick(len(block))
        writing.flush()
        os.fsync(writing.fileno())
    _settle(target, FILE_MODE, moment)
    return digest.hexdigest()


def _settle(path: Path, mode: int, moment: float) -> None:
    try:
        path.chmod(mode)
    except OSError as error:  # FAT has no modes
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP):
            raise
    os.utime(path, (moment, moment))


def _set_folder_times(target: Path, moment: float) -> None:
    for folder in sorted((path for path in target.rglob("*") if path.is_dir()), reverse=True):
        _settle(folder, FOLDER_MODE, moment)
    with suppress(PermissionError):  # the root of a medium may belong to another
        _settle(target, FOLDER_MODE, moment)


def _compare(target: Path, sums: Mapping[str, str], size: int, progress: Progress) -> None:
    """Read every file back, from the medium and not from memory where the system lets us."""
    with progress.stage("compare", size, unit="bytes") as stage:
        for name, expected in sums.items():
            path = target / name
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            if sha256_of(path) != expected:
                raise OutputError(
                    "{file}: the medium gives back other bytes than were written; use another medium", file=name
                )
            stage.tick(path.stat().st_size)
