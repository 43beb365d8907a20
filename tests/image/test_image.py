"""An image of a small drive: read by others, compared with its rules, judged, damaged and judged again."""

from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path

import pytest

from checks.image import foreign
from checks.image.faults import FAULTS, Patch
from checks.image.second_reader import SecondReader
from checks.small_drive import small_drive
from packager.audit.image.image import verify_image
from packager.cli import main
from packager.image.layout import image_bytes
from packager.image.writer import ImageRequest, write_image
from packager.terminal.progress import Progress

SYSTEMS = ("fat32", "exfat")
LONG = "긴 이름을 가진 글.txt"


@pytest.fixture(scope="module")
def drive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_drive(tmp_path_factory.mktemp("image") / "drive", count=5)


@pytest.fixture(scope="module")
def extra(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("extra")
    (folder / "책 📚").mkdir()
    (folder / "책 📚" / LONG).write_text("본문\n", encoding="utf-8")
    (folder / "empty.bin").write_bytes(b"")
    return folder


@pytest.fixture(scope="module", params=SYSTEMS)
def image(request: pytest.FixtureRequest, drive: Path, extra: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / f"{request.param}.img"
    write_image(
        ImageRequest(drive, out, 2, request.param, sparse=True, extra=extra, allowed=("*.txt", "*.bin")),
        Progress(quiet=True),
    )
    return out


def sums_of(*folders: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.name != "sums.txt"
    }


def test_another_reader_gives_every_file_back(image: Path, drive: Path, extra: Path) -> None:
    reader = SecondReader(image)
    found, unaccounted = reader.sums(), reader.unaccounted()
    manifest = reader.content(next(each for each in reader.found if each.path == "sums.txt"))
    reader.close()
    listing = found.pop("sums.txt")
    wanted = sums_of(drive, extra)
    assert found == wanted
    assert unaccounted == 0
    assert manifest == "".join(f"{wanted[name]}  {name}\n" for name in sorted(wanted)).encode()
    assert hashlib.sha256(manifest).hexdigest() == listing


def test_the_numbers_follow_from_the_content(image: Path, drive: Path, extra: Path) -> None:
    reader = SecondReader(image)
    files = [each for each in reader.found if not each.is_folder]
    sums = reader.sums()
    text = b"".join(
        b"%s\0%d\0%s\n" % (each.path.encode(), each.size, sums[each.path].encode())
        for each in sorted(files, key=lambda each: each.path.encode())
    )
    digest = hashlib.sha256(text).digest()
    at = reader.partition + (67 if reader.kind == "fat32" else 100)
    assert reader.data[at : at + 4] == digest[:4]
    assert reader.data[440:444] == digest[4:8]
    assert image.stat().st_size == 2 * 955_000_000 // (4 << 20) * (4 << 20) == image_bytes(2)
    assert reader.heap % (4 << 20) == 0
    reader.close()


def test_files_beside_the_image(image: Path) -> None:
    told, name = image.with_name(image.name + ".sha256").read_text().removesuffix("\n").split("  ")
    assert (len(told), name) == (64, image.name)
    if image.stem == "fat32":  # both sums come from the same lines
        with image.open("rb") as file:
            assert hashlib.file_digest(file, "sha256").hexdigest() == told
    layout = json.loads(image.with_name(image.stem + ".layout.json").read_text(encoding="utf-8"))
    reader = SecondReader(image)
    assert (layout["format"], layout["bytes"]) == ("packager-layout-1", len(reader.data))
    assert (layout["partition"], layout["fat"], layout["data"]) == (reader.partition, reader.table, reader.heap)
    for row in layout["files"]:
        file = next(each for each in reader.found if each.path == row["path"])
        assert row == {
            "path": file.path,
            "first": reader.place(file.first) if file.size else 0,
            "bytes": file.size,
        }
    reader.close()
    names = [row["path"] for row in layout["files"]]
    assert names[:2] == ["index.html", "README.txt"]
    assert names[-1] == "wiki.zim"


def test_boot_sector_and_entries(image: Path) -> None:
    reader = SecondReader(image)
    data, at = reader.data, reader.partition
    assert data[:4] == bytes.fromhex("cd18ebfe")
    assert data[446:462][4:12] == bytes((12 if reader.kind == "fat32" else 7,)) + data[451:454] + bytes((0, 32, 0, 0))
    if reader.kind == "fat32":
        assert data[at : at + 11] == b"\xeb\x58\x90MSDOS5.0"
        assert data[at + 71 : at + 82] == b"NO NAME    "
        assert data[at + 90 : at + 94] == bytes.fromhex("cd18ebfe")
        assert data[at : at + 512] == data[at + 6 * 512 : at + 7 * 512]
        long = next(each for each in reader.found if each.path.endswith(LONG))
        row = data[long.entry : long.entry + 32]
        assert (row[:11], row[11], row[12], row[13]) == (b"F~1     TXT", 0x20, 0, 0)
        day = (2026 - 1980) << 9 | 9 << 5 | 1
        assert struct.unpack("<HHHxxHH", row[14:26]) == (0, day, day, 0, day)
    reader.close()


@pytest.mark.skipif(not foreign.program("fsck.fat"), reason="fsck.fat is not installed")
def test_checkers_of_others_find_nothing(image: Path) -> None:
    assert foreign.checked(image, image.stem) in ("", "-")


@pytest.mark.skipif(not foreign.program("mcopy"), reason="mtools is not installed")
def test_mtools_reads_it(image: Path, drive: Path, extra: Path, tmp_path: Path) -> None:
    found = foreign.by_mtools(image, image.stem, tmp_path / "files")
    if found is not None:
        found.pop("sums.txt")
        assert foreign.same("mtools", found, sums_of(drive, extra)) == []


FAULTY = ("slack", "free cluster", "content", "every day", "extra file", "moved", "serial", "name with a slash")


def test_clean(image: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(image), "--json", "--jobs", "1"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == []
    assert err.count("of a kind that no judge here can look into") == 2


def test_faults(image: Path) -> None:
    for number, name in enumerate(FAULTY):
        patch = Patch(image, number)
        try:
            FAULTS[image.stem][name](patch)
            assert verify_image(image), name
        finally:
            patch.reader.close()
            patch.undo()
    assert not verify_image(image)


@pytest.mark.parametrize("size", [0, 100, 5000, 4 << 20, (4 << 20) + 512])
def test_what_cannot_be_walked_is_a_finding(image: Path, tmp_path: Path, size: int) -> None:
    cut = tmp_path / "cut.img"
    with image.open("rb") as file:
        cut.write_bytes(file.read(size))
    assert main(["verify", str(cut), "--jobs", "1"]) == 4
