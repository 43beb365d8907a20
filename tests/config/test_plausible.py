"""What editors write: dates, file names, words for every drive."""

from __future__ import annotations

import pytest

from packager.config.plausible import day_fault, file_name_fault, name_fault, words_fault


@pytest.mark.parametrize("text", ["위키백과", "위키백과 기여자", "-", "백과 2판", "St. Peter 모임", "7.5 GB", "a/b"])
def test_neutral_words(text: str) -> None:
    assert words_fault(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "", " ", " 백과", "백\n과", "백과\u200b", "a@b.kr", "@gildong", "http://x", "//x", "ftp: //x", "mailto:x",
        "x.org", "위키.한국", "192.168.0.1", "031-123-4567", "010 1234 5678", "/home/gildong", r"C:\Users\gildong",
        "백과(example.com)", "www.example.co.kr",
    ],
)  # fmt: skip
def test_words_that_name_somebody_or_nothing(text: str) -> None:
    assert words_fault(text) is not None


@pytest.mark.parametrize("day", ["1980-01-01", "2024-02-29", "2107-12-31"])
def test_days(day: str) -> None:
    assert day_fault(day) is None


@pytest.mark.parametrize(
    "day",
    ["2026-02-31", "2025-02-29", "1979-12-31", "2108-01-01", "2026-9-1", "2026/09/01", "20260901", "２０２６-09-01"],
)
def test_no_days(day: str) -> None:
    assert day_fault(day) is not None


@pytest.mark.parametrize(("name", "fine"), [
    ("wiki.zim", True), ("con.zim", False), ("COM9.zim", False), ("LPT1.zim", False), ("console.zim", True),
    ("wiki.ZIM", False), ("위키.zim", False), (".zim", False), ("a b.zim", False), ("com10.zim", True),
])  # fmt: skip
def test_file_names(name: str, fine: bool) -> None:
    assert (file_name_fault(name) is None) == fine


@pytest.mark.parametrize(("name", "fine"), [
    ("wikipedia_ko_all", True), ("Wiki-2.0", True), ("wiki/ko", False), ("wiki ko", False), ("..", False),
    ("위키", False), ("wiki?ko", False), ("wiki\\ko", False), ("wiki%2Fko", False), ("", False),
])  # fmt: skip
def test_names_of_an_archive(name: str, fine: bool) -> None:
    assert (name_fault(name) is None) == fine
