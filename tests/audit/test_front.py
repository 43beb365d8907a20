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


def _lists(drive: Drive) -> list[str]:
    return sorted(path.relative_to(drive.folder).as_posix() for path in drive.folder.glob("data/P/L/*/*.htm"))


def _row_gone(text: str) -> str:
    return re.sub("<li>.*</li>\n", "", text, count=1)


def _rows_the_other_way(text: str) -> str:
    first, second = re.findall('<a href="[^"]*">', text.partition("<ul")[2])[:2]
    return text.replace(first, "@").replace(second, first).replace("@", second)


def _called_otherwise(text: str) -> str:
    return re.sub('(<h1 class="r-page-title">)[^<]*', r"\1길동", text)


@pytest.mark.parametrize("change", [_row_gone, _rows_the_other_way, _called_otherwise])
@pytest.mark.parametrize("place", [0, -1])
def test_a_list_of_the_plain_pages_changed(drive: Drive, place: int, change: Change) -> None:
    drive.file(_lists(drive)[place], lambda data: change(data.decode()).encode())
    refused(drive)


@pytest.mark.parametrize("place", [0, -1])
def test_a_list_of_the_plain_pages_gone_or_twice(drive: Drive, place: int) -> None:
    name = _lists(drive)[place]
    shutil.copyfile(drive.folder / name, drive.folder / "data/P/L/00/ff.htm")
    refused(drive)
    (drive.folder / "data/P/L/00/ff.htm").unlink()
    (drive.folder / name).unlink()
    refused(drive)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("data/P/index.htm", _other_count),
        ("data/P/index.htm", lambda text: text.replace(">자연</a> <small>", ">기술</a> <small>")),
        ("data/P/help.htm", lambda text: text.replace("글 고르기", "글 고르는 법")),
        ("index.html", lambda text: text.replace(">자연</a> <a href", ">지리</a> <a href", 1)),
        ("index.html", lambda text: re.sub('<p class="r-plain-subjects">.*\n', "", text)),
    ],
)
def test_ways_into_the_plain_pages_changed(drive: Drive, name: str, change: Change) -> None:
    drive.file(name, lambda data: change(data.decode()).encode())
    refused(drive)
