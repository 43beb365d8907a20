"""``packager preview`` of the bundled wiki as a multistream dump."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.synth_dump import write_multistream, write_plain
from checks.own_dump import DUMP
from packager.cli import main
from packager.dump import open_dump
from packager.model import Title
from packager.rendering.workstore import WorkStore


def test_pages_are_those_of_a_build(small_wiki: Path, tmp_path: Path) -> None:
    source = open_dump([DUMP])
    dump = tmp_path / "kowiki-20260901-pages-articles-multistream.xml.bz2"
    write_multistream(list(source), source.site, dump, per_stream=7)
    (tmp_path / "asked.txt").write_text("한강\n아리수\n백두산\n없는 글\n", encoding="utf-8")
    config = tmp_path / "snapshot.toml"
    config.write_text('[selection]\nunmatched = "report"\n', encoding="utf-8")
    day = json.loads((small_wiki / "report" / "build.json").read_text(encoding="utf-8"))["snapshot"]["date"]
    out = tmp_path / "look"
    command = ["preview", str(dump), "--titles", str(tmp_path / "asked.txt"), "--out", str(out), "--date", day]
    assert main([*command, "--config", str(config), "--json"]) == 0
    rows = [json.loads(line) for line in (out / "preview.jsonl").read_text(encoding="utf-8").splitlines()]
    works = WorkStore(small_wiki / "work" / "rendered.sqlite")
    assert [row["title"] for row in rows] == ["한강", "백두산"]
    for row in rows:
        page = works.page(Title(0, row["title"]))
        assert page is not None
        assert (row["pageid"], row["html"]) == (page.page_id, page.html)
    works.close()
    first = (out / "0001.html").read_text(encoding="utf-8")
    assert 'href="0002.html"' in first
    assert 'href="./' not in first.partition("<body")[2].partition("<footer")[0].replace('href="./_', "")
    assert '<a href="0002.html">백두산</a>' in (out / "index.html").read_text(encoding="utf-8")


def test_a_dump_without_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = open_dump([DUMP])
    dump = write_plain(list(source), source.site, tmp_path / "kowiki-20260901-pages-articles.xml.bz2", "bz2")
    (tmp_path / "asked.txt").write_text("한강\n", encoding="utf-8")
    command = ["preview", str(dump), "--titles", str(tmp_path / "asked.txt"), "--out", str(tmp_path / "look")]
    assert main(command) == 2
    assert "is no multistream dump with its index beside it" in capsys.readouterr().err
