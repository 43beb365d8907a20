"""The report page: its figures are those of build.json, it names nothing of the machine, and the tables open safely."""

from __future__ import annotations

import getpass
import json
import re
import socket
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from packager.drive.problem_words import example_in_korean
from packager.drive.report_page import PAGES, _number_at, _sizes, write_pages
from packager.drive.tables import cell, write_lines
from packager.templating import template_text

REPORT: dict[str, Any] = {
    "snapshot": {"name": "wikipedia_ko_all", "date": "2026-09-01", "date_origin": "dump"},
    "artifacts": [
        {"path": "data/P/00/00.htm", "size": 1000, "sha256": "0" * 64},
        {"path": "data/A/00/00.txt", "size": 20, "sha256": "1" * 64},
        {"path": "index.html", "size": 300, "sha256": "2" * 64},
        {"path": "wiki.zim", "size": 40_000, "sha256": "3" * 64},
    ],
    "counts": {
        "ingest": {
            "dbname": "kowiki",
            "newest": "2026-09-01T00:00:00Z",
            "pages_in": 123_456,
            "parts": [{"name": "a.xml", "bytes": 5, "sha256": "a" * 64, "container": "bz2", "verified_by": ""}],
            "notes": ["no hash list names 1 of 1 files", "a.xml: no multistream index beside it, so its page count"],
            "excluded": {"namespace 2": 7, "same title": 1},
        },
        "articles": 1234, "categories": 56, "redirects": 7, "left_out": {"on the exclude list": 2},
        "rendered": 1, "reused": 2, "failed": 3, "shortened": 4,
    },
    "figures": {"articles": 1234, "redirects": 7, "pictures": 9, "failed": 3, "problems": 8, "bytes": 41_320},
    "gates": [
        {"gate": "articles", "before": 1000, "now": 1234, "percent": 5.0, "outside": True, "accepted": True},
        {"gate": "redirects", "before": 7, "now": 7, "percent": 10.0, "outside": False, "accepted": False},
    ],
    "dropped_boxes": {"정리": 3},
    "program": {"version": "9.9.9", "digest": "b" * 64},
    "config": "c" * 64,
    "seconds": {"ingest": 1.5, "render": 20.0},
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "build.json").write_text(json.dumps(REPORT), "utf-8")
    write_lines(tmp_path / "skipped.jsonl", [
        {"page": "가<b>", "rule": "on the exclude list", "reason": "너무 길다"},
        {"page": "나", "rule": "same title", "reason": "an English reason", "reason_ko": "우리말 까닭"},
    ])  # fmt: skip
    worst = {"kind": "lua-error", "where": "모듈:가", "pages": 12, "examples": ["가: 나"]}
    write_lines(tmp_path / "problems.jsonl", [worst])
    write_pages(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", PAGES.values())
def test_figures_are_those_of_build_json(folder: Path, name: str) -> None:
    page = (folder / name).read_text("utf-8")
    shown = re.findall(r'data-figure="([a-z_.]+)">([\d,]+)<', page)
    assert {path for path, _ in shown} >= {"figures.articles", "counts.categories", "figures.bytes", "counts.shortened"}
    assert {path: int(text.replace(",", "")) for path, text in shown} == {
        path: _number_at(REPORT, path) for path, _ in shown
    }
    for text in ("+23.4%", "1,000", "9.9.9", "b" * 64, "c" * 64, "3" * 64, "가&lt;b&gt;", "모듈:가", "123,456"):
        assert text in page
    assert "<script" not in page


def test_both_languages(folder: Path) -> None:
    korean, english = ((folder / name).read_text("utf-8") for name in PAGES.values())
    assert "증명되지 않은 것" in korean
    assert "해시 목록에 없습니다" in korean
    assert "제외 목록에 있음" in korean
    assert "제목이 같은 글" in korean
    assert "이름공간 2" in korean
    assert "나 (우리말 까닭)" in korean
    assert "나 (an English reason)" in english
    assert "Not proven" in english
    assert "no hash list names 1 of 1 files" in english
    assert not re.search("[가-힣]", english.replace("한국어", "").replace("가&lt;b&gt; (너무 길다)", "").replace(
        "나 (an English reason)", "").replace(
        "모듈:가", "").replace("가: 나", "").replace("정리", ""))  # fmt: skip


def test_sizes_add_up() -> None:
    assert dict(_sizes(REPORT)) == {"archive": 40_000, "reader": 320, "plain": 1000, "total": 41_320}


def test_nothing_of_the_machine(folder: Path) -> None:
    pages = "".join((folder / name).read_text("utf-8") for name in PAGES.values())
    assert str(folder) not in pages
    assert socket.gethostname() not in pages
    assert f"/{getpass.getuser()}" not in pages


def test_tables(folder: Path) -> None:
    data = (folder / "skipped.tsv").read_bytes()
    assert data.decode("utf-8") == (
        "\ufeffpage\trule\treason\treason_ko\n가<b>\ton the exclude list\t너무 길다\t\n"
        "나\tsame title\tan English reason\t우리말 까닭\n"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("@a", "'@a"), ("가\t나\n다", "가 나 다"), (-3, "-3"), (["a", "b"], "a | b")],
)
def test_cells(value: object, text: str) -> None:
    assert cell(value) == text


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("가: more than 1,000 categories", "가: 분류가 1,000개를 넘음"),
        ("가: 나: no style sheet of that name", "가: 나: 그런 이름의 스타일 문서가 없음"),
        (r"가: unknown command \\ab: x: y", r"가: 모르는 명령 \\ab: x: y"),
        (r"가: \\begin{a} without \\end: x", r"가: \\end 없는 \\begin{a}: x"),
        ("가: 나: 다", "가: 나: 다"),
        ("가: Lua error: attempt to index nil", "가: Lua error: attempt to index nil"),
        ("가", "가"),
    ],
)
def test_problems_in_korean(english: str, korean: str) -> None:
    assert example_in_korean(english) == korean


def test_words_are_the_same_in_both_languages() -> None:
    from packager.drive.report_page import _words

    korean, english = _words()["ko"], _words()["en"]
    assert korean.keys() == english.keys()
    assert all(re.findall(r"\{\w+\}", str(korean[key])).sort() == re.findall(r"\{\w+\}", str(english[key])).sort()
               for key in korean)  # fmt: skip


def test_every_kind_of_dropped_box_has_a_korean_name() -> None:
    boxes = {box["name"] for box in tomllib.loads((files("packager.finish") / "drops.toml").read_text("utf-8"))["box"]}
    assert boxes <= tomllib.loads(template_text("report/words.toml"))["ko"]["names"].keys()
