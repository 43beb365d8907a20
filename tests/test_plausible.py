"""What editors write: dates, file names, words for every drive; and the encodings in which they save it."""

from __future__ import annotations

import pytest

from packager.errors import UsageError
from packager.plausible import day_fault, file_name_fault, words_fault
from packager.selection.title_file import readings_of
from packager.text_files import decoded, lines_of


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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"])
def test_encodings(encoding: str) -> None:
    text = "A 제목\t이유\r\n뷁 글\r\n"
    assert decoded(text.encode(encoding), "list.txt") == text
    assert lines_of(text) == ["A 제목\t이유", "뷁 글", ""]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a\n\xff\xff", b"\xef\xbb\xbf\xff"])
def test_no_encoding(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"list\.txt: line [12]: neither"):
        decoded(data, "list.txt")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("한강", [("한강", "")]),
        ("  한강 \t 이유 ", [("한강", "이유")]),
        ("판소리 # 나중에", [("판소리", "")]),
        ("# 한강", []),
        ("  ", []),
        ("\t이유", []),
        ("서울#역사", [("서울#역사", "")]),
        ('"가, 나"\t"왜, 왜"', [('"가, 나"', '"왜, 왜"'), ("가, 나", "왜, 왜")]),
        ("가, 나", [("가, 나", ""), ("가", "나")]),
        ('"가 ""나""",왜', [('"가 ""나""",왜', ""), ('가 "나",왜', ""), ('가 "나"', "왜")]),
    ],
)
def test_readings(line: str, expected: list[tuple[str, str]]) -> None:
    assert [tuple(reading) for reading in readings_of(line)] == expected
