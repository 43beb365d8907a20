"""Lines of an editor's list of titles."""

from __future__ import annotations

import pytest

from packager.selection.title_file import readings_of


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
