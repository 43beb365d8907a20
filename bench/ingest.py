"""Ingest beside ``bzip2 -dc FILE | wc -c`` on the same file, and the memory it takes.

    python -m bench.ingest [--source DUMP] [--pages N] [--jobs N] [--rounds N] [--folder DIR] [--check]

Makes (seeded) a multistream dump and the same pages in one stream, then takes turns: bzip2, ingest, bzip2 ... and
compares the best of each. ``--check`` exits 1 if the ratio is below 0.8 or the peak memory above 1 GiB.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.synth_dump import synthesise
from checks.shared import SHARED

BAR = 0.8
MEMORY_BAR = 1 << 30

CHILD = """
import json, resource, sys, time
from pathlib import Path
from packager.pages.ingest import ingest
wall = time.monotonic()
report = ingest([Path(sys.argv[1])], Path(sys.argv[2]), int(sys.argv[3]))
wall = time.monotonic() - wall
usage = resource.getrusage(resource.RUSAGE_SELF)
assert report.adds_up()
print(json.dumps({"seconds": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss * 1024,
    "pages": report.pages_in}))
"""


def bzip2_seconds(path: Path) -> tuple[float, int]:
    """(seconds, bytes) of the reference."""
    start = time.monotonic()
    with subprocess.Popen(["bzip2", "-dc", str(path)], stdout=subprocess.PIPE) as unpack:
        size = int(subprocess.run(["wc", "-c"], stdin=unpack.stdout, capture_output=True, check=True).stdout)
    return time.monotonic() - start, size


def ingest_once(path: Path, folder: Path, jobs: int) -> dict[str, float]:
    """One ingest in a process of its own."""
    store = folder / "bench.store"
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), str(store), str(jobs)], capture_output=True, check=True, text=True
    )
    store.unlink()
    result: dict[str, float] = json.loads(done.stdout)
    return result


def single_stream(path: Path) -> Path:
    """The same text in one bzip2 stream."""
    plain = path.with_name(path.name.replace("-multistream", ""))
    with plain.open("wb") as out, subprocess.Popen(["bzip2", "-dc", str(path)], stdout=subprocess.PIPE) as unpack:
        subprocess.run(["bzip2", "-c"], stdin=unpack.stdout, stdout=out, check=True)
    return plain


def bench(path: Path, folder: Path, jobs: int, rounds: int) -> tuple[float, float]:
    """(ratio of speeds, peak bytes), printed too."""
    reference, ours, cpu, peak, size, pages = [], [], [], 0.0, 0, 0.0
    for _ in range(rounds):
        seconds, size = bzip2_seconds(path)
        reference.append(seconds)
        result = ingest_once(path, folder, jobs)
        ours.append(result["seconds"])
        cpu.append(result["cpu"])
        peak, pages = max(peak, result["peak"]), result["pages"]
    ratio = min(reference) / min(ours)
    print(
        f"{path.name}: {pages:.0f} pages, {size / 1e6:.1f} MB of XML;"
        f" bzip2 -dc {size / 1e6 / min(reference):.1f} MB/s, ingest {size / 1e6 / min(ours):.1f} MB/s"
        f" (--jobs {jobs}, {min(cpu):.1f} s CPU), ratio {ratio:.2f}, peak memory {peak / (1 << 20):.0f} MiB",
        flush=True,
    )
    return ratio, peak


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = SHARED / "corpus" / "kowiki-mini.xml.bz2"
    own = Path(__file__).parent.parent / "tests" / "wiki"
    parser.add_argument("--source", type=Path, default=default if default.exists() else own)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the dumps are made and kept (default: a temporary folder)")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    if shutil.which("bzip2") is None:
        print("bzip2 is not installed; nothing to compare with", file=sys.stderr)
        return 2
    folder = args.folder or Path(tempfile.mkdtemp(prefix="bench-ingest-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        dump = folder / f"pages{args.pages}" / "kowiki-20260201-pages-articles-multistream.xml.bz2"
        dump.parent.mkdir(exist_ok=True)
        if not dump.exists():
            synthesise(args.source, dump, args.pages)
        results = [bench(dump, folder, args.jobs, args.rounds)]
        single = dump.parent / dump.name.replace("-multistream", "")
        results.append(bench(single if single.exists() else single_stream(dump), folder, args.jobs, args.rounds))
    finally:
        if args.folder is None:
            shutil.rmtree(folder)
    good = all(ratio >= BAR and peak < MEMORY_BAR for ratio, peak in results)
    return 0 if good or not args.check else 1


if __name__ == "__main__":
    raise SystemExit(main())
