"""``packager rebuild-check``: build again as somebody else would, and compare with a record.

Each build runs in a fresh folder, as a process of its own with another time zone, locale, home, umask, hash seed and
number of workers, and without network where the system lets us.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from packager.errors import OutputError
from packager.release.compare import first_input
from packager.release.record import Record, read_record
from packager.terminal.progress import Progress

FOLDER = "release"
"""Folder below ``--out`` in which builds leave their records."""


class Circumstances(NamedTuple):
    """How one of the builds runs."""

    jobs: int
    umask: int
    environment: dict[str, str]


class Rebuilt(NamedTuple):
    """What came of one build."""

    jobs: int
    equal: bool
    differs: str
    """The first input that is not as the record says, or ``drive``; empty if equal."""

def circumstances(home: Path) -> Iterator[Circumstances]:
    """Two that have nothing in common."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH") if name in os.environ}
    yield Circumstances(
        1, 0o022, {**kept, "TZ": "UTC", "LC_ALL": "C.UTF-8", "HOME": str(home / "one"), "PYTHONHASHSEED": "1"}
    )
    yield Circumstances(
        max(2, os.cpu_count() or 1),
        0o077,
        {
            **kept,
            "TZ": "Asia/Pyongyang",
            "LANG": "ko_KR.UTF-8",
            "LC_ALL": "tr_TR.UTF-8",
            "HOME": str(home / "two"),
            "USER": "other",
            "PYTHONHASHSEED": "4711",
            "SOURCE_DATE_EPOCH": "1",
        },
    )


def without_network() -> list[str]:
    """What begins a command that must not reach a network; nothing if the system does not allow that."""
    command = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") and not subprocess.run([*command, "true"], capture_output=True).returncode:
        return command
    return []


def rebuild(path: Path, dumps: Sequence[Path], options: Sequence[str], progress: Progress) -> list[Rebuilt]:
    """Build twice and compare with the record at ``path``.

    ``options`` are those of ``packager build`` that shape the drive. Raises UsageError if the record is none,
    OutputError if a build ends without one.
    """
    record, prefix = read_record(path), without_network()
    with tempfile.TemporaryDirectory(prefix="rebuild-", dir=path.absolute().parent) as folder:
        home = Path(folder)
        return [_once(record, dumps, options, each, home, prefix, progress) for each in circumstances(home)]


def _once(
    record: Record,
    dumps: Sequence[Path],
    options: Sequence[str],
    how: Circumstances,
    home: Path,
    prefix: Sequence[str],
    progress: Progress,
) -> Rebuilt:
    out = home / f"out-{how.jobs}"
    (home / Path(how.environment["HOME"]).name).mkdir()
    command = [*prefix, sys.executable, "-m", "packager", "build", *(str(dump.absolute()) for dump in dumps)]
    command += ["--out", str(out), "--jobs", str(how.jobs), "--quiet", *options]
    with progress.stage("rebuild", unit="files"):
        done = subprocess.run(command, env=how.environment, umask=how.umask, capture_output=True, text=True, cwd=home)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [""]
        raise OutputError("the build ended with status {status}: {line}", status=done.returncode, line=lines[-1])
    made = read_record(next((out / FOLDER).glob("*.release")))
    shutil.rmtree(out)
    if made == record:
        return Rebuilt(how.jobs, True, "")
    found = first_input(record, made)
    return Rebuilt(how.jobs, False, found[0] if found else "drive")
