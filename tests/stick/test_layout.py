"""What lies where in an image."""

from __future__ import annotations

import json
import struct
from itertools import pairwise
from pathlib import Path

import pytest

from packager.errors import UsageError
from packager.stick.layout import Area, Layout, layout_of, overlapping

LAYOUT = Layout(1000, 100, 200, 300, (Area(400, 450, "file", "a"), Area(500, 600, "file", "b")))


def image(folder: Path, files: object = None, kind: int = 0x0C, size: int = 6 << 20) -> Path:
    """The first sectors of an image, and nothing but holes behind them."""
    path = folder / "x.img"
    first, boot = bytearray(512), bytearray(512)
    first[450] = kind
    struct.pack_into("<I", first, 454, 8192)
    first[510:] = b"\x55\xaa"
    boot[16] = 2
    boot[82:90] = b"FAT32   "
    struct.pack_into("<H", boot, 14, 32)
    struct.pack_into("<I", boot, 36, 100)
    with path.open("wb") as file:
        file.write(first)
        file.seek(8192 * 512)
        file.write(boot)
        file.truncate(size)
    if files is not None:
        path.with_suffix(".layout.json").write_text(json.dumps({"bytes": size, "files": files}))
    return path


def test_areas_have_no_gaps() -> None:
    areas = LAYOUT.areas(1200)
    assert areas[0].first == 0
    assert all(one.last == other.first for one, other in pairwise(areas))
    assert [area.kind for area in areas] == [
        "start", "tables", "folders", "file", "free space", "file", "free space", "tail",
    ]  # fmt: skip
    assert areas[-1].last == 1200
    assert [area.path for area in overlapping(areas, 449, 501)] == ["a", "", "b"]


def test_a_sound_image(tmp_path: Path) -> None:
    start = 8192 * 512
    files = [{"path": "b", "first": start + 600_000, "bytes": 9}, {"path": "a", "first": start + 500_000, "bytes": 5}]
    found = layout_of(image(tmp_path, [*files, {"path": "empty", "first": 0, "bytes": 0}]))
    assert (found.partition, found.tables, found.data) == (start, start + 32 * 512, start + 232 * 512)
    assert [area.path for area in found.files] == ["a", "b"]
    assert found.heads[1] == (start, start + 32 * 512)


@pytest.mark.parametrize(
    "files",
    [
        [{"path": "a"}],
        [{"path": "a", "first": 100, "bytes": 1 << 40}],
        [{"path": "a", "first": 100, "bytes": 50}, {"path": "b", "first": 120, "bytes": 50}],
        "text",
    ],
)
def test_a_list_of_files_that_cannot_be_its_own_names_none(tmp_path: Path, files: object) -> None:
    assert layout_of(image(tmp_path, files)).files == ()


def test_what_is_no_image(tmp_path: Path) -> None:
    other = tmp_path / "other.img"
    for data in (b"", b"text", bytes(6 << 20)):
        other.write_bytes(data)
        with pytest.raises(UsageError, match=r"other\.img: is no image"):
            layout_of(other)
    with pytest.raises(UsageError, match="is no image"):
        layout_of(image(tmp_path, kind=0x83))
    with pytest.raises(UsageError, match="is cut short"):
        layout_of(image(tmp_path, size=8192 * 512 + 600))
