"""What goes into an image and in which order: the drive's files, an editor's other files, and one manifest for both.

What can be refused without reading a file is refused here. Entries of the root stand in the configured order, so that a
file manager copies what opens first; archives come last. Everywhere else the order is that of the names.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from packager.audit.image.names import fault, without_case
from packager.drive.layout import ARCHIVE, judge_of
from packager.drive.publish import SUMS
from packager.errors import OutputError, ScrubError, UsageError

ORDER = ("index.html", "README.txt", "TXT", "data", "S", SUMS)
"""Names that come first in the root; others follow, archives last."""
DEEPEST = 60
"""Folders around a file."""
_SUM_LENGTH = 64


class File:
    """A file of the image."""

    __slots__ = ("first", "path", "sha256", "size", "source")

    def __init__(self, path: str, size: int, source: Path | None) -> None:
        self.path, self.size = path, size
        self.source = source
        """Folder from which ``path`` starts; None: the manifest."""
        self.sha256 = ""
        """In lower hex digits, once it is known."""
        self.first = 0
        """First cluster; 0 for an empty file."""

    @property
    def name(self) -> str:
        """Without the folders around it."""
        return self.path.rpartition("/")[2]


class Folder:
    """A folder of the image; ``entries`` are in the order in which they stand there."""

    __slots__ = ("entries", "first", "name", "path", "size")

    def __init__(self, path: str) -> None:
        self.path = path
        self.name = path.rpartition("/")[2]
        self.entries: list[File | Folder] = []
        self.first = 0
        self.size = 0
        """Bytes of its entries, as the file system at hand writes them."""


class Plan:
    """All folders and files, in layout order: a folder before what is in it, folders before files."""

    def __init__(self, root: Folder) -> None:
        self.root = root
        self.folders: list[Folder] = []
        self.files: list[File] = []
        self._walk(root)

    def _walk(self, folder: Folder) -> None:
        self.folders.append(folder)
        for entry in folder.entries:
            if isinstance(entry, Folder):
                self._walk(entry)
            else:
                self.files.append(entry)


def listed(folder: Path) -> list[str]:
    """Relative paths of all files below a folder, sorted. Raises UsageError for what no image can hold."""
    found: list[str] = []
    _list(os.fspath(folder), "", found)
    return sorted(found)


def _list(folder: str, prefix: str, found: list[str]) -> None:
    if prefix.count("/") > DEEPEST:
        raise UsageError("{file}: lies more than {most} folders deep, which some systems cannot open",
                         file=shown(prefix[:60]), most=DEEPEST)  # fmt: skip
    with os.scandir(folder) as entries:
        inside = list(entries)
    if prefix and not inside:
        raise UsageError("{file}: an empty folder, which no list of sums can tell of; take it away",
                         file=shown(prefix[:-1]))  # fmt: skip
    for entry in inside:
        path = prefix + entry.name
        if wrong := fault(entry.name):
            raise UsageError("{file}: {reason}", file=shown(path), reason=wrong)
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode):
            _list(entry.path, path + "/", found)
        elif stat.S_ISREG(mode):
            found.append(path)
        else:
            raise UsageError("{file}: is no plain file but a link, a pipe or the like; take it away", file=shown(path))


def shown(path: str) -> str:
    """A path as one line can show it, whatever stands in it."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in path)


def drive_sums(drive: Path, names: Sequence[str]) -> dict[str, str]:
    """Path to sum, as the drive's manifest lists them. Raises UsageError without one, ScrubError if files differ."""
    if SUMS not in names:
        raise UsageError("{folder}: is no drive folder, it has no sums.txt; give the folder drive of a build",
                         folder=drive.name or str(drive))  # fmt: skip
    sums = {}
    own = {name: name for name in names}  # so that each path is kept once
    with (drive / SUMS).open("rb") as file:
        for row in file:
            line = row.decode("utf-8", "replace").removesuffix("\n")
            if line[_SUM_LENGTH : _SUM_LENGTH + 2] == "  ":
                path = line[_SUM_LENGTH + 2 :]
                sums[own.get(path, path)] = line[:_SUM_LENGTH]
    if differing := sums.keys() ^ (set(names) - {SUMS}):
        raise ScrubError(
            "{folder}: {file} is not as sums.txt lists it; run packager verify",
            folder=drive.name,
            file=shown(min(differing)),
        )
    if (drive / SUMS).read_bytes() != manifest(sums):
        raise ScrubError(
            "{folder}: {file} is not as sums.txt lists it; run packager verify", folder=drive.name, file=SUMS
        )
    return sums


def refuse_taken(drive_names: Iterable[str], extra_names: Iterable[str]) -> None:
    """Raises UsageError where an extra file has a path that the drive has, or that belongs to drives."""
    own = set(drive_names)
    folders = {name.partition("/")[0] for name in own if "/" in name}
    for name in extra_names:
        if (folder := name.partition("/")[0]) != name and folder in folders:
            raise UsageError("{file}: the drive has a folder {folder} of its own; call the other one otherwise",
                             file=shown(name), folder=folder)  # fmt: skip
        if name in own:
            raise UsageError("{file}: the drive has a file of this name already; call the other one otherwise",
                             file=shown(name))  # fmt: skip
        if judge_of(name) not in ("", "archive"):
            raise UsageError("{file}: only a drive's own files are called so; call this one otherwise",
                             file=shown(name))  # fmt: skip


def manifest_size(names: Iterable[str]) -> int:
    """Bytes of the manifest that lists these files."""
    return sum(_SUM_LENGTH + 3 + len(name.encode()) for name in names)


def manifest(sums: Mapping[str, str]) -> bytes:
    """The manifest: two columns, one line a file, in the order of names."""
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()


def planned(sources: Sequence[tuple[Path, Sequence[str]]], order: Sequence[str] = ORDER) -> Plan:
    """The plan of an image from folders and the files to take from each; the manifest is added.

    Raises UsageError where two names of a folder are equal without case.
    """
    root = Folder("")
    folders = {"": root}
    names: list[str] = []
    files = []
    for base, found in sources:
        for path in found:
            if path != SUMS:
                names.append(path)
                files.append(File(path, os.stat(f"{base}/{path}").st_size, base))
    files.append(File(SUMS, manifest_size(names), None))
    for file in files:
        _folder(folders, file.path.rpartition("/")[0]).entries.append(file)
    for folder in folders.values():
        _refuse_twins(folder)
        folder.entries.sort(key=lambda entry: entry.name.encode())
    ranks = {name: number for number, name in enumerate(order)}
    root.entries.sort(key=lambda entry: (_is_archive(entry), ranks.get(entry.name, len(ranks))))
    return Plan(root)


def _folder(folders: dict[str, Folder], path: str) -> Folder:
    if path not in folders:
        folders[path] = Folder(path)
        _folder(folders, path.rpartition("/")[0]).entries.append(folders[path])
    return folders[path]


def _is_archive(entry: File | Folder) -> bool:
    return isinstance(entry, File) and judge_of(entry.name) == ARCHIVE[0].judge


def _refuse_twins(folder: Folder) -> None:
    seen: dict[str, str] = {}
    for entry in folder.entries:
        key = without_case(entry.name)
        if (other := seen.get(key)) is not None:
            raise UsageError("{file}: differs from {other} in capitals only; call one of them otherwise",
                             file=shown(entry.path), other=shown(other))  # fmt: skip
        seen[key] = entry.path


def blocks_of(file: File, step: int = 1 << 18) -> Iterator[memoryview]:
    """The bytes of a planned file; each block is good until the next is asked for, and small enough for a cache.

    Raises OutputError if the file has not the size that was planned.
    """
    left = file.size
    room = memoryview(bytearray(min(step, left)))
    with open(f"{file.source}/{file.path}", "rb", buffering=0) as reading:
        while left and (count := reading.readinto(room[:left])):
            left -= count
            yield room[:count]
        if left or reading.read(1):
            raise OutputError("{file}: changed while it was read; run the command again", file=shown(file.path))
