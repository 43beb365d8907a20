"""``python -m bench.verify [--count N] [--drive DIR] [--before PATH]``: entries a second and memory of ``verify``.

Verified are an archive of N small pages (100,000 by default) and, if given, a drive. ``--before`` is a checkout of an
earlier program with a ``.venv`` of its own: both programs judge the same files in turns, the best of three counts, and
the ratio is printed. Memory is that of the largest process; more than 500 MB is a failure.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from checks.small_library import SmallLibrary
from packager.config import ZimConfig
from packager.library.complete import CompleteLibrary
from packager.outputs.zim.writer import write_zim

LIMIT_MB = 500
ROUNDS = 3
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
cpu = sum(u.ru_utime + u.ru_stime for u in usage)
print(checked.entries, len(checked.findings), seconds, cpu, max(u.ru_maxrss for u in usage) // 1024)
"""


class Measured(NamedTuple):
    """One run."""

    entries: int
    findings: int
    seconds: float
    """On the clock."""
    cpu: float
    memory: int
    """MB of the largest process."""


def measure(program: Path, target: Path, jobs: int) -> Measured:
    """Let the program of a checkout verify a file or folder."""
    own = program / ".venv" / "bin" / "python"
    done = subprocess.run(
        [str(own if own.exists() else sys.executable), "-c", CHILD, str(target), str(jobs)],
        capture_output=True, text=True, check=True, cwd=program,
    )  # fmt: skip
    entries, findings, seconds, cpu, memory = done.stdout.split()
    return Measured(int(entries), int(findings), float(seconds), float(cpu), int(memory))


def compare(target: Path, before: Path | None, jobs: int) -> list[Measured]:
    """The best run of this program, then of the earlier one."""
    programs = [Path(__file__).resolve().parent.parent, *([before.resolve()] if before else [])]
    runs = [[measure(program, target, jobs) for program in programs] for _ in range(ROUNDS)]
    return [min(each, key=lambda run: run.seconds) for each in zip(*runs, strict=True)]


def show(name: str, best: list[Measured]) -> bool:
    """Print the figures; whether they are fine."""
    for label, run in zip(("now", "before"), best, strict=False):
        print(
            f"{name}, {label}: {run.entries:,} entries in {run.seconds:.1f} s ({run.cpu:.1f} s CPU), "
            f"{run.entries / run.seconds:,.0f} a second, {run.memory} MB at most, {run.findings} findings"
        )
    if len(best) > 1:
        print(
            f"{name}: {best[1].seconds / best[0].seconds:.1f} times as fast, CPU {best[1].cpu / best[0].cpu:.1f} times"
        )
    return best[0].memory <= LIMIT_MB and not best[0].findings


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000, help="number of pages")
    parser.add_argument("--drive", type=Path, action="append", default=[], help="a drive to verify as well")
    parser.add_argument("--before", type=Path, help="checkout of an earlier program")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args(argv)
    fine = True
    with tempfile.TemporaryDirectory() as name:
        if args.count:
            path = write_zim(CompleteLibrary(SmallLibrary(args.count)), Path(name), ZimConfig(fulltext=False)).files[0]
            fine = show("archive", compare(path, args.before, args.jobs))
        for drive in args.drive:
            copy = shutil.copytree(drive, Path(name) / "drive", copy_function=shutil.copy2)
            fine = show(drive.parent.name, compare(copy, args.before, args.jobs)) and fine
            shutil.rmtree(copy)
    return 0 if fine else 1


if __name__ == "__main__":
    raise SystemExit(main())
