"""``python -m bench.verify [--count N] [--dump FILE] [--drive DIR] [--before PATH]``: how fast ``verify`` is.

Verified are an archive of N small pages (100,000 by default), and a drive: one that is there, or one made of a dump.
``--before`` is a checkout of an earlier program with a ``.venv`` of its own. Both programs judge in turns, the best of
three counts; each judges the drive that it made itself (``--dump``, or ``--before-drive`` beside ``--drive``), for an
earlier program does not know later layouts, and the archive, which has not changed, is the same for both. Entries a
second are told by the clock, with all cores, and by CPU time. Memory is that of all processes together, what they share
counted once. Exit status 1: findings, more than 500 MB, or less than 3 times as many entries a second by the clock.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from checks.small_library import SmallLibrary
from packager.config import ZimConfig
from packager.library.complete import CompleteLibrary
from packager.outputs.zim.writer import write_zim

LIMIT_MB = 500
ROUNDS = 3
WANTED = 3.0
"""Entries a second for each of the earlier program's."""
_PAUSE = 0.1
"""Seconds between two looks at the memory."""
CHILD = """
import inspect, resource, sys, time
from pathlib import Path
try:
    from packager.audit.verify import verify
except ImportError:  # the earlier place
    from packager.verify import verify
options = {"jobs": int(sys.argv[2])} if "jobs" in inspect.signature(verify).parameters else {}
start, before = time.monotonic(), time.process_time()
checked = verify(Path(sys.argv[1]), **options)
seconds = time.monotonic() - start
usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
cpu = sum(u.ru_utime + u.ru_stime for u in usage) - before
print(checked.entries, len(checked.findings), seconds, cpu)
"""


class Measured(NamedTuple):
    """One run."""

    entries: int
    findings: int
    seconds: float
    """On the clock."""
    cpu: float
    memory: int
    """MB of all processes together."""

    @property
    def rate(self) -> float:
        """Entries a second by the clock."""
        return self.entries / self.seconds


def python_of(program: Path) -> str:
    """The interpreter of a checkout."""
    own = program / ".venv" / "bin" / "python"
    return str(own if own.exists() else sys.executable)


def memory(root: int) -> int:
    """Bytes that a process and those below it hold, shared pages in parts; 0 where the system does not tell."""
    total, waiting = 0, [root]
    while waiting:
        folder = Path("/proc", str(waiting.pop()))
        with contextlib.suppress(OSError):
            for line in (folder / "smaps_rollup").read_text().splitlines():
                total += int(line.split()[1]) * 1024 if line.startswith("Pss:") else 0
            for task in (folder / "task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
    return total


def measure(program: Path, target: Path, jobs: int) -> Measured:
    """Let the program of a checkout verify a file or folder."""
    arguments = [python_of(program), "-c", CHILD, str(target), str(jobs)]
    most = 0
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=program) as running:
        while running.poll() is None:
            most = max(most, memory(running.pid))
            time.sleep(_PAUSE)
        said = running.stdout.read() if running.stdout else ""
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, arguments)
    entries, findings, seconds, cpu = said.split()
    return Measured(int(entries), int(findings), float(seconds), float(cpu), most >> 20)


def compare(targets: Sequence[tuple[Path, Path]], jobs: int) -> list[Measured]:
    """The best run of each program over its target, in turns."""
    runs = [[measure(program, target, jobs) for program, target in targets] for _ in range(ROUNDS)]
    return [max(each, key=lambda run: run.rate) for each in zip(*runs, strict=True)]


def show(name: str, best: list[Measured]) -> bool:
    """Print the figures; whether they are fine."""
    for label, run in zip(("now", "before"), best, strict=False):
        print(
            f"{name}, {label}: {run.entries:,} entries in {run.seconds:.1f} s, {run.rate:,.0f} a second, "
            f"{run.entries / run.cpu:,.0f} a second of CPU time, {run.memory} MB, {run.findings} findings"
        )
    fine = best[0].memory <= LIMIT_MB and not any(run.findings for run in best)
    if len(best) > 1:
        now, before = best
        times = now.rate / before.rate
        by_cpu = now.entries / now.cpu / (before.entries / before.cpu)
        print(f"{name}: {times:.2f} times the entries a second, {by_cpu:.2f} times by CPU time")
        fine = fine and times >= WANTED
    return fine


def build(program: Path, dump: Path, folder: Path) -> Path:
    """The drive that the program of a checkout makes of a dump."""
    arguments = [python_of(program), "-m", "packager", "build", str(dump.resolve()), "--out", str(folder)]
    subprocess.run(arguments, check=True, cwd=program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return next(path for path in (folder / "drive", *folder.glob("*/drive")) if (path / "sums.txt").exists())


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000, help="number of pages")
    parser.add_argument("--dump", type=Path, help="a dump of which each program makes a drive and verifies it")
    parser.add_argument("--drive", type=Path, help="a drive to verify, made by this program")
    parser.add_argument("--before-drive", type=Path, help="one of the same dump, made by the earlier program")
    parser.add_argument("--before", type=Path, help="checkout of an earlier program")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args(argv)
    if args.before and args.drive and not args.before_drive:
        parser.error("--drive with --before: give --before-drive as well, an earlier program does not know this layout")
    programs = [Path(__file__).resolve().parent.parent, *([args.before.resolve()] if args.before else [])]
    fine = True
    with tempfile.TemporaryDirectory() as name:
        if args.count:
            path = write_zim(CompleteLibrary(SmallLibrary(args.count)), Path(name), ZimConfig(fulltext=False)).files[0]
            fine = show("archive", compare([(program, path) for program in programs], args.jobs))
        drives = [args.drive, args.before_drive][: len(programs)] if args.drive else []
        if args.dump:
            drives = [build(each, args.dump, Path(name, f"made{n}")) for n, each in enumerate(programs)]
        if drives:
            targets = [
                shutil.copytree(drive, Path(name, str(n), "drive"), copy_function=shutil.copy2)
                for n, drive in enumerate(drives)
            ]
            fine = show("drive", compare(list(zip(programs, targets, strict=True)), args.jobs)) and fine
    return 0 if fine else 1


if __name__ == "__main__":
    raise SystemExit(main())
