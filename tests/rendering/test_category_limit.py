"""A page in more categories than one may stand in: it keeps the first of them, is listed, and the rest is as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

from libzim.reader import Archive

from checks.small_export import NAME, PAGES, dump
from packager.audit.verify import verify
from packager.build import Request, build
from packager.config import Config
from packager.terminal.progress import Progress

MOST, IN_ALL = 20, 60
CROWDED = "갈래가 많은 글"
LAST, BEYOND = f"무리 {MOST - 1:02}", f"무리 {MOST:02}"


def path_of(category: str) -> str:
    return "분류:" + category.replace(" ", "_")


def test_a_page_in_too_many_categories(tmp_path: Path) -> None:
    links = "\n".join(f"[[분류:무리 {number:02}]]" for number in range(IN_ALL))
    source = tmp_path / NAME
    source.write_text(dump({**PAGES, CROWDED: f"앞의 글.\n{links}\n뒤의 글."}), "utf-8")
    config = replace(Config(), render=replace(Config().render, page_categories=MOST))
    report = build(Request((source,), tmp_path / "out", config, 1), Progress(stream=StringIO(), quiet=True))
    drive = tmp_path / "out" / "drive"
    assert not verify(drive).findings
    assert report.categories == MOST + 4, "those of the other pages and no more"
    archive = Archive(drive / "wiki.zim")
    page = bytes(archive.get_entry_by_path(CROWDED.replace(" ", "_")).get_item().content).decode()
    assert [words in page for words in ("앞의 글", "뒤의 글", LAST, BEYOND)] == [True, True, True, False]
    assert archive.has_entry_by_path(path_of(LAST))
    assert not archive.has_entry_by_path(path_of(BEYOND))
    problems = (tmp_path / "out" / "report" / "problems.jsonl").read_text("utf-8").splitlines()
    assert {"kind": "limit", "where": CROWDED, "pages": 1, "examples": [f"{CROWDED}: more than {MOST} categories"]} in (
        json.loads(line) for line in problems
    )
