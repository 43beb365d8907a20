"""Writing in an order that no cut can turn into a mixed drive; plain files stand for devices."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from packager.errors import OutputError, UsageError
from packager.stick import write as writing
from packager.stick.check import Checked, as_json
from packager.stick.compare import BLOCK, compare
from packager.stick.device import Device, refuse_dangerous
from packager.stick.layout import PAGE, Area, Layout
from packager.stick.source import Plain
from packager.terminal.progress import Progress

MEBI = 1 << 20
SIZE, END = 22 * MEBI, 25 * MEBI + 512
FILES = (Area(9 * MEBI, 12 * MEBI + 5, "file", "a.txt"), Area(13 * MEBI, 21 * MEBI, "file", "wiki.zim"))
LAYOUT = Layout(SIZE, 4 * MEBI, 6 * MEBI, 8 * MEBI, FILES)


def image_bytes(seed: int) -> bytes:
    """Tables, folders and files of noise; zeros where nothing lies."""
    chance = random.Random(seed)
    data = bytearray(SIZE)
    data[:PAGE] = chance.randbytes(PAGE)
    for first, last in ((4 * MEBI, 8 * MEBI + PAGE), *((area.first, area.last) for area in FILES)):
        data[first:last] = chance.randbytes(last - first)
    return bytes(data)


@pytest.fixture
def image(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "new.img"
    path.write_bytes(image_bytes(1))
    monkeypatch.setattr(writing, "layout_of", lambda image: LAYOUT)
    return path


@pytest.fixture
def device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Device:
    path = tmp_path / "device"
    path.write_bytes(image_bytes(2) + random.Random(3).randbytes(END - SIZE))

    @contextmanager
    def opened(device: Device, writing: bool) -> Iterator[int]:
        descriptor = os.open(device.path, os.O_RDWR)
        yield descriptor
        os.close(descriptor)

    monkeypatch.setattr(writing, "opened", opened)
    return Device(path, END, "plain file", True, ())


@pytest.fixture
def quiet() -> Progress:
    return Progress(quiet=True)


def test_write(image: Path, device: Device, quiet: Progress) -> None:
    done = writing.write(image, device, False, quiet)
    assert device.path.read_bytes() == image_bytes(1) + bytes(END - SIZE)
    assert done.bytes >= END


def test_refresh_writes_only_what_differs(image: Path, device: Device, quiet: Progress) -> None:
    data = bytearray(image_bytes(1) + bytes(END - SIZE))
    data[14 * MEBI] ^= 1
    device.path.write_bytes(data)
    done = writing.refresh(image, device, False, quiet)
    assert device.path.read_bytes() == image_bytes(1) + bytes(END - SIZE)
    assert BLOCK <= done.bytes <= BLOCK + 8 * MEBI
    assert writing.refresh(image, device, False, quiet).bytes == 0


@pytest.mark.parametrize("action", [writing.write, writing.refresh])
def test_a_cut_leaves_one_drive_or_none(
    image: Path, device: Device, quiet: Progress, monkeypatch: pytest.MonkeyPatch, action: object
) -> None:
    """After every single write: nothing to be seen, or the old drive whole, or the new one."""
    old, new = device.path.read_bytes(), image_bytes(1) + bytes(END - SIZE)
    real, seen = os.pwrite, list[str]()

    def watched(descriptor: int, data: bytes, at: int) -> int:
        count = real(descriptor, data, at)
        now = device.path.read_bytes()
        bare = not any(now[:PAGE]) or not any(now[4 * MEBI : 4 * MEBI + PAGE])
        seen.append("new" if now == new else "bare" if bare else "old" if now == old else "mixed")
        return count

    monkeypatch.setattr(os, "pwrite", watched)
    assert callable(action)
    action(image, device, False, quiet)
    assert set(seen) == {"bare", "new"}
    assert seen[-1] == "new"
    assert seen.count("new") == 1


def test_repair(image: Path, device: Device, quiet: Progress) -> None:
    data = bytearray(image_bytes(1) + bytes(END - SIZE))
    data[10 * MEBI] ^= 1
    device.path.write_bytes(data)
    assert writing.repair(image, device, False, quiet).bytes == FILES[0].last - FILES[0].first
    assert device.path.read_bytes() == image_bytes(1) + bytes(END - SIZE)
    data[7 * MEBI] ^= 1
    device.path.write_bytes(data)
    with pytest.raises(UsageError, match="use packager stick refresh"):
        writing.repair(image, device, False, quiet)


def test_what_differs_is_named(image: Path, device: Device) -> None:
    data = bytearray(image_bytes(1) + bytes(END - SIZE))
    places = {"start": 100, "tables": 7 * MEBI, "folders": 8 * MEBI + 3, "file": 13 * MEBI + 7, "free space": SIZE - 1}
    for at in (*places.values(), SIZE + 9):
        data[at] ^= 255
    device.path.write_bytes(data)
    with image.open("rb") as one, device.path.open("rb") as other:
        found = compare(Plain(one.fileno()), other.fileno(), LAYOUT, END, lambda size: None)
    assert {each.area.kind: each.first for each in found} == {**places, "tail": SIZE + 9}
    answer = as_json(Checked(found))
    assert answer["equal"] is False
    assert {"where": "file", "path": "wiki.zim", "first": 13 * MEBI + 7} in answer["differences"]


def test_false_capacity_is_found(
    image: Path, device: Device, quiet: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written beyond 16 MiB lands in the first 16 again, as with sticks that lie about their size."""
    real = os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda descriptor, data, at: real(descriptor, data, at % (16 * MEBI)))
    with pytest.raises(OutputError, match="gives back other bytes"):
        writing.write(image, device, False, quiet)


def test_an_image_that_is_not_what_its_sum_says(image: Path, device: Device, quiet: Progress) -> None:
    image.with_name("new.img.sha256").write_text(f"{'0' * 64}  new.img\n")
    before = device.path.read_bytes()
    with pytest.raises(OutputError, match=r"new\.img: is not as"):
        writing.write(image, device, False, quiet)
    assert device.path.read_bytes() == before


@pytest.mark.parametrize(
    ("device", "any_disk", "text"),
    [
        (Device(Path("/dev/sdx"), 10**9, "", True, ()), True, "smaller --size"),
        (Device(Path("/dev/sdx"), 10**10, "", True, ("/media/usb",)), True, "/media/usb"),
        (Device(Path("/dev/sdx"), 10**10, "", False, ()), False, "cannot be pulled out"),
        (Device(Path("/dev/sdx"), 10**12, "", True, ()), False, "1000 GB"),
    ],
)
def test_dangerous_devices(device: Device, any_disk: bool, text: str) -> None:
    with pytest.raises(UsageError, match=text):
        refuse_dangerous(device, 2 * 10**9, any_disk)


def test_what_any_disk_lifts() -> None:
    refuse_dangerous(Device(Path("/dev/sdx"), 10**12, "", False, ()), 2 * 10**9, any_disk=True)
    refuse_dangerous(Device(Path("/dev/sdx"), 8 * 10**9, "", True, ()), 2 * 10**9)
