"""``packager diff`` and ``packager hold`` on the bundled wiki."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from packager.cli import main
from packager.config import Config, SelectionConfig
from packager.errors import Said, UsageError
from packager.model import NS_MAIN, Title
from packager.month.holds import held_pages
from packager.pages.store import PageStore


@pytest.fixture
def release(small_wiki: Path) -> Path:
    """What the build of the bundled wiki left."""
    (path,) = (small_wiki / "release").glob("*.sqlite")
    return path


def test_named_by_the_date(release: Path, small_wiki: Path) -> None:
    report = json.loads((small_wiki / "report" / "build.json").read_text(encoding="utf-8"))
    assert release.stem == report["snapshot"]["date"]
    with sqlite3.connect(release) as db:
        assert db.execute("SELECT count(*) FROM page").fetchone()[0] == report["counts"]["articles"]


def test_nothing_changed(release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(release), str(release), "--out", str(tmp_path / "month"), "--json"]) == 0
    assert not any(json.loads(capsys.readouterr().out).values())
    assert json.loads((tmp_path / "month" / "diff.json").read_text(encoding="utf-8")) == {"changes": []}
    assert (tmp_path / "month" / "summary.html").read_text(encoding="utf-8").count("\n") <= 60
    assert list((tmp_path / "month" / "pages").iterdir()) == []


def test_what_is_no_release(release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "no.sqlite").write_bytes(b"no release at all")
    for given in (tmp_path / "no.sqlite", tmp_path / "nowhere.sqlite"):
        assert main(["diff", str(given), str(release), "--out", str(tmp_path / "month")]) == 2
        assert capsys.readouterr().err.startswith(f"packager: error: {given.name}: ")


def test_a_page_made_again_under_another_id(release: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    other.write_bytes(release.read_bytes())
    with sqlite3.connect(other) as db:
        db.execute("UPDATE page SET page_id=99999 WHERE title='한강'")
        db.execute("UPDATE page SET title='백두산맥' WHERE title='백두산'")
    assert main(["diff", str(release), str(other), "--out", str(tmp_path / "month")]) == 0
    (change,) = json.loads((tmp_path / "month" / "diff.json").read_text(encoding="utf-8"))["changes"]
    assert (change["kind"], change["title"], change["old_title"]) == ("renamed", "백두산맥", "백두산")


def test_hold(small_wiki: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = PageStore(small_wiki / "work" / "pages.sqlite")
    page = store.page(Title(NS_MAIN, "한강"))
    assert page is not None
    command = ["hold", "아리수", "--from", str(store.path), "--holds", str(tmp_path / "holds")]
    assert main(command) == 0
    (file,) = (tmp_path / "holds").iterdir()
    assert file.name == f"{page.page_id}.txt"
    head, _, text = file.read_text(encoding="utf-8").partition("\n")
    assert head.split("\t") == [str(page.revision.id), page.revision.timestamp, "한강"]
    assert text == page.text
    assert main(["hold", "없는 글", *command[2:]]) == 2


def test_held_pages(small_wiki: Path, tmp_path: Path) -> None:
    store = PageStore(small_wiki / "work" / "pages.sqlite")
    (tmp_path / "holds").mkdir()
    (tmp_path / "selection.tsv").write_text("hold\ttitle\t아리수\nhold\ttitle\t백두산\n", encoding="utf-8")
    config = Config(selection=SelectionConfig(rules="selection.tsv", holds="holds"), folder=tmp_path)
    number = store.page_id(Title(NS_MAIN, "한강"))
    (tmp_path / "holds" / f"{number}.txt").write_text(
        "7\t2026-01-02T03:04:05Z\t한강\n옛 글이다.\n", encoding="utf-8"
    )
    findings: list[Said] = []
    held = held_pages(config, store, findings)
    assert list(held) == [Title(NS_MAIN, "한강")]
    assert len(findings) == 1
    assert "«백두산» is held and" in findings[0]
    before = store.digest(Title(NS_MAIN, "한강"))
    store.hold(held)
    page, facts = store.page(Title(NS_MAIN, "한강")), store.facts(Title(NS_MAIN, "한강"))
    assert page is not None
    assert facts is not None
    assert (page.text, page.revision.id, facts.revision.id) == ("옛 글이다.\n", 7, 7)
    assert store.digest(Title(NS_MAIN, "한강")) == facts.digest != before
    (tmp_path / "holds" / f"{number}.txt").write_text("옛 글이다.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="first line"):
        held_pages(config, store, [])
