"""The command."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

import checks.tampered
from checks.small_drive import small_drive
from checks.tampered.drive import KINDS, Library
from checks.tampered.judges import judged, load_checker, tamper
from packager.audit.verify import verify

VARIANTS = 5
LONGEST = 60.0
"""Seconds after which a judge is said to hang."""


CHECKER = load_checker()


def _case(task: tuple[Path, str, str]) -> tuple[str, str]:
    """What each judge says of one drive; nothing of a judge that crashes."""
    clean, name, seed = task
    folder = Path(tempfile.mkdtemp(dir=clean.parent)) / "drive"
    tamper(clean, folder, name, seed)
    try:
        return judged(CHECKER, folder)
    except Exception:
        traceback.print_exc()
        return "", ""
    finally:
        shutil.rmtree(folder.parent, ignore_errors=True)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=checks.tampered.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kinds", default="", help="only kinds whose name has this word")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--variants", type=int, default=VARIANTS)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--clean", type=Path, nargs="*", default=[], help="drives that must pass")
    args = parser.parse_args(argv)
    missed: list[str] = []
    by_verify = by_checker = 0
    start = time.monotonic()
    kinds = sorted(name for name in KINDS if args.kinds in name)
    with tempfile.TemporaryDirectory() as name:
        clean = small_drive(Path(name) / "clean", library=Library(20))
        for folder in [clean, *args.clean]:
            verdict = (verify(folder).findings, CHECKER.main([str(folder)]))
            if verdict != ((), 0):
                print(f"{folder.name}: a clean drive that does not pass: {verdict}")
                missed.append(folder.name)
        tasks = [(clean, each, f"{args.seed}.{variant}") for each in kinds for variant in range(args.variants)]
        with multiprocessing.get_context("fork").Pool(args.jobs) as pool:
            results = pool.imap(_case, tasks)
            for _, each, seed in tasks:
                try:
                    found = results.next(LONGEST)
                except multiprocessing.TimeoutError:
                    print(f"MISSED {each} {seed}: a judge that does not end")
                    return 1
                by_verify += bool(found[0])
                by_checker += bool(found[1])
                if not all(found):
                    missed.append(each)
                    print(
                        f"MISSED {each} {seed}: verify {found[0] or '-'} | verify_drive.py {found[1] or '-'}",
                        flush=True,
                    )
    print(
        f"{len(kinds)} kinds, {len(tasks)} tampered drives: {by_verify} found by packager verify, {by_checker} by "
        f"verify_drive.py, in {time.monotonic() - start:.0f} s"
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
