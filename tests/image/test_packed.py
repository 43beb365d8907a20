"""A packed image: its bytes, its judge, how it is read by position. ``checks.image packed`` does it at full size."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import zstandard

from packager.audit.image import packed as judge
from packager.cli import main
from packager.errors import UsageError
from packager.image.packed import PackedSink
from packager.stick.source import opened_image

SIZE = 9_000_000
NOISE = hashlib.shake_256(b"x").digest(3_000_000)
IMAGE = NOISE + bytes(4_000_001 - len(NOISE)) + b"end" + bytes(SIZE - 4_000_004)


def written(path: Path, step: int) -> tuple[str, str]:
    """Both sums of ``IMAGE``, given to the packer ``step`` bytes at a time."""
    with PackedSink(str(path), SIZE) as sink:
        for at in range(0, len(NOISE), step):
            sink.write(NOISE[at : at + step])
        assert sink.zeros_to(4_000_001) == 4_000_001 - len(NOISE)
        sink.write(b"end")
        return sink.finish(), sink.packed


@pytest.fixture
def image(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(judge, "CLASSES", {SIZE: 1})
    written(tmp_path / "x.img.zst", 1 << 18)
    return tmp_path / "x.img.zst"


def test_how_it_is_given_its_bytes_makes_no_difference(tmp_path: Path) -> None:
    found = {written(tmp_path / str(step), step) for step in (1000, 4096, 999_983, len(NOISE))}
    files = {path.read_bytes() for path in tmp_path.iterdir()}
    assert found == {(hashlib.sha256(IMAGE).hexdigest(), hashlib.sha256(*files).hexdigest())}
    (data,) = files
    assert zstandard.frame_content_size(data[:18]) == SIZE
    assert zstandard.ZstdDecompressor().decompress(data) == IMAGE


def test_the_judge_unpacks_it(image: Path, tmp_path: Path) -> None:
    assert judge.is_packed(image)
    assert judge._unpack(image, tmp_path / "x.img")
    assert (tmp_path / "x.img").read_bytes() == IMAGE
    assert (tmp_path / "x.img").stat().st_blocks * 512 < 4_000_000


HEAD = 4 + 1 + 4  # magic, descriptor, size
SKIPPED = struct.pack("<II", 0x184D2A50, 4) + b"text"
OTHERWISE: Mapping[str, Callable[[bytes], bytes]] = {
    "text behind it": lambda data: data + b"text",
    "a skipped frame behind it": lambda data: data + SKIPPED,
    "another level": lambda data: zstandard.ZstdCompressor(level=9).compress(IMAGE),
    "a sum at its end": lambda data: zstandard.ZstdCompressor(level=3, write_checksum=True).compress(IMAGE),
}
DAMAGED: Mapping[str, Callable[[bytes], bytes]] = {
    "a skipped frame before it": lambda data: SKIPPED + data,
    "cut": lambda data: data[: len(data) // 2],
    "only its head": lambda data: data[:HEAD],
    "a changed byte": lambda data: data[:15] + bytes((data[15] ^ 255,)) + data[16:],
    "no size": lambda data: zstandard.ZstdCompressor(level=3, write_content_size=False).compress(IMAGE),
    "another size": lambda data: zstandard.ZstdCompressor(level=3).compress(bytes(5000)),
    "nothing": lambda data: b"",
}


@pytest.mark.parametrize("what", [*OTHERWISE, *DAMAGED])
def test_anything_else_in_the_frame_is_found(image: Path, tmp_path: Path, what: str) -> None:
    image.write_bytes((OTHERWISE | DAMAGED)[what](image.read_bytes()))
    assert judge.is_packed(image)
    if what in OTHERWISE:
        assert not judge._unpack(image, tmp_path / "x.img")
    else:
        found = judge.audit_packed(image, "", lambda count: None, None, 1, "wiki.zim").findings
        assert found


def test_it_is_read_by_position(image: Path) -> None:
    with opened_image(image) as packed:
        assert packed.size == SIZE
        for at, size in ((4_000_000, 512), (5_000_000, 3_000_000), (0, 4096), (SIZE - 5, 5), (SIZE - 5, 9)):
            assert packed.read(at, size) == IMAGE[at : at + size]
    image.write_bytes(DAMAGED["no size"](b""))
    with pytest.raises(UsageError, match=r"x\.img\.zst: does not say"), opened_image(image):
        pass
    image.write_bytes(zstandard.ZstdCompressor(level=3).compress(IMAGE)[:50_000])
    with opened_image(image) as packed:
        assert packed.read(SIZE - 5, 5) == b""


def test_refusals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "drive").mkdir()
    command = ["image", "--drive", str(tmp_path / "drive"), "--size", "2", "--out", str(tmp_path / "x.img.zst")]
    assert main([*command, "--sparse"]) == 2
    assert main([*command, "--sparse", "--zst"]) == 2
    assert capsys.readouterr().err.count("--sparse and --zst") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["drive"]
