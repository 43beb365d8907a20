import pytest

from packager.korean import aliases
from tools.lint_aliases import findings, main


def test_the_bundled_table_is_clean_and_large(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out
    assert len(aliases.pairs(aliases.bundled())) >= 300


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ("로씨야", "a row is spelling, tab, title"),
        ("\t러시아", "a row is spelling, tab, title"),
        ("로씨야 \t러시아", "spaces at an end"),
        ("로동\t노동", "without this row"),
        ("대한 민국\t대한민국", "without this row"),
        ("콤퓨터\t컴퓨터\n콤 퓨터\t계산기", "in line 1 already"),
        ("윈\t빈", "too short"),
        ("가가\t나나\n나나\t다다", "its title is itself a spelling"),
    ],
)
def test_findings(row: str, finding: str) -> None:
    assert any(finding in found for found in findings(row))


def test_a_later_table_wins_and_comments_are_no_rows() -> None:
    assert aliases.pairs("# 말\n가나\t다라", "가나\t마바\t까닭") == {"가나": "마바"}
