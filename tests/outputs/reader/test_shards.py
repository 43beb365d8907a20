"""Shard files: every item comes back, sizes fit the drive, names fit old file systems."""

from __future__ import annotations

import hashlib
import random
import re
from pathlib import Path

import pytest
import zstandard

from packager.outputs.reader.scripts import DECODER_JS, reader_script
from packager.outputs.reader.shards import (
    ShardWriter,
    boot_payload,
    boot_script,
    script,
    shard_path,
    string_literal,
    tables,
    write_copies,
)
from tests.outputs.reader.node import node
from tests.outputs.reader.shard_files import items, read_shard, unescape

CLUSTER = 128 * 1024


def made_up(count: int, seed: int = 1) -> list[bytes]:
    """Items of very different length; a few larger than a shard."""
    rng = random.Random(seed)
    words = [rng.randbytes(rng.randint(2, 9)) for _ in range(4000)]
    found = []
    for n in range(count):
        length = 90_000 if n % 150 == 77 else max(1, int(rng.lognormvariate(7.5, 1)))
        found.append(b" ".join(words[min(3999, int(rng.expovariate(0.002)))] for _ in range(length // 6 + 1)))
    return found


def write(folder: Path, rows: list[bytes], **options: int) -> ShardWriter:
    writer = ShardWriter(folder, "A", level=9, **options)
    for number, row in enumerate(rows):
        assert writer.add(row) == number
    writer.close()
    return writer


@pytest.fixture(scope="module")
def rows() -> list[bytes]:
    return made_up(900)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, rows: list[bytes]) -> Path:
    folder = tmp_path_factory.mktemp("data")
    writer = write(folder, rows)
    blocks = {"tables": tables([writer]), "other": b"\0\r\n\"\\0" + bytes(range(256))}
    (folder / "B" / "00").mkdir(parents=True)
    (folder / "B/00/00.txt").write_bytes(boot_script(boot_payload(blocks), 9))
    return folder


def test_items_come_back(folder: Path, rows: list[bytes]) -> None:
    assert items(folder, "A") == rows


def test_copies_of_the_roots_answer(tmp_path: Path) -> None:
    frames = {kind: zstandard.ZstdCompressor().compress(kind.encode() * 4000) for kind in "AS"}
    for kind, frame in frames.items():
        (tmp_path / kind / "00").mkdir(parents=True)
        (tmp_path / shard_path(kind, 0)).write_bytes(script(kind, 0, frame))
    (tmp_path / "B" / "00").mkdir(parents=True)
    (tmp_path / shard_path("B", 0)).write_bytes(boot_script(b"boot" * 4000, 9))
    size = write_copies(tmp_path)
    assert size == sum(path.stat().st_size for path in (tmp_path / "K").rglob("*.*"))
    program = tmp_path / "reader.js"
    program.write_text(reader_script(DECODER_JS))
    assert node("copies.test.js", program, tmp_path) == "16 damages of the roots answered\n"


def test_sizes_fit_the_drive(folder: Path) -> None:
    paths = sorted((folder / "A").rglob("*.txt"))
    sizes = [path.stat().st_size for path in paths]
    assert max(sizes) <= CLUSTER
    # All but the last are full: at most 5 % of the clusters stay empty.
    assert CLUSTER * len(sizes[:-1]) / sum(sizes[:-1]) <= 1.05
    assert sum(sizes) / sum(len(read_shard(path).frame) for path in paths) <= 1.025


def test_the_reader_finds_every_item(folder: Path, rows: list[bytes], tmp_path: Path) -> None:
    script = tmp_path / "reader.js"
    names = (*DECODER_JS, "boot")
    script.write_text(reader_script(names).replace("R.boot.start();", ""))
    digests = tmp_path / "digests"
    digests.write_text("\n".join(hashlib.md5(row).hexdigest() for row in rows))
    assert "900 items" in node("shards.test.js", script, folder, digests)


def test_threads_do_not_change_the_bytes(tmp_path: Path, rows: list[bytes]) -> None:
    for name, workers in (("one", 1), ("three", 3)):
        write(tmp_path / name, rows[:400], workers=workers, segment=200_000)
    one, three = (
        {p.relative_to(tmp_path / name): p.read_bytes() for p in sorted((tmp_path / name).rglob("*.txt"))}
        for name in ("one", "three")
    )
    assert one == three
    assert items(tmp_path / "one", "A") == rows[:400]


def test_names() -> None:
    assert [shard_path("A", n) for n in (0, 300, 65_535, 65_536)] == [
        "A/00/00.txt", "A/01/2c.txt", "A/ff/ff.txt", "A1/00/00.txt"
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"", b'"\\\n\r\0', b"\x001\x00a\x00\x009", bytes(range(256)) * 2])
def test_string_literal_escapes_only_what_it_must(data: bytes) -> None:
    literal = string_literal(data)
    assert not re.search(rb'[\n\r\0]|(?<!\\)(?:\\\\)*"', literal[1:-1])
    assert not re.search(rb"(?<!\\)(?:\\\\)*\\0[0-9]", literal), "an octal escape"
    assert unescape(literal[1:-1]) == data


def test_an_empty_item_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no bytes"):
        ShardWriter(tmp_path, "A").add(b"")
