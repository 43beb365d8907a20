"""Both judges count the subjects of the first page again."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from checks.tampered.drive import Drive
from checks.tampered.judges import judged, load_checker
from packager.drive.publish import set_times, write_manifest

Change = Callable[[str], str]


def _other_count(main: str) -> str:
    return re.sub("글 ([0-9,]+)개</small>", lambda m: f"글 {int(m[1]) + 1}개</small>", main, count=1)


def _other_lead(main: str) -> str:
    """The leads of the first two subjects change places."""
    first, second = re.findall("개</small> (<a [^>]*>[^<]*</a>)", main)[:2]
    swapped = main.replace(f"개</small> {first}", "개</small> @", 1)
    return swapped.replace(f"개</small> {second}", f"개</small> {first}", 1).replace("@", second)


def _one_twice(main: str) -> str:
    row = re.findall("<li><a [^>]*>[^<]*</a> <small>.*</li>\n", main)[0]
    return main.replace(row, row + row)


def _in_another_order(main: str) -> str:
    first, second = re.findall("<li><a [^>]*>[^<]*</a> <small>.*</li>\n", main)[1:3]
    return main.replace(first + second, second + first)


CHANGES: dict[str, Change] = {
    "count": _other_count,
    "lead": _other_lead,
    "label": lambda main: main.replace(">자연</a> <small>", ">기술</a> <small>", 1),
    "twice": _one_twice,
}


@pytest.fixture
def drive(small_wiki: Path, tmp_path: Path) -> Drive:
    folder = tmp_path / "drive"
    shutil.copytree(small_wiki / "drive", folder)
    return Drive(folder, Random(1))


def refused(drive: Drive) -> None:
    write_manifest(drive.folder)
    set_times(drive.folder, "2026-08-28")
    by_verify, by_checker = judged(load_checker(), drive.folder)
    assert by_verify
    assert by_checker


@pytest.mark.parametrize("name", CHANGES)
def test_both_pages_changed_alike(drive: Drive, name: str) -> None:
    drive.page(CHANGES[name], "_/main")
    drive.boot("main", lambda main: CHANGES[name](main.decode()).encode())
    refused(drive)


def _another_example(main: str) -> str:
    return main.replace("한강", "대동강", 1)


@pytest.mark.parametrize("change", [*CHANGES.values(), _in_another_order, _another_example])
def test_the_first_page_of_the_reader_changed(drive: Drive, change: Change) -> None:
    drive.boot("main", lambda main: change(main.decode()).encode())
    refused(drive)
