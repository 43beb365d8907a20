"""A drive folder: manifest, times, modes, names, and every archive in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from packager.audit.archive import audit_archive
from packager.model import Finding
from packager.publish import SUMS, files_of, sha256_of


def audit_drive(folder: Path, date: str, progress: Callable[[int], None]) -> tuple[list[Finding], int]:
    """Findings of a drive folder and the number of files and entries looked at."""
    findings: list[Finding] = []
    sums = folder / SUMS
    if not sums.is_file():
        return [Finding("manifest", SUMS, "missing")], 0
    listed = {line[66:]: line[:64] for line in sums.read_text(encoding="utf-8", errors="replace").splitlines()}
    times = set()
    entries = 0
    for path in files_of(folder):
        name = path.relative_to(folder).as_posix()
        entries += 1
        times.add(int(os.stat(path).st_mtime))
        if name != SUMS:
            if name not in listed:
                findings.append(Finding("unknown file", name, "not in the manifest"))
            elif sha256_of(path) != listed.pop(name):
                findings.append(Finding("damage", name, "does not have the sum of the manifest"))
        progress(1)
        if name.endswith(".zim"):
            found, count = audit_archive(path, name, date, progress)
            findings += found
            entries += count
    findings += [Finding("manifest", name, "listed but missing") for name in listed]
    if date:
        times.discard(int(datetime.strptime(date, "%Y-%m-%d").replace(tzinfo=UTC).timestamp()))
        findings += [Finding("time", "file times", str(datetime.fromtimestamp(t, UTC))) for t in sorted(times)]
    return findings, entries
