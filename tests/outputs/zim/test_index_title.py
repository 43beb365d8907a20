"""Titles as the archive's title index can take them."""

from __future__ import annotations

import pytest

from packager.outputs.zim.index_text import fold
from packager.outputs.zim.index_title import LONGEST_WORD, indexed_title


@pytest.mark.parametrize("title", ["가", "가 나", "x" * LONGEST_WORD, "가" * 79 + " " + "나" * 5, " ".join("abc" * 80)])
def test_stays(title: str) -> None:
    assert indexed_title(title) == title


@pytest.mark.parametrize("title", ["x" * 255, "-" * 255, "가" * 85, "é" * 127, "Ⱥ" * 100, "🀄" * 63, "a " + "ж" * 126])
def test_is_cut(title: str) -> None:
    cut = indexed_title(title)
    assert title.startswith(cut)
    assert all(len(word.encode()) <= LONGEST_WORD for word in cut.split() + fold(cut).split())
    assert len(cut.encode()) > len(title.encode()) * 3 // 4


def test_a_letter_keeps_its_marks() -> None:
    title = "x" * 236 + "e\u0301\u0302" + "y" * 14
    assert indexed_title(title) == "x" * 236
    joined = "x" * 230 + "👩\u200d👧" + "y" * 10
    assert indexed_title(joined) == "x" * 230
