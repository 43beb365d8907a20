"""The folders of a build: who may write, what the disk refuses, what is left behind."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from packager.drive.folders import opened
from packager.errors import OutputError

REMEDIES = {
    errno.ENOSPC: "free space",
    errno.EDQUOT: "free space",
    errno.EFBIG: "zim.part_size",
    errno.EACCES: "another --out",
    errno.EPERM: "another --out",
    errno.EROFS: "another --out",
    errno.EIO: "the disk is failing",
}


@pytest.mark.parametrize("number", REMEDIES)
def test_what_a_disk_refuses_is_one_line_with_a_remedy(tmp_path: Path, number: int) -> None:
    error = OSError(number, os.strerror(number), str(tmp_path / "out" / "wiki.zim"))
    with pytest.raises(OutputError, match=REMEDIES[number]) as caught, opened(tmp_path / "out"):
        raise error
    assert str(caught.value).startswith("wiki.zim: cannot be written")
    assert "\n" not in str(caught.value)


def test_a_store_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="free space"), opened(tmp_path):
        raise sqlite3.OperationalError("disk I/O error")


def test_a_fault_of_ours_is_not_taken_for_the_disk(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), opened(tmp_path):
        (tmp_path / "none").read_bytes()


def test_unfinished_work_goes(tmp_path: Path) -> None:
    with opened(tmp_path) as folders:
        (folders.new_drive / "index.html").write_text("x", encoding="utf-8")
        assert folders.temp.is_dir()
    assert not folders.new.exists()
    assert folders.report.is_dir()


def test_one_build_at_a_time(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(OutputError, match="another build"), opened(tmp_path):
        pass
    with opened(tmp_path):
        pass
