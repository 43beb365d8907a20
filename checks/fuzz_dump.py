"""Random damage to inputs of every kind and packing: an answer or one line of error, never a traceback, never a loss.

    python -m checks.fuzz_dump [--count N] [--seed N]
"""

from __future__ import annotations

import argparse
import io
import json
import random
import tarfile
import tempfile
from collections import Counter
from pathlib import Path

import py7zr

from bench.synth_dump import PACKERS, export_xml
from checks.faults_dump import make_pages
from checks.own_site import SITE
from packager.dump import open_dump
from packager.errors import PackagerError

CHECKED = (".bz2", ".gz", ".xz", ".zst", ".7z")
"""Packings with a checksum: what they give is what went in."""


def inputs() -> dict[str, bytes]:
    """File name to content."""
    xml = export_xml(make_pages(8), SITE)
    record = {
        "name": "문서", "identifier": 1, "date_modified": "2026-01-01T00:00:00Z", "version": {"identifier": 5},
        "namespace": {"identifier": 0}, "in_language": {"identifier": "ko"},
        "is_part_of": {"identifier": "kowiki", "url": "https://ko.wikipedia.org"},
        "article_body": {"html": "<p>본문</p>"}, "redirects": [{"name": "다른 이름"}],
    }  # fmt: skip
    lines = b"".join(json.dumps({**record, "identifier": n}).encode() + b"\n" for n in (1, 2, 3))
    files = {f"dump.xml.{name}": pack(xml) for name, pack in PACKERS.items()}
    files["dump-utf16.xml"] = xml.decode().encode("utf-16")
    files["snapshot.ndjson"] = lines
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name in ("a", "b"):
            info = tarfile.TarInfo(name)
            info.size = len(lines)
            archive.addfile(info, io.BytesIO(lines))
    files["snapshot.tar"] = out.getvalue()
    files["snapshot.tar.gz"] = PACKERS["gz"](out.getvalue())
    seven = io.BytesIO()
    with py7zr.SevenZipFile(seven, "w") as archive_7z:
        archive_7z.writestr(xml, "dump.xml")
    files["dump.xml.7z"] = seven.getvalue()
    return files


def damaged(data: bytes, generator: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(generator.choice((1, 1, 1, 2, 10))):
        if not changed:
            break
        at = generator.randrange(len(changed))
        kind = generator.randrange(6)
        if kind == 0:
            changed[at] ^= 1 << generator.randrange(8)
        elif kind == 1:
            del changed[at : at + generator.choice((1, 4, 100, len(changed)))]
        elif kind == 2:
            changed[at:at] = generator.randbytes(generator.choice((1, 8, 200)))
        elif kind == 3:
            changed[at : at + generator.choice((1, 4, 64))] = bytes(generator.choice((1, 4, 64)))
        elif kind == 4:
            start = generator.randrange(len(changed))
            changed[at:at] = changed[start : start + generator.choice((8, 300, 4000))]
        else:
            changed[generator.randrange(min(64, len(changed)))] = generator.randrange(256)
    return bytes(changed)


def run(count: int, seed: int) -> Counter[tuple[str, str]]:
    """Counts of (kind of file, result)."""
    generator = random.Random(seed)
    results: Counter[tuple[str, str]] = Counter()
    files = inputs()
    with tempfile.TemporaryDirectory(prefix="fuzz-dump-") as folder:
        whole = {}
        for name, data in files.items():
            path = Path(folder) / name
            path.write_bytes(data)
            whole[name] = repr(list(open_dump([path])))
            path.unlink()
        for _ in range(count):
            name = generator.choice(list(files))
            path = Path(folder) / name
            path.write_bytes(damaged(files[name], generator))
            try:
                pages = repr(list(open_dump([path], 2)))
                result = "LOST" if pages != whole[name] and path.suffix in CHECKED else "read"
            except PackagerError as error:
                result = "refused" if "\n" not in str(error) else f"LONG MESSAGE {error}"
            except Exception as error:
                result = f"CRASH {error!r}"
            results[path.suffix, result] += 1
            path.unlink()
    return results


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    bad = 0
    for (kind, result), number in sorted(run(args.count, args.seed).items()):
        print(f"{kind}: {number} {result}")
        bad += number if result not in ("read", "refused") else 0
    print(f"crashes and losses: {bad}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
