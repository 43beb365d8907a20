"""Lines of selection.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.curation.rules_file import Rule, category_and_levels, read_rules
from packager.errors import UsageError


def rules(tmp_path: Path, data: bytes) -> tuple[Rule, ...]:
    path = tmp_path / "selection.tsv"
    path.write_bytes(data)
    return read_rules(path)


def test_comments_and_empty_lines_count(tmp_path: Path) -> None:
    text = "# 이달의 규칙\n\nkeep\ttitle\t한강\n\t\t\t\t\nprefer\tcategory\t강/2\t물길\t7\n"
    assert rules(tmp_path, text.encode()) == (
        Rule(3, "keep", "title", "한강"),
        Rule(5, "prefer", "category", "강/2", "물길", 7),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings(tmp_path: Path, encoding: str, end: str) -> None:
    text = end.join(["drop\ttitle\t한강\t까닭", "keep\tprefix\t서울", ""])
    assert [rule.value for rule in rules(tmp_path, text.encode(encoding))] == ["한강", "서울"]


def test_a_spreadsheet_writes_quotes(tmp_path: Path) -> None:
    made = rules(tmp_path, 'keep\ttitle\t"가 ""나"" 다"\t"왜, 왜"\t\t\n'.encode())
    assert made == (Rule(1, "keep", "title", '"가 ""나"" 다"', "왜, 왜", unquoted='가 "나" 다'),)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("keep title 한강", "is no rule"),
        ("keep\ttitle\t", "is no rule"),
        ("save\ttitle\t한강", "no action «save»"),
        ("keep\tpage\t한강", "no kind «page»"),
        ("drop\tlonger\tx", "«x» is no number"),
        ("drop\tshorter\t-3", "«-3» is no number"),
        ("drop\tdisambiguation\t다", "write *"),
        ("prefer\ttitle\t한강\t까닭\t무겁게", "no weight"),
        ("keep\ttitle\t한강\t까닭\t3\t더", "is no rule"),
    ],
)
def test_what_is_no_rule(tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        rules(tmp_path, f"# 하나\n{line}\n".encode())
    assert caught.value.said.startswith("selection.tsv:2: ")
    assert words in caught.value.said


def test_every_fault_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        rules(tmp_path, "keep\tpage\t한강\nsave\ttitle\t한강\n".encode())
    assert "tsv:1:" in caught.value.said
    assert "tsv:2:" in caught.value.said


def test_levels_of_a_category() -> None:
    assert category_and_levels("의학/4") == ("의학", 4)
    assert category_and_levels("의학") == ("의학", 3)
    assert category_and_levels("직류/교류") == ("직류/교류", 3)
    assert category_and_levels("직류/교류/0") == ("직류/교류", 0)
