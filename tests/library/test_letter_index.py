"""Under which letter titles stand in the 가나다 index."""

from __future__ import annotations

import pytest

from checks.letter_index import LARGEST, made, walk
from packager.library.letter_index import letter, sort_key
from packager.library.pager import Limits, pages


@pytest.mark.parametrize(
    ("shelf", "titles"),
    [
        ("ㄱ", ["ㄱ", "ㄲ", "ㄳ", "ﾡ", "ᄀ", "가", "까치", "값"]),
        ("ㄷ", ["ㄷ", "ㄸ", "ꥠ", "닭"]),
        ("ㄹ", ["ㄹ 받침", "ㅀ"]),
        ("ㅂ", ["ㅸ", "ᄠᅢ", "뻐꾸기"]),
        ("ㅅ", ["ㅿ", "ㅆ"]),
        ("ㅇ", ["ㅇㅇ", "ㆁ", "우유"]),
        ("ㅋ", ["ㅋㅋㅋ", "쿼크"]),
        ("ㅎ", ["ᄒᆞᆫ글", "ㆆ", "한글"]),
        ("A–Z", ["Å", "zip"]),
        ("0–9", ["1.0"]),
        ("그 밖", ["ㅏ", "ㆍ", "!", "李", "①", "あ"]),
    ],
)
def test_titles_stand_under_their_first_consonant(shelf: str, titles: list[str]) -> None:
    assert [letter(title) for title in titles] == [shelf] * len(titles)


def test_a_letter_stands_before_its_syllables() -> None:
    titles = ["깨", "ㄲ", "가", "나", "ㄱ"]
    assert sorted(titles, key=sort_key) == ["ㄱ", "ㄲ", "가", "깨", "나"]


def test_every_title_is_reached_and_no_page_is_large() -> None:
    seen = walk(made(4000))
    assert (seen.titles, seen.missing) == (4000, 0)
    assert 20_000 < seen.largest <= LARGEST


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ("가1", ["가: 가1"]),
        ("가1 가2 나1", ["가 – 나: 가1 가2 나1"]),
        ("가1 가2 나1 나2", ["가 – 나 > 1 2", "가: 가1 가2", "나: 나1 나2"]),
        ("가1 다1 다2 다3 다4", ["가 – 다 > 1 2", "가: 가1", "다 > 3 4", "다1 – 다3: 다1 다2 다3", "다4: 다4"]),
        ("다1 다2 다3 다4", ["다 > 1 2", "다1 – 다3: 다1 다2 다3", "다4: 다4"]),
    ],
)
def test_small_groups_share_a_page_and_large_ones_are_cut(rows: str, shown: list[str]) -> None:
    found = []
    for page in pages(rows.split(), str, lambda row: row[0], len, Limits(3, 1000)):
        name = page.first if page.first == page.last else f"{page.first} – {page.last}"
        below = " ".join(str(number) for _, number, _ in page.below)
        found.append(f"{name} > {below}" if below else f"{name}: {' '.join(page.rows)}")
    assert found == shown


def test_pages_of_titles_lead_to_their_neighbours() -> None:
    rows = [f"{syllable}{n}" for syllable in "가나다" for n in range(5)]
    leaves = [page for page in pages(rows, str, lambda row: row[0], len, Limits(3, 1000)) if page.rows]
    assert [page.after for page in leaves] == [*(page.number for page in leaves[1:]), 0]
    assert [page.before for page in leaves] == [0, *(page.number for page in leaves[:-1])]
    assert [row for page in leaves for row in page.rows] == rows


def test_pages_that_lead_to_pages_are_cut_as_well() -> None:
    rows = [f"{chr(0xAC00 + n)}{m}" for n in range(40) for m in range(3)]
    seen = list(pages(rows, str, lambda row: row[0], len, Limits(3, 1000)))
    assert max(len(page.below) for page in seen) == 6
    linked = [number for page in seen for _, number, _ in page.below]
    assert sorted(linked) == list(range(1, len(seen)))
