"""Every error text of the program has its Korean row (packager/messages_ko.tsv)."""

from __future__ import annotations

import re

import pytest

from packager.translation import named, pieces, rows, translated
from tests.error_texts import VALUE, error_texts, finding_rules

KEYS = re.compile(r"[a-z]+\.[a-z_]+|\.zim|\[\[?[a-z]+\]?\]")
"""What stays English between the clauses: keys and tables of the configuration, file names."""


def uncovered(text: str) -> list[str]:
    """Clauses of ``text`` that would stay English."""
    left = []
    for piece in pieces(text):
        if piece.row is None:
            words = KEYS.sub("", piece.text)
        else:
            match = piece.row.pattern.fullmatch(piece.text.rstrip(":;") if piece.text[-1] in ":;" else piece.text)
            assert match, piece.text
            translates = {int(n) for n in re.findall(r"\{(\d+)t\}", piece.row.wording)}
            values = [value for n, value in enumerate(match.groups()) if n not in translates or named(value) == value]
            words = KEYS.sub("", " ".join(values))
        if re.search("[A-Za-z]", words):
            left.append(piece.text)
    return left


def test_every_error_text_has_a_korean_row() -> None:
    missing = [f"{where}: no row in packager/messages_ko.tsv for: {part}" for where, text in error_texts() for part in uncovered(text)]  # fmt: skip
    assert not missing, "\n".join(dict.fromkeys(missing))
    assert len(error_texts()) > 100, "the collector has lost sight of the errors"


def test_every_rule_of_verify_has_a_korean_name() -> None:
    assert len(finding_rules()) > 20
    assert not [rule for rule in sorted(finding_rules()) if named(rule) == rule]


def test_rows_are_sound() -> None:
    patterns = [row.pattern.pattern for row in rows()]
    assert len(set(patterns)) == len(patterns)
    for row in rows():
        used = {int(n) for n in re.findall(r"\{(\d+)t?\}", row.wording)}
        assert used == set(range(row.pattern.groups)), row.wording
        assert re.search("[가-힣]", row.wording), row.wording
        assert not row.wording.endswith((".", ";", ":", " ")), row.wording


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("a.xml.bz2: byte 0: the file is empty; fetch it again", "a.xml.bz2: 바이트 0: 빈 파일입니다. 다시 내려받으십시오"),
        ("a.bz2: byte 7 of the unpacked text: the dump ends inside <page> 서울; 부산: 길, it is cut short; fetch the file again and compare its checksum",
         "a.bz2: 푼 내용의 바이트 7: 덤프가 글 서울; 부산: 길 안에서 끝납니다. 중간에 끊긴 파일입니다. 파일을 다시 내려받고 해시를 견주어 보십시오"),
        ("x: cannot be written (No space left on device); free space on that disk", "x: 쓸 수 없습니다(No space left on device). 그 디스크에 자리를 마련하십시오"),
        ("3 findings in the new drive, first: dangling link in A: b: c; the drive that was there before is untouched, report/findings.jsonl lists all",
         "새 drive에서 문제 3개를 찾았습니다. 첫째: A: 끊긴 연결: b: c. 전에 있던 drive는 그대로이고, 목록은 모두 report/findings.jsonl에 있습니다"),
        ("nobody knows this; fetch it again", "nobody knows this. 다시 내려받으십시오"),
        ("", ""), (": ; ", ": ; "), ("«»", VALUE),
    ],
)  # fmt: skip
def test_lines(english: str, korean: str) -> None:
    assert translated(english) == korean


def test_all_problems_of_a_configuration_in_korean() -> None:
    line = "s.toml: " + "; ".join(f"line {n}: render.math must be one of mathml, tex" for n in range(100))
    said = translated(line)
    assert said.startswith("s.toml: 0번째 줄: render.math: 다음 가운데 하나여야 합니다: mathml, tex. 1번째 줄:")
    assert said.count("번째 줄") == 100
