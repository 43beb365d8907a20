"""Where two builds part: the first input that differs, then the first file, entry and byte of their drives."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from packager.drive.publish import SUMS, files_of
from packager.release.record import Record
from packager.zimfile.archive import ZimFile, ZimFormatError

_INPUTS = ("dump", "part", "program", "library", "lock", "config-key", "config", "pictures", "unstable")
"""What a difference is looked for in first: a cause before what follows from it."""
_NAMED = frozenset({"library", "config-key"})
"""Kinds whose lines begin with a name."""
_STEP = 1 << 20
_CLUSTERS = 16
"""Unpacked clusters kept at a time: neighbours by path lie in few of them."""


class Place(NamedTuple):
    """The first byte in which two drives differ."""

    file: str
    byte: int
    """From 0; -1 if only one drive has the file."""
    entry: str = ""
    """Path of the entry of an archive that holds it."""


def first_input(one: Record, other: Record) -> tuple[str, str, str] | None:
    """What differs (``config-key render.page_seconds``), its value here and there; empty for what is not there."""
    for kind in _INPUTS:
        if kind in _NAMED:
            here, there = one.named(kind), other.named(kind)
            for name in sorted(here.keys() | there.keys()):
                if here.get(name) != there.get(name):
                    return f"{kind} {name}", here.get(name, ""), there.get(name, "")
        else:
            ours, theirs = " ".join(one.all(kind)), " ".join(other.all(kind))
            if ours != theirs:
                return kind, ours, theirs
    return None


def drive_of(path: Path, record: Record) -> Path | None:
    """The drive folder that a record beside it tells of, if its manifest is the one."""
    for folder in (path.absolute().parent.parent / "drive", path.absolute().parent / "drive"):
        sums = folder / SUMS
        if sums.is_file() and record.one("drive").startswith(f"sha256:{hashlib.sha256(sums.read_bytes()).hexdigest()}"):
            return folder
    return None


def first_difference(one: Path, other: Path) -> Place | None:
    """The first byte in which two drive folders differ, by the order of file names, the manifest last."""
    names = {path.relative_to(folder).as_posix() for folder in (one, other) for path in files_of(folder)}
    for name in sorted(names, key=lambda name: (name == SUMS, name)):
        ours, theirs = one / name, other / name
        if not (ours.is_file() and theirs.is_file()):
            return Place(name, -1)
        at = _first_byte(ours, theirs)
        if at is not None:
            return Place(name, at, _entry(ours, theirs) if name.endswith(".zim") else "")
    return None


def _first_byte(one: Path, other: Path) -> int | None:
    with one.open("rb") as ours, other.open("rb") as theirs:
        at = 0
        while True:
            left, right = ours.read(_STEP), theirs.read(_STEP)
            if left != right:
                same = min(len(left), len(right))
                return at + next((n for n in range(same) if left[n] != right[n]), same)
            if not left:
                return None
            at += len(left)


def _entry(one: Path, other: Path) -> str:
    """The first entry of two archives that only one has, or whose bytes differ; empty if none does."""
    try:
        with ZimFile(one) as ours, ZimFile(other) as theirs:
            left, right = _entries(ours), _entries(theirs)
            mine, its = next(left, None), next(right, None)
            while mine or its:
                if mine is None or its is None or mine[0] != its[0]:
                    paths = [each[0] for each in (mine, its) if each]
                    return "/".join(min(paths))
                if mine[1] != its[1]:
                    return "/".join(mine[0])
                mine, its = next(left, None), next(right, None)
    except (ZimFormatError, OSError):
        pass
    return ""


def _entries(archive: ZimFile) -> Iterator[tuple[tuple[str, str], bytes]]:
    """Namespace, path and bytes (target of a redirect) of every entry, by path; indexes (X) follow from the others."""
    cluster = lru_cache(_CLUSTERS)(archive.cluster)
    for dirent in archive.dirents():
        if dirent.namespace == "X":
            continue
        if dirent.mimetype:
            yield (dirent.namespace, dirent.path), cluster(dirent.cluster).blob(dirent.blob)
        else:
            yield (dirent.namespace, dirent.path), str(dirent.target).encode()
