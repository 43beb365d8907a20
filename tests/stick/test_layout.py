"""What lies where in an image, and what a system has added to a device since."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from checks.small_drive import small_drive
from checks.small_image import small_image
from packager.errors import UsageError
from packager.stick.check import Checked, as_json, lines
from packager.stick.compare import Difference
from packager.stick.device import Device
from packager.stick.layout import Area, Layout, layout_of, overlapping
from packager.stick.left_behind import Change, changes, left_by
from packager.stick.listing import Unlisted, listed
from packager.stick.source import Plain, opened_image

LAYOUT = Layout(1000, 100, 200, 300, (Area(400, 450, "file", "a"), Area(500, 600, "file", "b")))


@pytest.fixture(scope="module", params=["fat32", "exfat"])
def image(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stick")
    drive = small_drive(folder / "drive", count=3)
    extra = folder / "extra"
    (extra / "긴 이름의 폴더").mkdir(parents=True)
    (extra / "긴 이름의 폴더" / "📚 책.txt").write_text("본문\n", encoding="utf-8")
    (extra / "empty.bin").write_bytes(b"")
    return small_image(drive, folder / "x.img", request.param, extra)


def test_areas_have_no_gaps() -> None:
    areas = LAYOUT.areas(1200)
    assert areas[0].first == 0
    assert all(one.last == other.first for one, other in pairwise(areas))
    assert [area.kind for area in areas] == [
        "start", "tables", "folders", "file", "free space", "file", "free space", "tail",
    ]  # fmt: skip
    assert areas[-1].last == 1200
    assert [area.path for area in overlapping(areas, 449, 501)] == ["a", "", "b"]


def test_an_image_tells_its_own_layout(image: Path) -> None:
    told = json.loads(image.with_suffix(".layout.json").read_text(encoding="utf-8"))
    rows = [{"path": row.path, "first": row.first, "bytes": row.bytes} for row in layout_of(image).listed]
    assert sorted(rows, key=str) == sorted(told["files"], key=str)
    found = layout_of(image)
    assert (found.bytes, found.partition, found.tables, found.data) == (
        told["bytes"],
        told["partition"],
        told["fat"],
        told["data"],
    )
    assert [area.path for area in found.files] == [row["path"] for row in told["files"] if row["bytes"]]


def test_what_lies_beside_an_image_is_not_believed(image: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.img"
    alone.symlink_to(image)
    before = layout_of(alone)
    (tmp_path / "alone.layout.json").write_text("{}")
    assert layout_of(alone) == before
    assert len(before.files) > 10


def test_what_is_no_image(image: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.img"
    for data in (b"", b"text", bytes(6 << 20)):
        other.write_bytes(data)
        with pytest.raises(UsageError, match=r"other\.img: is no image"):
            layout_of(other)
    for size in ((4 << 20) + 600, 9 << 20):
        with image.open("rb") as file:
            other.write_bytes(file.read(size))
        with pytest.raises(UsageError, match=r"other\.img: is cut short or damaged"):
            layout_of(other)
    with pytest.raises(UsageError, match=r"none\.img: there is no such file"):
        layout_of(tmp_path / "none.img")


def test_damaged_folders_end_in_one_way(image: Path) -> None:
    """Whatever stands in the folders, the answer is a list or Unlisted."""
    with opened_image(image) as source:
        layout = layout_of(image)
        start = layout.data
        kept = {0: source.read(0, 512), layout.partition: source.read(layout.partition, 512)}

        class Changed:
            size = source.size

            def __init__(self, at: int, byte: int) -> None:
                self.at, self.byte = at, byte

            def read(self, at: int, size: int) -> bytes:
                data = bytearray(kept[at] if at in kept and size == 512 else source.read(at, size))
                if at <= self.at < at + len(data):
                    data[self.at - at] = self.byte
                return bytes(data)

        for number in range(0, 400, 7):
            for byte in (0, 0x10, 0x85, 0xFF):
                try:
                    listed(Changed(start + number, byte))
                except Unlisted:
                    continue


@pytest.mark.parametrize(
    ("path", "system"),
    [
        ("System Volume Information/WPSettings.dat", "Windows"),
        ("System Volume Information/IndexerVolumeGuid", "Windows"),
        ("$RECYCLE.BIN/desktop.ini", "Windows"),
        ("$RECYCLE.BIN/S-1-5-21-1/$I30.txt", "Windows"),
        ("data/Thumbs.db", "Windows"),
        ("desktop.ini", "Windows"),
        ("FOUND.000/FILE0000.CHK", "Windows"),
        (".Trashes/501/글.txt", "macOS"),
        (".Spotlight-V100/Store-V2/x", "macOS"),
        ("._index.html", "macOS"),
        ("LOST.DIR/", "Android"),
        ("Android/data/com.example/files/x", "Android"),
        (".Trash-1000/info/x.trashinfo", "Linux"),
        ("내 문서.txt", ""),
        ("data/android.txt", ""),
    ],
)
def test_who_leaves_what(path: str, system: str) -> None:
    assert left_by(path) == system


@pytest.mark.skipif(not shutil.which("mcopy"), reason="mtools is not installed")
def test_files_that_systems_add_are_named(tmp_path: Path) -> None:
    drive = small_drive(tmp_path / "drive", count=3)
    image = tmp_path / "x.img"
    small_image(drive, image, "fat32")
    device = tmp_path / "device.img"
    subprocess.run(["cp", "--sparse=always", image, device], check=True)
    (tmp_path / "some.dat").write_bytes(b"12345")
    at = ["-i", f"{device}@@{4 << 20}"]
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    for command in (
        ["mmd", *at, "::System Volume Information", "::$RECYCLE.BIN", "::LOST.DIR", "::Android"],
        ["mcopy", *at, tmp_path / "some.dat", "::System Volume Information/WPSettings.dat"],
        ["mcopy", *at, tmp_path / "some.dat", "::$RECYCLE.BIN/desktop.ini"],
        ["mcopy", *at, tmp_path / "some.dat", "::Thumbs.db"],
        ["mcopy", *at, tmp_path / "some.dat", "::메모.txt"],
        ["mdel", *at, "::README.txt"],
    ):
        subprocess.run(command, check=True, env=environment)
    with device.open("rb") as file:
        found = changes(Plain(file.fileno()), layout_of(image).listed)
    assert found == (
        Change("$RECYCLE.BIN/desktop.ini", "added", "Windows"),
        Change("Android/", "added", "Android"),
        Change("LOST.DIR/", "added", "Android"),
        Change("System Volume Information/WPSettings.dat", "added", "Windows"),
        Change("Thumbs.db", "added", "Windows"),
        Change("메모.txt", "added"),
        Change("README.txt", "gone"),
    )
    answer = Checked([], found)
    assert as_json(answer)["files"][0] == {"path": "$RECYCLE.BIN/desktop.ini", "what": "added", "by": "Windows"}
    said = list(lines(Checked([Difference(Area(0, 9, "tables"), 3)], found), Device(Path("/dev/x"), 1, "", True, ())))
    assert any("file System Volume Information/WPSettings.dat: was added by Windows" in line for line in said)
