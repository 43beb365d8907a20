"""Search data are made again from the articles and compared: one other weight, word, place or order is a finding."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.small_drive import small_drive
from checks.tampered.drive import DATE, Drive, Library
from packager.audit.verify import verify
from packager.drive.publish import set_times, write_manifest


def last_byte(kind: str) -> Callable[[Drive], None]:
    """Another weight of the last entry or posting of a kind."""

    def change(drive: Drive) -> None:
        path = drive.shards(kind)[-1]
        data = drive.payload(path)
        drive.shard(path, data[:-1] + bytes([data[-1] ^ 1]))

    return change


def word_of_another(drive: Drive) -> None:
    path = next(p for p in drive.shards("F") if "컴퓨".encode() in drive.payload(p))
    data = drive.payload(path)
    at = data.index("컴퓨".encode())
    drive.shard(path, data[:at] + "컴펴".encode() + data[at + len("컴퓨".encode()) :])


def pair_in_the_archive(drive: Drive) -> None:
    with drive.zim() as archive:
        data = archive.blob("X/fulltext/xapian")
        archive.put("X/fulltext/xapian", data.replace("컴퓨".encode(), "컴펴".encode(), 1))


def word_in_the_archive(drive: Drive) -> None:
    with drive.zim() as archive:
        data = archive.blob("X/fulltext/xapian")
        at = data.index(b"\x0212")  # length of the key and the key
        archive.put("X/fulltext/xapian", data[: at + 1] + b"1x" + data[at + 3 :])


CHANGES: dict[str, Callable[[Drive], None]] = {
    "weight of a title": last_byte("T"),
    "weight of a title by its initials": last_byte("C"),
    "weight in the full text": last_byte("F"),
    "word of the full text": word_of_another,
    "pair of syllables in the archive": pair_in_the_archive,
    "word of other letters in the archive": word_in_the_archive,
}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_drive(tmp_path_factory.mktemp("clean"), library=Library(20))


def test_the_clean_drive_passes(clean: Path) -> None:
    assert not verify(clean, DATE).findings


@pytest.mark.parametrize("name", CHANGES)
def test_one_change_is_found(name: str, clean: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(clean, tmp_path / "drive")
    CHANGES[name](Drive(folder, random.Random(1)))
    write_manifest(folder)
    set_times(folder, DATE)
    found = verify(folder, DATE).findings
    assert {finding.rule for finding in found} <= {"search data", "search index", "damage"}
    assert found
