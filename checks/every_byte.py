"""``python -m checks.every_byte [--count N] [--fields N] [--jobs N]``: one byte changed anywhere, all sealed again.

A byte of a file is changed, put in or taken away: in the file itself, in the packed bytes of a data file, in what they
hold, in a page, list or index of the archive. Then sums, seals, identifiers and times are made right, so that only the
meaning of the byte can give it away. ``packager verify`` must find every one; what ``verify_drive.py`` does not see is
counted by file. Then fields of the archive's header, directory and lists are given random values, one at a time;
neither judge may crash, take long, or call the drive clean.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import multiprocessing
import os
import random
import re
import shutil
import struct
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import zstandard

from checks import raw_zim
from checks.small_drive import small_drive
from checks.tampered import DATE, Library, load_checker
from packager.audit.shards import CALIBRATION, literal
from packager.audit.verify import verify
from packager.drive.publish import set_times

LONGEST = 2.0
"""Seconds of CPU time that a judge may take for a drive whose archive lies."""
ARTICLES = 12
_FRAME = re.compile(rb'(R\.shards\.take\("[A-Z]+",\d+,")(.*)(",)(\d+)(\);\n)\Z', re.S)
_ESCAPE = re.compile(rb"\\(x00|.)", re.S)
_MEANING = {b"n": b"\n", b"r": b"\r", b"0": b"\0", b"x00": b"\0", b'"': b'"', b"\\": b"\\"}


class Verdict(NamedTuple):
    """What became of one changed drive."""

    done: str
    """What was changed: the file, and where in it."""
    by_verify: bool
    by_checker: bool
    seconds: float
    """CPU time of the slower judge."""
    seed: str = ""
    """Draws the same change again."""


def edited(data: bytes, rng: random.Random) -> bytes:
    """One byte changed, put in, or taken away."""
    at = rng.randrange(len(data))
    way = rng.randrange(4)
    if way == 0:
        return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]
    if way == 1:
        return data[:at] + bytes([data[at] ^ rng.randrange(1, 256)]) + data[at + 1 :]
    return data[:at] + (bytes([rng.randrange(256)]) + data[at:] if way == 2 else data[at + 1 :])


def edit_data_file(data: bytes, rng: random.Random) -> tuple[bytes, str]:
    """Change the file, its frame, or what the frame holds."""
    way = rng.choice(("file", "frame", "payload", "payload", "payload"))
    if way == "file":
        return edited(data, rng), way
    head = CALIBRATION if data.startswith(CALIBRATION) else b""
    match = _FRAME.fullmatch(data, len(head))
    assert match is not None
    frame = _ESCAPE.sub(lambda m: _MEANING[m[1]], match[2])
    if way == "frame":
        frame = edited(frame, rng)
    else:
        unpacked = edited(zstandard.ZstdDecompressor().decompress(frame), rng)
        frame = zstandard.ZstdCompressor(level=19).compress(unpacked)
    return head + match[1] + literal(frame) + match[3] + str(zlib.adler32(frame)).encode() + match[5], way


def edit_archive(path: Path, rng: random.Random) -> str:
    """Change the file, or what one of its entries holds; every offset follows."""
    if rng.random() < 0.4:
        path.write_bytes(raw_zim.sealed(edited(path.read_bytes(), rng)))
        return "file"
    archive = raw_zim.read(path)
    entry = rng.choice([e for e in archive.entries if not e.target])
    where = f"{entry.space}/{entry.path}"
    archive.put(where, edited(archive.blob(where), rng))
    raw_zim.write(archive, path)
    return where if entry.space != "C" else entry.mime


def edit(path: Path, rng: random.Random) -> str:
    """Change a file by one byte; gives where."""
    if path.suffix == ".zim":
        return edit_archive(path, rng)
    data = path.read_bytes()
    packed = path.suffix == ".txt" and "data" in path.parts[-4:-3]
    changed, way = edit_data_file(data, rng) if packed else (edited(data, rng), "file")
    path.write_bytes(changed)
    return way


def lie(path: Path, rng: random.Random) -> str:
    """Give one field of the archive a value that it has not."""
    data = bytearray(path.read_bytes())
    header = struct.unpack_from("<IHH16sIIQQQQIIQ", data)
    count, clusters, paths, titles, pointers = header[4], header[5], header[6], header[7], header[8]
    entry = struct.unpack_from("<Q", data, paths + 8 * rng.randrange(count))[0]
    cluster = struct.unpack_from("<Q", data, pointers + 8 * rng.randrange(clusters))[0]
    places = [(at, "<I") for at in (24, 28, 64, 68)] + [(at, "<Q") for at in (32, 40, 48, 56, 72)]
    places += [(4, "<H"), (6, "<H"), (paths + 8 * rng.randrange(count), "<Q")]
    places += [(pointers + 8 * rng.randrange(clusters), "<Q")]
    places += [(titles + 4 * rng.randrange(count), "<I"), (entry, "<H"), (entry + 2, "<B"), (entry + 4, "<I")]
    places += [(entry + 8, "<I"), (entry + 12, "<I"), (cluster, "<B"), (cluster + 1, "<I")]
    at, layout = rng.choice(places)
    size = struct.calcsize(layout)
    (old,) = struct.unpack_from(layout, data, at)
    top = (1 << 8 * size) - 1
    odd = (0, 1, old + 1, old - 1, old * 2, top, top - 1, len(data), len(data) - 1, rng.randrange(top + 1))
    value = rng.choice(odd)
    value &= top
    if value == old:
        value ^= 1
    struct.pack_into(layout, data, at, value)
    path.write_bytes(raw_zim.sealed(bytes(data)))
    return f"offset {at}: {old} is now {value}"


class Bench:
    """A drive that is changed, judged and put right again; the judges run in this process."""

    def __init__(self, clean: Path, folder: Path) -> None:
        self.folder = shutil.copytree(clean, folder)
        self.checker = load_checker()
        self.files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "sums.txt")
        self.sizes = [path.stat().st_size for path in self.files]
        kinds = Counter(map(self.kind, self.files))
        self.shares = [1 / kinds[self.kind(path)] for path in self.files]

    def kind(self, path: Path) -> str:
        """Files of one kind: those in a folder of data, or the name."""
        parts = path.relative_to(self.folder).parts
        return "/".join(parts[:2]) if parts[0] == "data" else path.name

    def byte(self, rng: random.Random) -> Verdict:
        """One byte of a file: half of them drawn by size, half by kind of file."""
        path = rng.choices(self.files, self.sizes if rng.random() < 0.5 else self.shares)[0]
        return self._judged(path, partial(edit, path, rng))

    def field(self, rng: random.Random) -> Verdict:
        """One field of the archive."""
        path = self.folder / "wiki.zim"
        return self._judged(path, partial(lie, path, rng))

    def _judged(self, path: Path, change: Callable[[], str]) -> Verdict:
        before, sums = path.read_bytes(), (self.folder / "sums.txt").read_bytes()
        done = change()
        while path.read_bytes() == before:
            done = change()
        old, new = (hashlib.sha256(data).hexdigest().encode() for data in (before, path.read_bytes()))
        (self.folder / "sums.txt").write_bytes(sums.replace(old, new, 1))
        set_times(self.folder, DATE)
        start = time.process_time()
        found = bool(verify(self.folder).findings)
        middle = time.process_time()
        with contextlib.redirect_stdout(io.StringIO()):
            status = self.checker.main([str(self.folder)])
        seconds = max(middle - start, time.process_time() - middle)
        path.write_bytes(before)
        (self.folder / "sums.txt").write_bytes(sums)
        return Verdict(f"{self.kind(path)}: {done}", found, status == 1, seconds)


_BENCH: list[Bench] = []


def _begin(clean: Path) -> None:
    _BENCH[:] = [Bench(clean, clean.parent / f"drive{os.getpid()}")]


def _case(task: tuple[str, str]) -> Verdict:
    way, seed = task
    judge = _BENCH[0].byte if way == "byte" else _BENCH[0].field
    return judge(random.Random(seed))._replace(seed=seed)


def judged(clean: Path, tasks: Sequence[tuple[str, str]], jobs: int) -> Iterator[Verdict]:
    """The verdicts in the order of the tasks, which do not depend on the number of processes."""
    with multiprocessing.get_context("fork").Pool(jobs, _begin, (clean,)) as pool:
        yield from pool.imap(_case, tasks, chunksize=4)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=5000, help="single bytes")
    parser.add_argument("--fields", type=int, default=400, help="lying fields")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", default="1")
    args = parser.parse_args(argv)
    tasks = [("byte", f"{args.seed}.{n}") for n in range(args.count)]
    tasks += [("field", f"{args.seed}.field.{n}") for n in range(args.fields)]
    with tempfile.TemporaryDirectory() as name:
        clean = small_drive(Path(name) / "clean", library=Library(ARTICLES))
        verdicts = []
        for v in judged(clean, tasks, args.jobs):
            verdicts.append(v)
            if not v.by_verify:
                print(f"not found by packager verify: {v.done}, seed {v.seed}", flush=True)
            if len(verdicts) % 500 == 0:
                print(f"{len(verdicts)} of {len(tasks)}", file=sys.stderr, flush=True)
    bytes_, fields = verdicts[: args.count], verdicts[args.count :]
    missed = Counter(v.done for v in bytes_ if not v.by_verify)
    unseen = Counter(v.done for v in bytes_ if not v.by_checker)
    print(f"{len(bytes_)} single bytes: {len(bytes_) - missed.total()} found by packager verify, not {dict(missed)}")
    print(f"{len(bytes_) - unseen.total()} found by verify_drive.py, not {dict(unseen)}")
    wrong = [v for v in fields if not (v.by_verify and v.by_checker)]
    for v in wrong:
        print(f"called clean: {v.done}: verify {v.by_verify}, verify_drive.py {v.by_checker}")
    longest = max((v.seconds for v in fields), default=0.0)
    print(f"{len(fields)} lying fields: {len(fields) - len(wrong)} found by both, {longest:.1f} s CPU at most")
    return 1 if missed or wrong or longest > LONGEST else 0


if __name__ == "__main__":
    raise SystemExit(main())
