from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from checks.small_drive import small_drive
from packager.cli import main
from packager.image.sink import Sink


@pytest.fixture(scope="module")
def drive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_drive(tmp_path_factory.mktemp("image") / "drive", count=5)


def refused(capsys: pytest.CaptureFixture[str], out: Path, *arguments: object) -> tuple[int, str]:
    """Exit status and the one line of a refusal that leaves nothing."""
    status = main(["image", "--size", "2", "--out", str(out), "--sparse", *map(str, arguments)])
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert list(out.parent.glob(f"{out.stem}.*")) + list(out.parent.glob(".image-*")) == []
    return status, said[0]


@pytest.mark.parametrize(
    ("name", "data", "more", "status", "word"),
    [
        ("film.bin", b"film", (), 4, "film.bin"),
        ("a:b.txt", b"x", ("--allow", "*"), 2, "a:b.txt"),
        ("con.txt", b"x", ("--allow", "*"), 2, "con.txt"),
        ("끝.", b"x", ("--allow", "*"), 2, "끝."),
        ("index.html", b"x", ("--allow", "*"), 2, "index.html"),
        ("INDEX.HTML", b"x", ("--allow", "*"), 2, "INDEX.HTML"),
        ("data/A/00/77.txt", b"x", ("--allow", "*"), 2, "data/A/00/77.txt"),
        ("a.png", b"no picture", ("--allow", "*"), 4, "a.png"),
        ("a.bin", b"\x89PNG\r\n\x1a\n", ("--allow", "*"), 4, "a.bin"),
    ],
)
def test_other_files_that_are_refused(
    drive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    name: str, data: bytes, more: tuple[str, ...], status: int, word: str,
) -> None:  # fmt: skip
    folder = tmp_path / "extra"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_bytes(data)
    got, said = refused(capsys, tmp_path / "x.img", "--drive", drive, "--extra", folder, *more)
    assert got == status
    assert word in said


def test_links_pipes_and_names_that_are_no_text(
    drive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, make in enumerate(
        (
            lambda folder: (folder / "link.txt").symlink_to("/etc/hostname"),
            lambda folder: os.mkfifo(folder / "pipe.txt"),
            lambda folder: Path(os.fsdecode(os.fsencode(folder) + b"/\xff.txt")).write_bytes(b""),
            lambda folder: (folder / "empty").mkdir(),
        )
    ):
        folder = tmp_path / f"extra{number}"
        folder.mkdir()
        make(folder)
        assert refused(capsys, tmp_path / "x.img", "--drive", drive, "--extra", folder, "--allow", "*")[0] == 2


def test_a_drive_that_is_not_as_its_manifest_says(
    drive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = shutil.copytree(drive, tmp_path / "drive")
    (copy / "README.txt").write_bytes((copy / "README.txt").read_bytes()[:-1] + b"x")
    assert refused(capsys, tmp_path / "x.img", "--drive", copy) == (
        4,
        "packager: error: drive: README.txt is not as sums.txt lists it; run packager verify",
    )
    (copy / "more.txt").write_text("x")
    assert refused(capsys, tmp_path / "x.img", "--drive", copy)[0] == 4
    (copy / "sums.txt").unlink()
    assert refused(capsys, tmp_path / "x.img", "--drive", copy)[0] == 2


def test_what_does_not_fit(drive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "extra"
    folder.mkdir()
    with (folder / "film.mp4").open("wb") as file:
        file.truncate(3_000_000_000)
    status, said = refused(capsys, tmp_path / "x.img", "--drive", drive, "--extra", folder, "--allow", "*")
    assert status == 2
    assert "it fits into --size 4" in said
    with (folder / "film.mp4").open("wb") as file:
        file.truncate(1 << 32)
    assert "FAT32 holds" in refused(capsys, tmp_path / "x.img", "--drive", drive, "--extra", folder)[1]


def test_a_full_disk_leaves_nothing(
    drive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(self: Sink, data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Sink, "write", write)
    status, said = refused(capsys, tmp_path / "x.img", "--drive", drive)
    assert status == 5
    assert "No space left" in said
