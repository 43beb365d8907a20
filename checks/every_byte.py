"""``python -m checks.every_byte [--count N] [--fields N]``: one byte changed anywhere in a drive, and all sealed again.

After each change, insertion or deletion of a single byte the file's own sums, seals and identifiers are made right, so
that only the meaning of the byte can give it away. What ``packager verify`` does not see must be text that a reader
sees: the changed place is shown. Then fields of the archive's header, directory and lists are given random values,
one at a time; neither judge may crash, take long, or call the drive clean.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import re
import shutil
import struct
import tempfile
import time
import zlib
from pathlib import Path

import zstandard

from checks.raw_zim import sealed
from checks.small_drive import small_drive
from checks.tampered import DATE, Library, load_checker
from packager.audit.shards import CALIBRATION, literal
from packager.audit.verify import verify
from packager.drive.publish import set_times, write_manifest

LONGEST = 2.0
"""Seconds of CPU time that a judge may take for a drive whose archive lies."""
_FRAME = re.compile(rb'(R\.shards\.take\("[A-Z]+",\d+,")(.*)(",)(\d+)(\);\n)\Z', re.S)
_ESCAPE = re.compile(rb"\\(x00|.)", re.S)
_MEANING = {b"n": b"\n", b"r": b"\r", b"0": b"\0", b"x00": b"\0", b'"': b'"', b"\\": b"\\"}


def edited(data: bytes, rng: random.Random) -> bytes:
    """One byte changed, put in, or taken away."""
    at = rng.randrange(len(data))
    way = rng.randrange(3)
    if way == 0:
        return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]
    return data[:at] + (bytes([rng.randrange(256)]) + data[at:] if way == 1 else data[at + 1 :])


def edit(path: Path, rng: random.Random) -> str:
    """Change a file by one byte, inside its packed data if it has any; gives what was done."""
    data = path.read_bytes()
    if path.suffix == ".txt" and path.parts[-4] == "data" and rng.random() < 0.8:
        head = CALIBRATION if data.startswith(CALIBRATION) else b""
        match = _FRAME.fullmatch(data, len(head))
        assert match is not None
        frame = _ESCAPE.sub(lambda m: _MEANING[m[1]], match[2])
        if rng.random() < 0.5:
            frame = edited(frame, rng)
        else:
            unpacked = zstandard.ZstdDecompressor().decompress(frame)
            frame = zstandard.ZstdCompressor(level=19).compress(edited(unpacked, rng))
        path.write_bytes(head + match[1] + literal(frame) + match[3] + str(zlib.adler32(frame)).encode() + match[5])
        return f"{path.name}: frame"
    changed = edited(data, rng)
    if path.suffix == ".zim":
        changed = sealed(changed)
    path.write_bytes(changed)
    return f"{path.name}: file"


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
    path.write_bytes(sealed(bytes(data)))
    return f"offset {at}: {old} is now {value}"




def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=5000, help="single bytes")
    parser.add_argument("--fields", type=int, default=400, help="lying fields")
    parser.add_argument("--seed", default="1")
    args = parser.parse_args(argv)
    checker, rng = load_checker(), random.Random(args.seed)
    missed: dict[str, int] = {}
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        clean = small_drive(Path(name) / "clean", library=Library(6))
        files = sorted(p for p in clean.rglob("*") if p.is_file() and p.name != "sums.txt")
        sizes = [path.stat().st_size for path in files]
        for _ in range(args.count):
            folder = Path(name) / "drive"
            shutil.copytree(clean, folder)
            chosen = folder / rng.choices(files, sizes)[0].relative_to(clean)
            done = edit(chosen, rng)
            write_manifest(folder)
            set_times(folder, DATE)
            if not verify(folder, DATE).findings:
                where = f"{chosen.relative_to(folder)} ({done.rpartition(': ')[2]})"
                missed[where] = missed.get(where, 0) + 1
            shutil.rmtree(folder)
        total = sum(missed.values())
        print(f"{args.count} single bytes: {args.count - total} found, {total} not: {missed}", flush=True)
        longest = 0.0
        for _ in range(args.fields):
            folder = Path(name) / "drive"
            shutil.copytree(clean, folder)
            done = lie(folder / "wiki.zim", rng)
            write_manifest(folder)
            set_times(folder, DATE)
            start = time.process_time()
            found = bool(verify(folder, DATE).findings)
            middle = time.process_time()
            with contextlib.redirect_stdout(io.StringIO()):
                status = checker.main([str(folder)])
            longest = max(longest, middle - start, time.process_time() - middle)
            if not found or status != 1:
                wrong += 1
                print(f"called clean: {done}: verify {found}, verify_drive.py {status}", flush=True)
            shutil.rmtree(folder)
        print(f"{args.fields} lying fields: {args.fields - wrong} found by both, {longest:.1f} s CPU at most")
    return 1 if missed or wrong or longest > LONGEST else 0


if __name__ == "__main__":
    raise SystemExit(main())
