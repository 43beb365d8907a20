"""Packings: what goes in comes out, and nothing comes out of a file that is not whole."""

from __future__ import annotations

import bz2
import gzip
import lzma
import random
import sys
from collections.abc import Callable
from pathlib import Path

import py7zr
import pytest
import zstandard

from packager.dump.containers import CONTAINERS, bzip2, find_container
from packager.errors import DumpError, UsageError

TEXT = ("<mediawiki>" + "".join(f"문단 {n} " + "가나다라"[n % 4] * (n % 50) + "\n" for n in range(8_000))).encode()


def seven_zip(data: bytes, path: Path) -> bytes:
    with py7zr.SevenZipFile(path, "w") as archive:
        archive.writestr(data, "dump.xml")
    return path.read_bytes()


def in_pieces(pack: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    return lambda data: b"".join(pack(data[start : start + 70_000]) for start in range(0, len(data), 70_000))


PACKERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "plain": ("plain", bytes),
    "bz2": ("bz2", bz2.compress),
    "bz2 multistream": ("bz2", in_pieces(bz2.compress)),
    "bz2 small blocks": ("bz2", in_pieces(lambda data: bz2.compress(data, 1))),
    "bz2 with empty streams": ("bz2", in_pieces(lambda data: bz2.compress(b"") + bz2.compress(data))),
    "gz": ("gz", gzip.compress),
    "gz members": ("gz", in_pieces(gzip.compress)),
    "xz": ("xz", lzma.compress),
    "xz streams with padding": ("xz", in_pieces(lambda data: lzma.compress(data) + bytes(8))),
    "lzma": ("xz", lambda data: lzma.compress(data, lzma.FORMAT_ALONE)),
    "zst": ("zst", zstandard.ZstdCompressor(write_checksum=True).compress),
    "zst frames": ("zst", in_pieces(zstandard.ZstdCompressor(write_checksum=True).compress)),
    "zst skippable": (
        "zst",
        in_pieces(lambda data: b"\x51\x2a\x4d\x18\x05\x00\x00\x00hello" + zstandard.ZstdCompressor().compress(data)),
    ),
}


def unpack(path: Path, jobs: int = 2) -> bytes:
    return b"".join(find_container(path).unpack(path, jobs, lambda done: None))


def unpack_or_line(path: Path) -> bytes | str:
    """The text, or the error if it is as an error should be."""
    try:
        return unpack(path)
    except DumpError as error:
        line = str(error)
    assert "byte" in line
    assert "\n" not in line
    return line


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize("packing", PACKERS)
def test_round_trip(packing: str, jobs: int, tmp_path: Path) -> None:
    name, pack = PACKERS[packing]
    path = tmp_path / "dump"
    path.write_bytes(pack(TEXT))
    assert name == find_container(path).NAME
    assert unpack(path, jobs) == TEXT


def test_seven_zip(tmp_path: Path) -> None:
    data = seven_zip(TEXT, tmp_path / "dump.7z")
    assert unpack(tmp_path / "dump.7z") == TEXT
    for damaged in (data[:-7], data[:200], data[:100] + bytes(50) + data[150:]):
        (tmp_path / "dump.7z").write_bytes(damaged)
        with pytest.raises(DumpError, match="byte 0: 7z"):
            unpack(tmp_path / "dump.7z")


def test_seven_zip_reader_may_stop_early(tmp_path: Path) -> None:
    seven_zip(bytes(40 << 20), tmp_path / "dump.7z")
    pieces = find_container(tmp_path / "dump.7z").unpack(tmp_path / "dump.7z", 1, lambda done: None)
    assert next(pieces)
    pieces.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("packing", [name for name in PACKERS if name != "plain"])
def test_cut_anywhere_is_an_error_or_a_shorter_text(packing: str, tmp_path: Path) -> None:
    """A cut between two streams is sound packing: there the missing ``</mediawiki>`` tells."""
    data = PACKERS[packing][1](TEXT)
    path = tmp_path / "dump"
    generator = random.Random(packing)
    cuts = [generator.randrange(20, len(data)) for _ in range(25)]
    found = 0
    for cut in cuts:
        path.write_bytes(data[:cut])
        out = unpack_or_line(path)
        found += isinstance(out, str)
        assert isinstance(out, str) or TEXT.startswith(out)
    assert found > 20


@pytest.mark.parametrize("packing", ["bz2", "bz2 multistream", "gz", "gz members", "xz", "zst", "zst frames"])
@pytest.mark.parametrize("extra", [b"\0", b"\0" * 512, b"trailing garbage", b"BZh9 no stream"])
def test_bytes_after_the_end(packing: str, extra: bytes, tmp_path: Path) -> None:
    path = tmp_path / "dump"
    path.write_bytes(PACKERS[packing][1](TEXT) + extra)
    if packing == "xz" and extra == b"\0" * 512:
        assert unpack(path) == TEXT  # stream padding is part of the format
        return
    with pytest.raises(DumpError, match="byte"):
        unpack(path)


@pytest.mark.parametrize("packing", ["bz2", "bz2 multistream", "gz", "gz members", "xz", "zst", "zst frames"])
def test_bit_flips(packing: str, tmp_path: Path) -> None:
    data = PACKERS[packing][1](TEXT)
    path = tmp_path / "dump"
    generator = random.Random(packing)
    for _ in range(25):
        damaged = bytearray(data)
        damaged[generator.randrange(len(data))] ^= 1 << generator.randrange(8)
        path.write_bytes(damaged)
        out = unpack_or_line(path)
        assert isinstance(out, str) or out == TEXT


def test_offsets_of_streams_and_of_damage(tmp_path: Path) -> None:
    first, second, third = bz2.compress(TEXT), bz2.compress(b"zwei"), bz2.compress(TEXT[::-1])
    path = tmp_path / "dump.bz2"
    path.write_bytes(first + second + third)
    starts: list[int] = []
    assert b"".join(bzip2.unpack(path, 2, lambda done: None, starts)) == TEXT + b"zwei" + TEXT[::-1]
    assert starts == [0, len(first), len(first) + len(second)]
    path.write_bytes(first + b"BZi" + second[3:] + third)
    with pytest.raises(DumpError, match=f"byte {len(first)}: not the start of a bzip2 stream"):
        b"".join(bzip2.unpack(path, 2, lambda done: None))


def test_one_long_stream_among_short_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bzip2, "LONG", 3000)
    monkeypatch.setattr(bzip2, "GROUP", 500)
    monkeypatch.setattr("packager.dump.containers.reading.BITE", 700)
    monkeypatch.setattr(bzip2, "bites", lambda path, progress: _bites(path, 700))
    generator = random.Random(5)
    pieces = [generator.randbytes(size) for size in (50, 9000, 100, 400, 12_000, 8_000, 10, 600)]
    path = tmp_path / "dump.bz2"
    path.write_bytes(b"".join(map(bz2.compress, pieces)))
    for jobs in (1, 2):
        starts: list[int] = []
        assert b"".join(bzip2.unpack(path, jobs, lambda done: None, starts)) == b"".join(pieces)
        assert len(starts) == len(pieces)
    whole = path.read_bytes()
    for cut in range(1, len(whole), 997):
        path.write_bytes(whole[:cut])
        try:
            out = b"".join(bzip2.unpack(path, 2, lambda done: None))
        except DumpError:
            continue
        assert cut in starts
        assert b"".join(pieces).startswith(out)


def _bites(path: Path, size: int) -> list[bytes]:
    data = path.read_bytes()
    return [data[start : start + size] for start in range(0, len(data), size)]


@pytest.mark.parametrize("packing", ["bz2", "gz", "xz", "zst"])
def test_bomb_comes_in_small_pieces(packing: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    path.write_bytes(PACKERS[packing][1](bytes(40 << 20)))
    sizes = [len(piece) for piece in find_container(path).unpack(path, 2, lambda done: None)]
    assert sum(sizes) == 40 << 20
    assert max(sizes) <= 36 << 20


def test_unknown_and_empty(tmp_path: Path) -> None:
    path = tmp_path / "dump"
    path.write_bytes(b"")
    with pytest.raises(DumpError, match="byte 0: the file is empty"):
        find_container(path)
    path.write_bytes(b"PK\x03\x04 a zip file")
    with pytest.raises(DumpError, match="a ZIP archive; unpack it"):
        find_container(path)
    path.write_bytes(b"\x01\x02 what nobody knows")
    with pytest.raises(DumpError, match="neither a dump nor packed in a known way"):
        find_container(path)
    with pytest.raises(DumpError, match="cannot be read"):
        find_container(tmp_path / "none")
    assert [container.NAME for container in CONTAINERS][-1] == "plain"


def test_7z_without_py7zr_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "dump.xml.7z"
    path.write_bytes(seven_zip(TEXT, tmp_path / "packed"))
    monkeypatch.setitem(sys.modules, "py7zr", None)
    monkeypatch.delitem(sys.modules, "packager.dump.containers.sevenzip_thread", raising=False)
    with pytest.raises(UsageError, match=r"dump\.xml\.7z: reading 7z needs py7zr; install it with pip install"):
        unpack(path)
