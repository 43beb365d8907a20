"""Every error text of the program has its Korean row (packager/messages_ko.tsv)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from packager.terminal.translation import named, pieces, rows, translated
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
    texts = error_texts()
    missing = dict.fromkeys(f"{where}: {part}" for where, text in texts for part in uncovered(text))
    assert not missing, "no row in packager/messages_ko.tsv for\n" + "\n".join(missing)
    assert len(texts) > 100, "the collector has lost sight of the errors"


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


LINES = (Path(__file__).parent / "translated_lines.txt").read_text("utf-8").split("\n\n")[1:]


@pytest.mark.parametrize("case", LINES, ids=lambda case: case.split("\n")[0][:40])
def test_lines(case: str) -> None:
    english, korean = case.rstrip("\n").split("\n")
    assert translated(english) == korean


@pytest.mark.parametrize("text", ["", ": ; ", VALUE, "; " * 300, "word: " * 300])
def test_any_text_comes_through(text: str) -> None:
    assert translated(text) == text


def test_all_problems_of_a_configuration_in_korean() -> None:
    line = "s.toml: " + "; ".join(f"line {n}: render.math must be one of mathml, tex" for n in range(100))
    said = translated(line)
    assert said.startswith("s.toml: 0번째 줄: render.math: 다음 가운데 하나여야 합니다: mathml, tex. 1번째 줄:")
    assert said.count("번째 줄") == 100
