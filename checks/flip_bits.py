"""``python -m checks.flip_bits``: 1,000 flipped bits in an archive and 1,000 in a drive; verify must see them all."""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path

from checks.small_drive import small_drive
from checks.small_library import SmallLibrary
from packager.audit.verify import verify
from packager.library.complete import CompleteLibrary
from packager.outputs.zim.writer import write_zim


def flips(files: list[Path], count: int, seed: int) -> list[tuple[Path, int, int]]:
    """Places to flip, every file with the weight of its size."""
    rng = random.Random(seed)
    sizes = [path.stat().st_size for path in files]
    chosen = rng.choices(files, sizes, k=count)
    return [(path, rng.randrange(path.stat().st_size), 1 << rng.randrange(8)) for path in chosen]


def unnoticed(target: Path, files: list[Path], count: int, seed: int) -> list[tuple[Path, int, int]]:
    """The flips that ``verify`` does not see."""
    missed = []
    for path, at, bit in flips(files, count, seed):
        facts = path.stat()
        data = bytearray(path.read_bytes())
        data[at] ^= bit
        path.write_bytes(data)
        if not any(finding.rule != "time" for finding in verify(target).findings):
            missed.append((path, at, bit))
        data[at] ^= bit
        path.write_bytes(data)
        restore(path, facts.st_mtime_ns)
    return missed


def restore(path: Path, moment: int) -> None:
    """Set the time back that writing has changed."""
    os.utime(path, ns=(moment, moment))


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        path = write_zim(CompleteLibrary(SmallLibrary(5)), Path(name)).files[0]
        missed = unnoticed(path, [path], 1000, 1)
        print(f"archive of {path.stat().st_size:,} bytes: {1000 - len(missed):,} of 1,000 found")
        drive = small_drive(Path(name) / "drive", 10)
        lost = unnoticed(drive, sorted(p for p in drive.rglob("*") if p.is_file()), 1000, 2)
        print(f"drive: {1000 - len(lost):,} of 1,000 found")
    return 1 if missed or lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
