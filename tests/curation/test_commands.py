"""``packager select`` and ``packager explain`` on the bundled wiki."""

from __future__ import annotations

import json
import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from checks.own_dump import DUMP
from packager.cli import main


@pytest.fixture
def given(small_wiki: Path, tmp_path: Path) -> tuple[Path, list[str]]:
    """A file of rules to fill, and the arguments that name it and the wiki."""
    (tmp_path / "snapshot.toml").write_text('[selection]\nrules = "selection.tsv"\n', encoding="utf-8")
    store = small_wiki / "work" / "pages.sqlite"
    return tmp_path / "selection.tsv", ["--store", str(store), "--config", str(tmp_path / "snapshot.toml")]


def test_every_line_of_a_faulty_file_is_told(
    given: tuple[Path, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    rules, arguments = given
    rules.write_text("keep\ttitle\t한강\nkeep\tpage\t한강\n", encoding="utf-8")
    assert main(["explain", "한강", *arguments]) == 2
    assert "selection.tsv:2: no kind «page»" in capsys.readouterr().err


LINT = (
    ("keep\ttitle\t한간", "the dump has no page «한간»; nearest: «한강»"),
    ("keep\ttitle\t아리수", "«아리수» redirects to «한강»"),
    ("drop\tcategory\t없는 갈래", "the dump has no page «분류:없는 갈래»"),
    ("drop\ttemplate\t없는 틀", "the dump has no page «틀:없는 틀»"),
    ("drop\tlonger\t99999999", "never used: no article matches it"),
    ("drop\ttitle\t한강\nkeep\ttitle\t한강", "«한강» is kept by line 2 and dropped by this one"),
    ("drop\ttitle\t한강\ndrop\ttitle\t한강", "says what line 1 says already"),
    ("drop\ttitle\t백두산\nkeep\tprefix\t백두산", "selection.tsv:2: the rule is never used"),
)


@pytest.mark.parametrize(("text", "words"), LINT)
def test_lint(given: tuple[Path, list[str]], text: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    rules, arguments = given
    rules.write_text(text + "\n", encoding="utf-8")
    assert main(["select", "--lint", "--json", *arguments]) == 2
    told = json.loads(capsys.readouterr().out)
    assert any(words in f"{row['text']}" for row in told), told
    assert all(isinstance(row["line"], int) for row in told)
    assert main(["select", "--dry-run", "--json", *arguments]) == 0
    assert words in capsys.readouterr().err


def test_nothing_odd(given: tuple[Path, list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    rules, arguments = given
    rules.write_text("keep\tcategory\t한국의 자연/0\n", encoding="utf-8")
    assert main(["select", "--lint", "--json", *arguments]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_the_contract_of_explain(given: tuple[Path, list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    rules, arguments = given
    text = "prefer\ttemplate\t지형 정보\t물\ndrop\ttitle\t아리수\t까닭\nhold\ttitle\t한강\n"
    rules.write_text(text, encoding="utf-8")
    assert main(["explain", "아리수", "--json", *arguments]) == 0
    told = json.loads(capsys.readouterr().out)
    drop = {"line": 2, "action": "drop", "kind": "title", "value": "아리수", "reason": "까닭"}
    assert told["title"] == "한강"
    assert told["in"] is False
    assert told["decisive"] == drop
    assert [match["line"] for match in told["matches"]] == [1, 2, 3]
    assert "아리수" in told["redirects"]
    assert told["held"] is True
    assert all(isinstance(value, int) for value in told["signals"].values())
    assert set(told) == {
        "title", "page_id", "in", "decisive", "matches", "redirects", "score", "place", "signals", "cost", "tiers",
        "held",
    }  # fmt: skip


def test_unknown_titles(
    given: tuple[Path, list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules, arguments = given
    rules.write_text("keep\ttitle\t한강\n", encoding="utf-8")
    assert main(["explain", "한간", "--json", *arguments]) == 2
    caught = capsys.readouterr()
    assert caught.out == ""
    assert "nearest: «한강»" in caught.err
    (tmp_path / "asked.txt").write_text("한간\n백두산\n", encoding="utf-8")
    assert main(["explain", "--titles", str(tmp_path / "asked.txt"), *arguments]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {"title": "한간", "unknown": True}
    assert second["title"] == "백두산"


def test_places_are_those_of_the_scores(given: tuple[Path, list[str]], tmp_path: Path) -> None:
    rules, arguments = given
    rules.write_text("prefer\tcategory\t한국의 자연/0\t가깝다\t90\navoid\ttemplate\t지형 정보\n", encoding="utf-8")
    assert main(["select", "--export", str(tmp_path / "all.tsv"), *arguments]) == 0
    rows = [row.split("\t") for row in (tmp_path / "all.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    ordered = sorted(rows, key=lambda row: (-int(row[1]), row[0]))
    (tmp_path / "asked.txt").write_text("".join(f"{row[0]}\n" for row in ordered), encoding="utf-8")
    places = _explained(tmp_path / "asked.txt", arguments)
    assert places == [(place, int(row[1])) for place, row in enumerate(ordered, 1)]


def _explained(path: Path, arguments: list[str]) -> list[tuple[int, int]]:
    out = StringIO()
    with redirect_stdout(out):
        assert main(["explain", "--titles", str(path), *arguments]) == 0
    told = map(json.loads, out.getvalue().splitlines())
    return [(each["place"], each["score"]) for each in told]


def test_a_store_without_its_work_folder(given: tuple[Path, list[str]], small_wiki: Path, tmp_path: Path) -> None:
    shutil.copy(small_wiki / "work" / "pages.sqlite", tmp_path / "pages.sqlite")
    assert main(["explain", "한강", "--store", str(tmp_path / "pages.sqlite")]) == 2
    assert main(["explain", "한강", "--store", str(tmp_path / "nowhere.sqlite")]) == 2
    assert main(["explain", "--store", str(small_wiki / "work" / "pages.sqlite")]) == 2


def test_what_is_dropped_is_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "snapshot.toml").write_text('[selection]\nrules = "규칙.tsv"\n', encoding="utf-8")
    text = "drop\tcategory\t한국의 자연\t시험\nkeep\ttitle\t백두산\ndrop\ttitle\t분류:수학\t분류 글도\n"
    (tmp_path / "규칙.tsv").write_text(text, encoding="utf-8")
    config, out = str(tmp_path / "snapshot.toml"), tmp_path / "out"
    assert main(["build", str(DUMP), "--out", str(out), "--config", config, "--quiet"]) == 0
    capsys.readouterr()
    assert main(["select", "--json", "--store", str(out / "work" / "pages.sqlite"), "--config", config]) == 0
    counts = json.loads(capsys.readouterr().out)
    report = json.loads((out / "report" / "build.json").read_text(encoding="utf-8"))
    assert counts["out"] > 5
    assert report["counts"]["articles"] == counts["in"]
    assert sum(rule["decided"] for rule in counts["rules"]) + counts["by_rank"] == counts["articles"]
    skipped = [json.loads(line) for line in (out / "report" / "skipped.jsonl").read_text("utf-8").splitlines()]
    rows = {row["page"]: row for row in skipped}
    assert rows["한강"]["rule"] == "rule in line 1: drop category 한국의 자연"
    assert rows["한강"]["reason"] == "시험"
    assert rows["아리수"]["rule"].startswith("redirect")
    assert "분류:수학" in rows
    assert "백두산" not in rows
