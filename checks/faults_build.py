"""``python -m checks.faults_build [--kills 50] [--sizes 20]``: builds that are ended by force or run out of disk.

After every kill -9: no partial file under a final name; the run after it gives the clean build's bytes and renders at
most a fifth of the pages again. On every disk that is too small: exit status not 0, one line, the old drive untouched.
The second part needs root, for a small file system in memory.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from checks.drive_sums import drive_sums
from checks.own_dump import DUMP

PACKAGER = [sys.executable, "-m", "packager"]


def build(out: Path, dump: Path, **options: object) -> subprocess.Popen[str]:
    """Start a build in a process group of its own."""
    return subprocess.Popen(
        [*PACKAGER, "build", str(dump), "--out", str(out), "--jobs", "2"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True, **options,  # type: ignore[call-overload]
    )  # fmt: skip


def counts(out: Path) -> dict[str, int]:
    """The counts of the last report."""
    return dict(json.loads((out / "report" / "build.json").read_text(encoding="utf-8"))["counts"])


def kill_builds(dump: Path, kills: int, seed: int) -> int:
    """Gives the number of faults."""
    rng = random.Random(seed)
    faults = 0
    with tempfile.TemporaryDirectory() as name:
        clean = Path(name) / "clean"
        started = time.monotonic()
        build(clean, dump).wait()
        length = time.monotonic() - started
        wanted = drive_sums(clean / "drive")
        total = counts(clean)["rendered"]
        for number in range(kills):
            out = Path(name) / "out"
            shutil.rmtree(out, ignore_errors=True)
            process = build(out, dump)
            time.sleep(rng.uniform(0.05, length))
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            done = _rendered(out)
            if (out / "drive").exists() and drive_sums(out / "drive") != wanted:
                print(f"kill {number}: a partial drive under the final name")
                faults += 1
            again = build(out, dump)
            _, said = again.communicate()
            if again.returncode or drive_sums(out / "drive") != wanted:
                print(f"kill {number}: the run after it gave another drive: {said[-300:]}")
                faults += 1
                continue
            left = counts(out)["rendered"]
            if left > total - done + total * 0.2:
                print(f"kill {number}: {done} of {total} pages were rendered, {left} were rendered again")
                faults += 1
            leftover = [p.name for p in (out / "work").iterdir() if p.name not in KEPT]
            if leftover:
                print(f"kill {number}: left over: {leftover}")
                faults += 1
    print(f"{kills} kills, {faults} faults")
    return faults


KEPT = {"pages.sqlite", "rendered.sqlite", "rendered.sqlite-wal", "rendered.sqlite-shm", "lock", "desk.sqlite"}


def _rendered(out: Path) -> int:
    """Pages that the ended run had rendered, as far as a reader of its files can see."""
    import sqlite3

    path = out / "work" / "rendered.sqlite"
    if not path.exists():
        return 0
    try:
        with sqlite3.connect(path) as db:
            return int(db.execute("SELECT count(*) FROM result").fetchone()[0])
    except sqlite3.Error:
        return 0


def fill_disks(dump: Path, sizes: int) -> int:
    """Gives the number of faults."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        print("disk-full part skipped: it needs root")
        return 0
    faults = 0
    with tempfile.TemporaryDirectory() as name:
        whole = Path(name) / "whole"
        build(whole, dump).wait()
        need = sum(p.stat().st_size for p in whole.rglob("*") if p.is_file())
        for number in range(1, sizes + 1):
            room = Path(name) / "room"
            room.mkdir(exist_ok=True)
            size = int(need * number / (sizes + 1))
            mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={max(size, 65536)}", "tmpfs", str(room)])
            if mounted.returncode:
                print("disk-full part skipped: no tmpfs can be mounted here")
                return faults
            try:
                old = room / "out" / "drive"
                old.mkdir(parents=True)
                (old / "index.html").write_text("old")
                (old / "sums.txt").write_text(f"{hashlib.sha256(b'old').hexdigest()}  index.html\n")
                process = build(room / "out", dump)
                try:
                    _, said = process.communicate(timeout=300)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    said, faults = "hangs", faults + 1
                errors = [line for line in said.splitlines() if line.startswith("packager: ")]
                fine = process.returncode in (5, 2) and len(errors) == 1 and "Traceback" not in said
                untouched = (old / "index.html").read_text() == "old" and len(list(old.iterdir())) == 2
                if not (fine and untouched) and process.returncode != 0:
                    print(f"disk of {size} bytes: status {process.returncode}, untouched {untouched}: {said[-400:]}")
                    faults += 1
            finally:
                subprocess.run(["umount", "-l", str(room)], check=False)
    print(f"{sizes} full disks, {faults} faults")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--sizes", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dump", type=Path, default=DUMP)
    args = parser.parse_args()
    return 1 if kill_builds(args.dump, args.kills, args.seed) + fill_disks(args.dump, args.sizes) else 0


if __name__ == "__main__":
    raise SystemExit(main())
