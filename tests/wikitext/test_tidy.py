"""Tidy: cases, the two ways to the same result, depth, and real pages as fixed points."""

from __future__ import annotations

import json
import random

import pytest

from checks.shared import SHARED
from checks.tag_soup import nearly_balanced, tag_soup
from packager.wikitext.passes.tidy import tidy, tidy_by_tree
from tests.wikitext.case_file import Case, read_cases

GOLDEN = SHARED / "corpus" / "kowiki-mini-golden.jsonl"


@pytest.mark.parametrize("case", read_cases("tidy.txt"), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    assert tidy(case.input) == case.output
    assert tidy_by_tree(case.input) == case.output


@pytest.mark.parametrize("case", read_cases("tidy.txt"), ids=lambda case: case.name)
def test_what_is_tidy_stays_so(case: Case) -> None:
    once = tidy(case.output)
    assert tidy(once) == once


@pytest.mark.parametrize("seed", range(4))
def test_short_cut_and_tree_agree(seed: int) -> None:
    chance = random.Random(seed)
    for turn in range(500):
        html = tag_soup(chance, rare=turn % 5 == 0) if turn % 2 else nearly_balanced(chance, chance.choice((0, 0.02)))
        assert tidy(html) == tidy_by_tree(html), html


@pytest.mark.parametrize("name", ["div", "span", "b", "blockquote", "ul><li", "table><tr><td", "p><ruby><rt"])
def test_any_depth(name: str) -> None:
    depth = 10_000
    start = f"<{name}>" * depth
    end = "".join(f"</{part}>" for part in reversed(name.split("><")))
    for html in (start + "바닥" + end * depth, start + "바닥"):
        result = tidy(html)
        assert "바닥" in result
        assert result.count(f"<{name.split('><')[-1]}") >= depth


def test_words_survive_any_soup() -> None:
    chance = random.Random(7)
    for _ in range(500):
        html = tag_soup(chance)
        words = [text for text in ("가나", "y z") if text in html]
        assert all(html.count(word) == tidy(html).count(word) for word in words), html


@pytest.mark.skipif(not GOLDEN.exists(), reason="needs the shared test data")
def test_real_pages_are_fixed_points() -> None:
    with GOLDEN.open(encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            html = page.get("html")
            if html is not None:
                assert tidy(html) == html, page["title"]
                assert tidy_by_tree(html) == html, page["title"]
