"""``python -m checks.corpus_dumps FOLDER``: real dumps of many wikis and ages, each built or refused with one line.

Every file below FOLDER that could be a dump goes through ``packager build`` as its owner would try it, with a
configuration that takes any wiki. What must come of each stands in ``checks/corpus_dumps.tsv``: file, exit status, and
for a refusal words that its one line holds. A dump that is not listed, a listed one that is not there, another status,
a traceback or a second line of error is a fault. ``--write`` writes files, statuses and words anew: read the
difference. Why a dump is refused is written by whoever has opened it.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_suffix(".tsv")
CONFIG = '[input]\nwiki = ""\n'
SECONDS = 1800
"""A build that takes longer counts as one that hangs."""
_PLACE = re.compile(r".*?: byte \d+(?: of the unpacked text)?: ")
_EXAMPLES = ", first: "
MARK = "packager: error: "


class Outcome(NamedTuple):
    """What came of one dump."""

    name: str
    status: int
    said: str
    """The error line; empty for a build."""
    seconds: float
    faults: tuple[str, ...]


class Expected(NamedTuple):
    """What must come of one dump."""

    status: int
    words: str
    why: str = ""
    """Why a dump is refused, for whoever reads the table."""


def expectations(path: Path = TABLE) -> dict[str, Expected]:
    """The table: file name to what must come of it."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {name: Expected(int(status), words, "".join(why)) for name, status, words, *why in rows}


def dumps(folder: Path) -> list[str]:
    """Names of all files below ``folder``, relative to it, smallest first."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    return [path.relative_to(folder).as_posix() for path in sorted(files, key=lambda p: (p.stat().st_size, p.name))]


def tried(folder: Path, jobs: int, name: str) -> Outcome:
    """Build one dump into a folder that goes again."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="corpus-dumps-") as place:
        config = Path(place) / "snapshot.toml"
        config.write_text(CONFIG, "utf-8")
        command = [
            sys.executable, "-m", "packager", "build", str(folder / name), "--out", f"{place}/out",
            "--config", str(config), "--jobs", str(jobs),
        ]  # fmt: skip
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=SECONDS,
                env=os.environ | {"LC_ALL": "C.UTF-8"},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return Outcome(name, -1, "", time.monotonic() - started, (f"hangs for {SECONDS} s",))
        faults = tuple(_faults(done.returncode, done.stderr, Path(place) / "out"))
    said = [line.removeprefix(MARK) for line in done.stderr.splitlines() if line.startswith(MARK)]
    return Outcome(name, done.returncode, said[-1] if said else "", time.monotonic() - started, faults)


def _faults(status: int, said: str, out: Path) -> Iterator[str]:
    """What no run may do, whatever the dump is."""
    errors = [line for line in said.splitlines() if line.startswith(MARK)]
    if "Traceback" in said:
        yield f"a traceback: {said[-300:]}"
    if status < 0 or status == 1:
        yield f"ended with status {status}: {said[-300:]}"
    elif status == 0 and (errors or not (out / "drive" / "sums.txt").is_file()):
        yield "status 0 without a drive, or with an error"
    elif status and (len(errors) != 1 or said.splitlines()[-1] != errors[0]):
        yield f"{len(errors)} lines of error, not one at the end: {said[-300:]}"
    if status and (out / "drive").exists():
        yield "refused, and a drive is there"


def compared(outcome: Outcome, expected: Expected | None) -> list[str]:
    """What is wrong with the outcome of one dump."""
    faults = list(outcome.faults)
    if expected is None:
        faults.append("is not in the table")
    elif outcome.status != expected.status:
        faults.append(f"status {outcome.status} instead of {expected.status}: {outcome.said[:200]}")
    elif expected.words not in outcome.said:
        faults.append(f"does not say «{expected.words}»: {outcome.said[:200]}")
    return faults


def row(outcome: Outcome, why: str) -> str:
    """A line of the table."""
    line = f"{outcome.name}\t{outcome.status}\t{phrase(outcome.said)}"
    return f"{line}\t{why}" if outcome.status else line


def phrase(said: str) -> str:
    """What a refusal says, without the place and the pages that it names."""
    return _PLACE.sub("", said, count=1).partition(_EXAMPLES)[0]


def write(outcomes: Sequence[Outcome]) -> None:
    """Write the table anew, its head as it is."""
    head = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("#")] if TABLE.exists() else []
    before = expectations() if TABLE.exists() else {}
    rows = sorted(row(each, before[each.name].why if each.name in before else "") for each in outcomes)
    TABLE.write_text("\n".join([*head, *rows]) + "\n", "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--largest", type=float, default=float("inf"), metavar="MB", help="leave larger files out")
    parser.add_argument("--side-by-side", type=int, default=1, metavar="N", help="builds at a time")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="worker processes of each")
    parser.add_argument("--only", default="", metavar="WORDS", help="only files whose names hold these words")
    parser.add_argument("--write", action="store_true", help="write the table anew")
    args = parser.parse_args()
    expected = {} if args.write else expectations()
    names = dumps(args.folder)
    names = [name for name in names if args.only in name]
    chosen = [name for name in names if (args.folder / name).stat().st_size <= args.largest * 1e6]
    missing = [name for name in sorted(expected.keys() - set(names)) if args.only in name]
    outcomes, faults = [], [f"{name}: is not there" for name in missing]
    with ThreadPoolExecutor(args.side_by_side) as pool:
        for outcome in pool.map(partial(tried, args.folder, args.jobs), chosen):
            outcomes.append(outcome)
            what = "built" if not outcome.status else f"refused {outcome.status}"
            print(f"{what:10} {outcome.seconds:7.1f} s  {outcome.name}  {outcome.said[:140]}", flush=True)
            wrong = list(outcome.faults) if args.write else compared(outcome, expected.get(outcome.name))
            faults += [f"{outcome.name}: {fault}" for fault in wrong]
    if args.write:
        write(outcomes)
    for fault in faults:
        print(fault)
    counts = Counter("built" if not each.status else "refused" for each in outcomes)
    left = f", {len(names) - len(chosen)} left out as too large" if len(names) > len(chosen) else ""
    print(f"{counts['built']} built, {counts['refused']} refused{left}, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
