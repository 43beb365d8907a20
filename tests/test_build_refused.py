"""One page in which the judge finds something is left out and named; many stop the build."""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from libzim.reader import Archive

from bench.synth_dump import write_plain
from checks.own_site import SITE
from packager.audit.verify import verify
from packager.build import Request, build
from packager.config import Config, SelectionConfig
from packager.errors import ScrubError
from packager.model import Finding, LinkTarget, Page, Revision, Title
from packager.terminal.progress import Progress

TIME = "2026-08-31T00:00:00Z"
TEXTS = {
    "가": "[[나]]와 [[다]] [[분류:모음]]", "나": "[[가]]", "다": "[[나|이음]] [[분류:모음]] [[분류:따로]]", "라": "글",
}  # fmt: skip


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    pages = [
        Page(Title(0, name), number, Revision(number, TIME), "wikitext", text)
        for number, (name, text) in enumerate(TEXTS.items(), 1)
    ]
    target = LinkTarget(Title(0, "나"))
    pages.append(Page(Title(0, "나로"), 9, Revision(9, TIME), "wikitext", "#넘겨주기 [[나]]", target))
    return write_plain(pages, SITE, tmp_path / "kowiki-20260831-pages-articles.xml")


def judged(monkeypatch: pytest.MonkeyPatch, *where: str) -> None:
    """Let the judge find something in these places of the first drive that it sees."""
    rounds: list[Sequence[str]] = [where]

    def with_findings(*args: Any, **kwargs: Any) -> Any:
        checked = verify(*args, **kwargs)
        assert not checked.findings
        found = rounds.pop() if rounds else ()
        return checked._replace(findings=tuple(Finding("address", each, "x") for each in found))

    monkeypatch.setattr("packager.stages.judge.verify", with_findings)


def run(dump: Path, out: Path, config: Config | None = None) -> Any:
    return build(Request((dump,), out, config or Config(), 1), Progress(stream=StringIO(), quiet=True))


def test_a_page_is_left_out_in_every_form(dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(monkeypatch, "wiki.zim/C/나:17", "wiki.zim/C/분류:따로")
    report = run(dump, tmp_path / "out")
    archive = Archive(tmp_path / "out" / "drive" / "wiki.zim")
    assert [archive.has_entry_by_path(path) for path in ("가", "나", "나로", "다", "분류:모음", "분류:따로")] == [
        True, False, False, True, True, False,
    ]  # fmt: skip
    page = bytes(archive.get_entry_by_path("다").get_item().content).decode()
    assert "이음" in page
    assert "./나" not in page
    assert report.left_out["refused by the judge"] == 1
    skipped = [json.loads(line) for line in (tmp_path / "out" / "report" / "skipped.jsonl").open(encoding="utf-8")]
    assert {"page": "나", "rule": "refused by the judge", "reason": "address: x", "reason_ko": "주소: x"} in skipped


def test_more_than_a_few_stop_the_build(dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(monkeypatch, "wiki.zim/C/나:17")
    with pytest.raises(ScrubError, match=r"«나» \(address: x\); put them on the list \[selection\] exclude"):
        run(dump, tmp_path / "out", Config(selection=SelectionConfig(refused_pages=0)))
    assert not (tmp_path / "out" / "drive").exists()


def test_findings_that_name_no_page_stop_the_build(dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(monkeypatch, "index.html", "wiki.zim/M/Title", "wiki.zim/C/_/index")
    with pytest.raises(ScrubError, match=r"3 findings .* no page to leave out .* first: address in index\.html"):
        run(dump, tmp_path / "out")
