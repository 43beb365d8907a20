"""A refused build: its report says why beside that of the good drive, and the cache gives the good one back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from checks.small_export import NAME, PAGES, dump
from packager.cli import main
from packager.drive.report_page import PAGES as REPORT_PAGES
from packager.drive.report_page import _number_at

FEW = {name: text for name, text in PAGES.items() if not name.startswith("문서")}
OTHER_TEXTS = {name: text if text.startswith("#") else text + " 다른 글." for name, text in PAGES.items()}
ANY = '[input]\nwiki = ""\n'
WRONG = {
    "far smaller": (dump(FEW), "", 7),
    "cut": (dump()[:4000], "", 3),
    "another wiki": (dump(OTHER_TEXTS).replace("kowiki", "otherwiki"), "", 2),
    "another wiki asked for by mistake": (dump(OTHER_TEXTS | {"더": "글"}).replace("kowiki", "otherwiki"), ANY, 0),
    "other texts and templates": (dump(OTHER_TEXTS | {"틀:상자": "<b>{{{1}}}</b>"}), "", 0),
    "a list": (dump(), '[selection]\nexclude = "list.txt"\n', 2),
    "nothing but a header": (dump({}), "", 3),
    "a configuration": (dump(), '[snapshot]\ntitle = ""\n', 2),
}


def run(folder: Path, text: str, config: str = "") -> int:
    (folder / NAME).write_text(text, "utf-8")
    (folder / "snapshot.toml").write_text(config, "utf-8")
    (folder / "list.txt").write_text("한강\n부샨\n", "utf-8")
    out, settings = str(folder / "out"), str(folder / "snapshot.toml")
    return main(["build", str(folder / NAME), "--out", out, "--jobs", "1", "--config", settings])


def counts(out: Path) -> Any:
    return json.loads((out / "report" / "build.json").read_text("utf-8"))["counts"]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("refusal")
    assert run(folder, dump()) == 0
    return folder


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_run_costs_nothing(wrong: str, good: Path) -> None:
    text, config, status = WRONG[wrong]
    report = good / "out" / "report"
    before = {path.name: path.read_bytes() for path in report.iterdir() if path.is_file()}
    assert run(good, text, config) == status
    if status:
        assert {path.name: path.read_bytes() for path in report.iterdir() if path.is_file()} == before
        refused = json.loads((report / "refused" / "build.json").read_text("utf-8"))
        assert refused["refused"]["status"] == status
        assert refused["refused"]["files"] == [NAME]
        for lang, name in REPORT_PAGES.items():
            page = (report / "refused" / name).read_text("utf-8")
            assert re.sub("[\"'<>&]", "", refused["refused"][lang])[:20] in re.sub("&#?[a-z0-9]+;|[\"']", "", page)
            shown = re.findall(r'data-figure="([a-z_.]+)">([\d,]+)<', page)
            assert [int(number.replace(",", "")) for _, number in shown] == [
                _number_at(refused, path) for path, _ in shown
            ]
            assert "<script" not in page
            assert str(good) not in page
    else:
        assert not (report / "refused").exists()
    assert run(good, dump()) == 0
    assert counts(good / "out")["rendered"] == 0
    assert not (report / "refused").exists()


def test_the_first_build_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, dump({"틀:가": "가"})) == 2
    assert f"{tmp_path / 'out' / 'report' / 'refused'}" in capsys.readouterr().err
    assert not (tmp_path / "out" / "report" / "build.json").exists()
    assert (tmp_path / "out" / "report" / "refused" / "index.html").is_file()


def test_a_foreign_folder_gets_no_report(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("나의 것", "utf-8")
    assert run(tmp_path, dump(), '[snapshot]\ntitle = ""\n') == 2
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_the_report_asked_for_is_that_of_the_refusal(good: Path, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(dump(FEW), "utf-8")
    target = tmp_path / "report.json"
    command = ["build", str(tmp_path / NAME), "--out", str(good / "out"), "--jobs", "1", "--report", str(target)]
    assert main(command) == 7
    rows = json.loads(target.read_text("utf-8"))
    assert (rows["refused"]["status"], rows["figures"]["articles"]) == (7, 7)
    assert [gate["gate"] for gate in rows["gates"] if gate["outside"]] == ["articles", "redirects"]
