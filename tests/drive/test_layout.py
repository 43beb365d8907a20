"""The one list of files that may lie on a drive."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import verify_drive
from packager.audit.drive import JUDGES
from packager.drive.layout import LAYOUT, judge_of
from packager.outputs.registry import TARGETS

NAMES = {
    "index.html": "shell",
    "sums.txt": "manifest",
    "wiki.zim": "archive",
    "wiki-ko_2.zimab": "archive",
    "data/A/00/ff.txt": "data",
    "data/A12/00/ff.txt": "data",
    "data/X/00/00.txt": "data",
    "data/AB12/00/ff.txt": "",
    "data/Q/00/00.txt": "",
    "README.txt": "read me",
    "data/A/00/ff.js": "",
    "S/index.htm": "",
    "data/P/index.htm": "plain page",
    "data/P/00/a1.htm": "plain page",
    "data/P/L/00/a1.htm": "plain page",
    "data/P/help.htm": "plain page",
    "data/P/M/00/a1.htm": "",
    "data/P/page.css": "style sheet",
    "data/P/hello.htm": "",
    "data/P/index.html": "",
    "data/P/0/a1.htm": "",
    "data/P/00/A1.htm": "",
    "index.htm": "",
    "Index.html": "",
    "sums.txt.old": "",
    "wiki.zim.tmp": "",
    "wiki.zimabc": "",
    "위키.zim": "",
    "data/a/00/ff.txt": "",
    "data/A/00/ff.dat": "",
    "data/A/ff.txt": "",
    "data/ABC/00/ff.txt": "",
    "data/A١/00/ff.txt": "",
    "x/wiki.zim": "",
    "readme.txt": "",
    "index.html\n": "",
}


@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_its_judge_or_none(name: str) -> None:
    assert judge_of(name) == NAMES[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_independent_judge_agrees(name: str) -> None:
    if NAMES[name] != "archive":  # it asks for the one archive, or all parts of it, that it was told of
        assert bool(verify_drive.FILES.fullmatch(name)) == bool(NAMES[name])


def test_every_judge_exists() -> None:
    assert {rule.judge for rule in LAYOUT} == set(JUDGES)


def test_the_layout_is_what_the_targets_list() -> None:
    listed = [rule for target in TARGETS for rule in target.FILES]
    assert [rule for rule in LAYOUT if rule.judge != "manifest"] == listed


def test_every_pattern_has_a_name_here() -> None:
    assert all(any(re.fullmatch(rule.pattern, name) for name, judge in NAMES.items() if judge) for rule in LAYOUT)


def test_a_whole_drive_is_covered(small_wiki: Path) -> None:
    drive = small_wiki / "drive"
    names = [path.relative_to(drive).as_posix() for path in drive.rglob("*") if path.is_file()]
    assert len(names) > 10
    assert not [name for name in names if not judge_of(name)]
