"""packager copy: order, times, reading back, and everything it refuses."""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path

import pytest

from packager.drive import copy
from packager.drive.copy import UNFINISHED, copy_drive
from packager.drive.publish import set_times, write_manifest
from packager.errors import OutputError, PackagerError, ScrubError, UsageError
from packager.terminal.progress import Progress

DATE, MOMENT = "2026-09-01", 1788220800.0
FILES = {"index.html": "reader", "wiki.zim": "archive", "data/A/00/00.txt": "x" * 3000, "data/P/index.htm": "plain"}


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    folder = tmp_path / "out" / "drive"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    write_manifest(folder)
    set_times(folder, DATE)
    return folder


def run(drive: Path, target: Path) -> None:
    copy_drive(drive, target, Progress(stream=StringIO(), quiet=True))


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("made", [True, False])
def test_copy(drive: Path, tmp_path: Path, made: bool) -> None:
    target = tmp_path / "usb"
    if made:
        target.mkdir()
    run(drive, target)
    assert content(target) == content(drive)
    assert {path.stat().st_mtime for path in (target, *target.rglob("*"))} == {MOMENT}
    run(drive, target)  # a drive that is there is replaced
    assert content(target) == content(drive)


def test_order(drive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    whole = copy._copy

    def noted(source: Path, target: Path, *rest: object) -> str:
        written.append(target.relative_to(tmp_path / "usb").as_posix())
        return whole(source, target, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(copy, "_copy", noted)
    run(drive, tmp_path / "usb")
    assert written == [UNFINISHED, *sorted(FILES)]


def test_a_copy_cut_short_is_no_drive_and_is_begun_anew(
    drive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "usb"
    whole = copy._copy

    def broken(source: Path, path: Path, *rest: object) -> str:
        if path.name == "wiki.zim":
            path.write_text("half")
            raise KeyboardInterrupt
        return whole(source, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(copy, "_copy", broken)
    with pytest.raises(KeyboardInterrupt):
        run(drive, target)
    assert not (target / "sums.txt").exists()
    assert (target / UNFINISHED).exists()
    monkeypatch.setattr(copy, "_copy", whole)
    run(drive, target)
    assert content(target) == content(drive)


def test_the_medium_lies(drive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy, "sha256_of", lambda path: "0" * 64)
    with pytest.raises(OutputError, match="gives back other bytes"):
        run(drive, tmp_path / "usb")
    assert not (tmp_path / "usb" / "sums.txt").exists()


def refused(drive: Path, target: Path, kind: type[PackagerError], match: str) -> None:
    before = content(target) if target.is_dir() else None
    with pytest.raises(kind, match=match):
        run(drive, target)
    assert before == (content(target) if target.is_dir() else None)


def test_foreign_files_stay(drive: Path, tmp_path: Path) -> None:
    target = tmp_path / "usb"
    target.mkdir()
    (target / "index.html").write_text("mine")
    refused(drive, target, OutputError, "usb: index.html is there already")


def test_a_file_beside_a_drive_stays(drive: Path, tmp_path: Path) -> None:
    target = tmp_path / "usb"
    run(drive, target)
    (target / "thesis.odt").write_text("mine")
    refused(drive, target, OutputError, "thesis.odt")


@pytest.mark.parametrize("inner", ["", "sub", "../../out"])
def test_target_in_or_around_the_drive(drive: Path, inner: str) -> None:
    before = content(drive)
    with pytest.raises(UsageError, match="inside"):
        run(drive, drive / inner)
    assert content(drive) == before


def test_too_little_room(drive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = copy.shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(copy.shutil, "disk_usage", lambda path: usage)
    refused(drive, tmp_path / "usb", OutputError, "0 MB are free")


def test_no_medium(drive: Path, tmp_path: Path) -> None:
    refused(drive, tmp_path / "none" / "usb", UsageError, "mounted")
    (tmp_path / "file").write_text("x")
    refused(drive, tmp_path / "file", UsageError, "no folder")


def test_not_a_drive(drive: Path, tmp_path: Path) -> None:
    refused(tmp_path / "out", tmp_path / "usb", UsageError, "no sums.txt")


def test_a_drive_that_was_copied_plainly(drive: Path, tmp_path: Path) -> None:
    os.utime(drive / "wiki.zim", (MOMENT + 5000, MOMENT + 5000))
    refused(drive, tmp_path / "usb", ScrubError, "wiki.zim: has the time")


def test_a_changed_drive(drive: Path, tmp_path: Path) -> None:
    (drive / "index.html").write_text("other")
    set_times(drive, DATE)
    with pytest.raises(OutputError, match="is not as"):
        run(drive, tmp_path / "usb")
    (drive / "more.js").write_text("x")
    with pytest.raises(ScrubError, match=r"more\.js"):
        run(drive, tmp_path / "usb2")
