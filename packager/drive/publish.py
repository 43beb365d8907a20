"""The last steps of a build: manifest, times, modes, and the swap that puts the new drive folder into place."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from packager.errors import OutputError

SUMS = "sums.txt"
FILE_MODE, FOLDER_MODE = 0o644, 0o755
_NAME = re.compile(r"[A-Za-z0-9_-]{1,36}(\.[a-z0-9]{1,6})?")
_LISTED = re.compile(r"[0-9a-f]{64}  \S")
_STEP = 1 << 20


class Artifact(NamedTuple):
    """One file on the drive."""

    path: str
    """Relative, with slashes."""
    size: int
    sha256: str


def files_of(folder: Path) -> Iterator[Path]:
    """All files below ``folder``, by relative path."""
    return iter(
        sorted((p for p in folder.rglob("*") if not p.is_dir()), key=lambda p: p.relative_to(folder).as_posix())
    )


def sha256_of(path: Path, tick: Callable[[int], object] = lambda size: None) -> str:
    """Digest of a file's bytes; ``tick`` is told how many were read."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_STEP):
            digest.update(block)
            tick(len(block))
    return digest.hexdigest()


def write_manifest(folder: Path) -> list[Artifact]:
    """Check every name, hash every file, and write ``sums.txt`` (two columns, sorted, LF).

    Raises OutputError for a name that FAT cannot hold or that says more than it must.
    """
    artifacts = []
    for path in files_of(folder):
        name = path.relative_to(folder).as_posix()
        if name == SUMS:
            continue
        if path.is_symlink() or not all(_NAME.fullmatch(part) for part in name.split("/")):
            raise OutputError(
                "{file}: not a plain neutral file name; nothing like this may go onto the drive", file=name
            )
        artifacts.append(Artifact(name, path.stat().st_size, sha256_of(path)))
    sums = folder / SUMS
    sums.write_text("".join(f"{a.sha256}  {a.path}\n" for a in artifacts), encoding="ascii", newline="\n")
    return artifacts


def set_times(folder: Path, date: str) -> None:
    """Give every file and folder the dump's date (midnight UTC) and the same modes."""
    moment = datetime.strptime(date, "%Y-%m-%d").replace(tzinfo=UTC).timestamp()
    for path in sorted(folder.rglob("*"), reverse=True):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
        os.utime(path, (moment, moment))
    folder.chmod(FOLDER_MODE)
    os.utime(folder, (moment, moment))


def undo(target: Path, old: Path) -> None:
    """Undo a swap that was cut short before the new folder was in place."""
    if old.exists() and not target.exists():
        old.rename(target)


def swap(new: Path, target: Path, old: Path) -> None:
    """Put ``new`` at ``target``; what was there is ``old`` from now on."""
    undo(target, old)
    if target.exists():
        target.rename(old)
    new.rename(target)


def foreign_files(drive: Path) -> list[str]:
    """Names of the files below ``drive`` that its manifest does not list; of all files if it has none."""
    found = {path.relative_to(drive).as_posix() for path in files_of(drive)}
    try:
        lines = (drive / SUMS).read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        return sorted(found)
    return sorted(found - {line[66:] for line in lines if _LISTED.match(line)} - {SUMS})
