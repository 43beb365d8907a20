"""A finding names the page that it is about, in the archive or among the reader's items."""

from __future__ import annotations

import pytest

from checks.small_library import NOUNS, SmallLibrary
from packager.library.blamed import blamed
from packager.library.complete import CompleteLibrary
from packager.model import Finding


@pytest.mark.parametrize(
    ("where", "wanted"),
    [
        ("wiki.zim/C/서울특별시:7", [NOUNS[1]]),
        ("wiki.zim/C/남한", ["남한"]),
        ("data/A/00/00.txt item 2", [NOUNS[2]]),
        ("data/A1/0f/ff.txt item 0", [NOUNS[0]]),
        ("data/A/00/00.txt item 6", ["시험"]),
        ("data/A/00/00.txt item 7", []),
        ("data/I/00/00.txt item 0", []),
        ("data/A", []),
    ],
)
def test_page_of_a_finding(where: str, wanted: list[str]) -> None:
    found = blamed([Finding("spelling", where, "글")], CompleteLibrary(SmallLibrary(5)))
    assert [title.text for title in found] == wanted
