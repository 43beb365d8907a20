"""Damage done to dumps: every fault is noticed, or the pages that come out are the same as without it.

    python -m checks.faults_dump [--flips N] [--pages N] [--seed N]

A multistream dump gets N random bit flips, a flip in every later stream header, a cut at every stream boundary, zero
blocks between streams and at the end, streams left out, doubled and swapped, the parts of two dumps mixed. Each result
is ``detected`` (a DumpError of one line that names the file and a byte, or the reason), ``unchanged`` or ``LOST``.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.synth_dump import write_multistream
from checks.own_site import SITE
from packager.dump import open_dump
from packager.dump.containers import bzip2
from packager.errors import DumpError
from packager.model import NS_MAIN, Page, Revision, Title

NAME = "kowiki-20260201-pages-articles-multistream.xml.bz2"
HEADER_BITS = 10 * 8


def make_pages(count: int, seed: int = 7) -> list[Page]:
    """Pages of Korean-looking text of very different lengths."""
    generator = random.Random(seed)
    syllables = [chr(code) for code in range(0xAC00, 0xD7A4, 7)]
    pages = []
    for number in range(count):
        words = ["".join(generator.choices(syllables, k=generator.randrange(1, 5))) for _ in range(60)]
        text = " ".join(generator.choices(words, k=generator.randrange(1, 400))) + " <ref>\"&\"</ref>"
        revision = Revision(1000 + number, "2026-01-31T00:00:00Z")
        pages.append(Page(Title(NS_MAIN, f"{words[0]} {number}"), number + 1, revision, "wikitext", text))
    return pages


def outcome(folder: Path) -> str:
    """Digest of all pages that come out, in any order, or ``detected`` after an error of one line.

    A page that comes twice with the same text counts once: nothing is lost, and the page store tells it.
    """
    try:
        pages = sorted({repr(page) for page in open_dump([folder], 2)})
    except DumpError as error:
        line = str(error)
        if "\n" in line or not re.search(r"byte|listed|pages|given|mixed|another", line):
            return f"BAD MESSAGE {line!r}"
        return "detected"
    return hashlib.sha256("\n".join(pages).encode()).hexdigest()


def stream_starts(path: Path) -> list[int]:
    starts: list[int] = []
    for _ in bzip2.unpack(path, 1, lambda done: None, starts):
        pass
    return starts


def faults(data: bytes, starts: list[int], flips: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """(kind, damaged bytes)."""
    generator = random.Random(seed)

    def flipped(bit: int) -> bytes:
        damaged = bytearray(data)
        damaged[bit >> 3] ^= 1 << (bit & 7)
        return bytes(damaged)

    for _ in range(flips):
        yield "bit flip", flipped(generator.randrange(len(data) * 8))
    for start in starts[1:]:
        for bit in range(HEADER_BITS):
            yield "flip in a later stream header", flipped(start * 8 + bit)
    for start in starts[1:]:
        yield "cut at a stream boundary", data[:start]
        yield "cut behind a stream header", data[: start + 4]
        yield "zero block between streams", data[:start] + bytes(512) + data[start:]
        yield "zeros over a stream header", data[:start] + bytes(16) + data[start + 16 :]
    for size in (1, 512, 1 << 20):
        yield "zeros at the end", data + bytes(size)
        yield "garbage at the end", data + generator.randbytes(size)
    ends = [*starts[1:], len(data)]
    streams = [data[start:end] for start, end in zip(starts, ends, strict=True)]
    for number in range(1, len(streams) - 1):
        yield "stream left out", b"".join(streams[:number] + streams[number + 1 :])
        yield "stream doubled", b"".join(streams[: number + 1] + streams[number:])
    for number in range(1, len(streams) - 2):
        swapped = [*streams[:number], streams[number + 1], streams[number], *streams[number + 2 :]]
        yield "streams swapped", b"".join(swapped)
    for _ in range(20):
        yield "cut anywhere", data[: generator.randrange(1, len(data))]
    for _ in range(20):
        first = generator.randrange(len(data) - 4096)
        yield "4 KiB of zeros", data[:first] + bytes(4096) + data[first + 4096 :]


def run(flips: int, pages: int, seed: int, with_index: bool = False) -> Counter[tuple[str, str]]:
    """Counts of (kind of fault, result)."""
    results: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory(prefix="faults-dump-") as name:
        folder = Path(name) / "dump"
        folder.mkdir()
        path = write_multistream(make_pages(pages), SITE, folder / NAME, per_stream=max(1, pages // 20))
        if not with_index:
            next(folder.glob("*index*")).unlink()
        good = outcome(folder)
        assert len(good) == 64, good
        data = path.read_bytes()
        for kind, damaged in faults(data, stream_starts(path), flips, seed):
            path.write_bytes(damaged)
            result = outcome(folder)
            if result == good:
                result = "unchanged"
            elif len(result) == 64:
                result = "LOST"
            results[kind, result] += 1
        path.write_bytes(data)
        other = write_multistream(make_pages(pages, 8), SITE, folder / NAME.replace("0201", "0301"))
        results["two dumps mixed", outcome(folder)] += 1
        other.unlink()
        shutil.copy(path, folder / "copy.xml.bz2")
        results["a part twice", outcome(folder)] += 1
    return results


NEEDS_INDEX = frozenset({"stream left out"})
"""Without index or hash list such a file is a sound dump of fewer pages: only these can tell."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flips", type=int, default=2000)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    lost = 0
    for with_index in (False, True):
        print("with multistream index" if with_index else "without index, without hash list")
        for (kind, result), number in sorted(run(args.flips, args.pages, args.seed, with_index).items()):
            expected = result in ("detected", "unchanged") or (not with_index and kind in NEEDS_INDEX)
            lost += 0 if expected else number
            print(f"  {kind}: {number} {result}{'' if expected else '  <-- FAULT'}")
    print(f"silent loss: {lost}")
    return 1 if lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
