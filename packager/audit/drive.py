"""A drive folder: manifest, times, modes, names, the reader's files, and every archive in it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from packager.audit.archive import audit_archive
from packager.audit.known import Known
from packager.audit.reader import articles_and_pictures, data_file, page, shell, style_sheet
from packager.drive.layout import judge_of
from packager.drive.publish import FILE_MODE, FOLDER_MODE, SUMS, files_of, sha256_of
from packager.model import Finding
from packager.zimfile.facts import zim_facts


def audit_drive(
    folder: Path, date: str, progress: Callable[[int], None], expected: Mapping[str, str] | None = None
) -> tuple[list[Finding], int]:
    """Findings of a drive folder and the number of files and entries looked at."""
    findings: list[Finding] = []
    entries = 0
    archives = _archives(folder)
    for archive in archives:
        date = date or zim_facts(archive).metadata.get("Date", "")
    listed = _listed(folder, findings)
    names = [path.relative_to(folder).as_posix() for path in files_of(folder)]
    known = Known(names)
    for name in names:
        path = folder / name
        entries += 1
        progress(1)
        findings += _file(path, name, listed, known)
    findings += [Finding("manifest", name, "listed but missing") for name in sorted(listed)]
    needed = {parent.as_posix() for name in names for parent in PurePosixPath(name).parents}
    folders = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir())
    findings += [Finding("unknown file", name, "an empty folder") for name in folders if name not in needed]
    findings += _times_and_modes(folder, date)
    found, count = articles_and_pictures(folder, progress)
    findings += found
    entries += count
    for archive in archives:
        found, count = audit_archive(archive, archive.name, date, progress, expected)
        findings += found
        entries += count
    return findings, entries


def _archives(folder: Path) -> list[Path]:
    """The archives on the drive; of one that was split, its first part."""
    return sorted([*folder.glob("*.zim"), *folder.glob("*.zimaa")])


def _listed(folder: Path, findings: list[Finding]) -> dict[str, str]:
    sums = folder / SUMS
    if not sums.is_file():
        findings.append(Finding("manifest", SUMS, "missing"))
        return {}
    listed: dict[str, str] = {}
    previous = ""
    for number, line in enumerate(sums.read_bytes().decode("utf-8", "replace").split("\n"), 1):
        if not line:
            continue
        match = re.fullmatch(r"([0-9a-f]{64})  ([A-Za-z0-9_./-]+)", line)
        if match is None or match[2] <= previous:
            findings.append(Finding("manifest", f"{SUMS}:{number}", line[:80]))
            continue
        listed[match[2]] = match[1]
        previous = match[2]
    return listed


def _file(path: Path, name: str, listed: dict[str, str], known: Known) -> Iterator[Finding]:
    """One file: its place in the manifest, its sum, and what it holds."""
    if path.is_symlink() or not path.is_file():
        yield Finding("unknown file", name, "not a plain file")
        return
    judge = JUDGES.get(judge_of(name))
    if judge is None:
        yield Finding("unknown file", name, "no file of a drive has such a name")
    if name != SUMS:
        if name not in listed:
            yield Finding("unknown file", name, "not in the manifest")
        elif sha256_of(path) != listed.pop(name):
            yield Finding("damage", name, "does not have the sum of the manifest")
    if judge is not None:
        yield from judge(path, name, known)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


Judge = Callable[[Path, str, Known], Iterable[Finding]]
JUDGES: Mapping[str, Judge] = {
    "shell": lambda path, name, known: shell(_text(path), name, known),
    "plain page": lambda path, name, known: page(_text(path), name, known),
    "style sheet": lambda path, name, known: style_sheet(_text(path), name),
    "data": lambda path, name, known: data_file(path, name),
    # Judged as a whole by ``audit_drive``: sums against files, and an archive across its parts.
    "manifest": lambda path, name, known: (),
    "archive": lambda path, name, known: (),
}
"""Every judge that the drive's layout names; a file whose judge is missing here is a finding."""


def _times_and_modes(folder: Path, date: str) -> Iterator[Finding]:
    moment = int(datetime.strptime(date, "%Y-%m-%d").replace(tzinfo=UTC).timestamp()) if date else None
    wrong = 0
    for path in [folder, *sorted(folder.rglob("*"))]:
        facts = os.lstat(path)
        name = path.relative_to(folder).as_posix()
        if moment is None:
            moment = int(facts.st_mtime)
        if facts.st_mtime_ns != moment * 10**9:
            wrong += 1
            if wrong <= 20:
                yield Finding("time", name, datetime.fromtimestamp(facts.st_mtime, UTC).isoformat())
        mode = stat.S_IMODE(facts.st_mode)
        if mode not in ((FOLDER_MODE,) if stat.S_ISDIR(facts.st_mode) else (FILE_MODE,)) and mode not in (0o755, 0o777):
            yield Finding("mode", name, f"{mode:o}")
