"""``--quiet``, the log of JSON lines, the lines of a run without a terminal, and the document of ``packager page``."""

from __future__ import annotations

import json
import re
import time
from io import StringIO
from pathlib import Path

import pytest
from libzim.reader import Archive

from checks.browsers.devtools import Browser, find_chromium
from checks.small_export import NAME, PAGES, dump
from packager.cli import main
from packager.terminal.progress import EVERY, Progress


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a finished build and its log."""
    folder = tmp_path_factory.mktemp("quiet")
    (folder / NAME).write_text(dump(), "utf-8")
    command = ["build", str(folder / NAME), "--out", str(folder / "out"), "--jobs", "1", "--log", str(folder / "log")]
    assert main(command) == 0
    return folder


def test_the_log(built: Path) -> None:
    rows = [json.loads(line) for line in (built / "log").read_text("utf-8").splitlines()]
    assert [row["name"] for row in rows if row["event"] == "stage"] == [
        "ingest", "render", "desk", "relate", "zim", "reader", "verify", "release", "publish",
    ]  # fmt: skip
    assert all(isinstance(row["seconds"], float) for row in rows if row["event"] == "end")
    report = json.loads((built / "out" / "report" / "build.json").read_text("utf-8"))
    assert rows[-1] == {
        "event": "built",
        "articles": report["counts"]["articles"],
        "redirects": report["counts"]["redirects"],
        "size": report["figures"]["bytes"],
    }
    assert str(built) not in (built / "log").read_text("utf-8")


def test_the_log_of_a_refused_build(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (built / "few.xml").write_text(dump({name: PAGES[name] for name in ("한강", "서울", "틀:상자")}), "utf-8")
    command = ["build", str(built / "few.xml"), "--out", str(built / "out"), "--jobs", "1", "--quiet"]
    capsys.readouterr()
    assert main([*command, "--log", str(built / "refused.log")]) == 7
    last = json.loads((built / "refused.log").read_text("utf-8").splitlines()[-1])
    assert (last["event"], last["status"]) == ("error", 7)
    assert "--accept articles" in last["text"]
    printed = capsys.readouterr()
    assert not printed.out
    assert len(printed.err.splitlines()) == 1, "what went wrong is said even so"


def test_quiet_says_nothing(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["build", str(built / NAME), "--out", str(built / "out"), "--jobs", "1", "--quiet"]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "")


def test_time_left_in_plain_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    stream, seconds = StringIO(), iter([0.0, *[100.0] * 20])
    monkeypatch.setattr(time, "monotonic", lambda: next(seconds, 100.0))
    progress = Progress(stream=stream, log=tmp_path / "log")
    with progress.stage("render", 4 * EVERY) as stage:
        stage.tick(EVERY - 1)
        assert len(stream.getvalue().splitlines()) == 1
        stage.tick()
    line = stream.getvalue().splitlines()[1]
    assert re.fullmatch(r"  10,000 / 40,000 pages, 100 a second, 05:00 left", line)
    row = next(json.loads(line) for line in (tmp_path / "log").open() if '"progress"' in line)
    assert row == {"event": "progress", "name": "render", "done": EVERY, "total": 4 * EVERY, "rate": 100.0}


def test_a_page_is_the_document_of_the_drive(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["page", "한강", "--store", str(built / "out" / "work" / "pages.sqlite")]) == 0
    document = capsys.readouterr().out.rstrip("\n")
    entry = Archive(built / "out" / "drive" / "wiki.zim").get_entry_by_path("한강")
    on_drive = bytes(entry.get_item().content).decode()
    body = re.compile(r"<body.*</body>", re.S)
    assert body.findall(document) == body.findall(on_drive)
    style = re.search(r"<style>(.*?)</style>", document, re.S)
    assert style is not None
    assert style[1].strip() == bytes(
        Archive(built / "out" / "drive" / "wiki.zim").get_entry_by_path("_/page.css").get_item().content
    ).decode().strip()
    assert "<link" not in document


@pytest.mark.skipif(not find_chromium(), reason="needs chromium")
def test_a_page_opens(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["page", "한강", "--store", str(built / "out" / "work" / "pages.sqlite")]) == 0
    (built / "page.html").write_text(capsys.readouterr().out, "utf-8")
    with Browser() as browser:
        browser.open(built / "page.html")
        browser.wait("document.querySelector('h1')")
        assert browser.run("document.querySelector('h1').textContent.trim()") == "한강"
        assert browser.run("document.styleSheets.length") == 1
        assert not browser.problems()
