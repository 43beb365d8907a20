"""The whole pipeline on the bundled small wiki."""

from __future__ import annotations

import json
import re
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from libzim.reader import Archive

from checks.drive_sums import drive_sums
from checks.own_dump import DUMP, dump
from checks.shared import SHARED
from packager.audit.verify import verify
from packager.build import Request, build
from packager.config import Config, SelectionConfig
from packager.drive.gates import GATES
from packager.drive.report import BuildReport
from packager.errors import OutputError, UsageError
from packager.model import NS_MAIN
from packager.pages.store import PageStore
from packager.terminal.progress import Progress

MINI = SHARED / "corpus" / "kowiki-mini.xml.bz2"


def run(out: Path, source: Path = DUMP, jobs: int = 2, config: Config | None = None) -> BuildReport:
    request = Request((source,), out, config or Config(), jobs, accept=frozenset(GATES))
    return build(request, Progress(stream=StringIO(), quiet=True))


@pytest.fixture
def out(small_wiki: Path) -> Path:
    return small_wiki


def test_the_committed_dump_is_what_the_texts_give() -> None:
    assert DUMP.read_text(encoding="utf-8") == dump(), "run python -m checks.own_dump"


def test_what_lies_on_the_drive(out: Path) -> None:
    names = {p.name for p in (out / "drive").iterdir()}
    assert {"index.html", "wiki.zim", "sums.txt"} <= names
    report = json.loads((out / "report" / "build.json").read_text(encoding="utf-8"))
    listed = {a["path"] for a in report["artifacts"]}
    found = {p.relative_to(out / "drive").as_posix() for p in (out / "drive").rglob("*") if p.is_file()}
    assert found - {"sums.txt"} == listed


def test_counts_add_up(out: Path) -> None:
    counts = json.loads((out / "report" / "build.json").read_text(encoding="utf-8"))["counts"]
    ingest = counts["ingest"]
    kept = ingest["articles"] + ingest["redirects"] + sum(ingest["supporting"].values())
    assert ingest["pages_in"] == kept + sum(ingest["excluded"].values())
    assert counts["articles"] == ingest["articles"] >= 60
    assert counts["redirects"] + counts["redirects_left_out"] >= ingest["redirects"]
    assert counts["failed"] == 0


def test_pages_read_as_they_should(out: Path) -> None:
    archive = Archive(out / "drive" / "wiki.zim")
    assert archive.check()
    page = bytes(archive.get_entry_by_path("한강").get_item().content).decode()
    assert "한강의 주요 갈래" in page
    assert "26,018" in page  # {{formatnum:}} in the infobox
    assert re.search(r"정약용, 《대동수경》, 1814년", page)  # a citation made by a Lua module
    assert 'href="./서울특별시"' in page  # a redirect was resolved
    assert "scribunto-error" not in page
    lunar = bytes(archive.get_entry_by_path("곱셈").get_item().content).decode()
    assert "<td>81</td>" in lunar
    star = bytes(archive.get_entry_by_path("태양").get_item().content).decode()
    assert "<math" in star
    nested = bytes(archive.get_entry_by_path("삼국/고구려").get_item().content).decode()
    assert 'href="../평양직할시"' in nested


def test_nothing_for_editors_stays(out: Path) -> None:
    archive = Archive(out / "drive" / "wiki.zim")
    stub = bytes(archive.get_entry_by_path("한강_다리").get_item().content).decode()
    assert "토막글" not in stub
    assert "다듬어야" not in bytes(archive.get_entry_by_path("장기").get_item().content).decode()
    assert not archive.has_entry_by_path("사용자:보기")
    assert "보기 사용자".encode() not in (out / "drive" / "wiki.zim").read_bytes()


def test_redirects_of_every_kind(out: Path) -> None:
    archive = Archive(out / "drive" / "wiki.zim")
    assert archive.get_entry_by_path("백두").get_redirect_entry().path == "백두산"
    for gone in ("돌고_도는_길", "없는_곳으로"):
        assert not archive.has_entry_by_path(gone)
    skipped = (out / "report" / "skipped.jsonl").read_text(encoding="utf-8")
    assert "돌고 도는 길" in skipped
    assert "없는 곳으로" in skipped


def test_categories_are_lists(out: Path) -> None:
    archive = Archive(out / "drive" / "wiki.zim")
    page = bytes(archive.get_entry_by_path("분류:한국의_자연").get_item().content).decode()
    assert 'href="./분류:한국의_강"' in page
    assert 'href="./천지"' in page
    assert "분류:토막글" not in bytes(archive.get_entry_by_path("한강_다리").get_item().content).decode()


def test_verify_is_clean(out: Path) -> None:
    assert verify(out / "drive", "2026-08-28").findings == ()


@pytest.mark.parametrize("jobs", [1, 4])
def test_any_number_of_workers_gives_the_same_drive(out: Path, tmp_path: Path, jobs: int) -> None:
    run(tmp_path, jobs=jobs)
    assert drive_sums(tmp_path / "drive") == drive_sums(out / "drive")


def test_a_second_build_renders_nothing(out: Path) -> None:
    before = drive_sums(out / "drive")
    built = run(out)
    assert built.rendered == 0
    assert drive_sums(out / "drive") == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("한강의 주요 갈래", "한강의 큰 갈래"),  # an article's own text
        ("이 부분의 본문은", "이 대목의 본문은"),  # a template
        ("table.concat(parts, ', ')", "table.concat(parts, '; ')"),  # a module
        ('<redirect title="서울특별시" />', '<redirect title="부산광역시" />'),  # a redirect that articles link to
        ("<title>수성</title>", "<title>물의 별</title>"),  # a page that others link to is gone, another is new
        ("[[분류:한국의 강]]", "[[분류:강물]]"),  # members of a category
    ],
)
def test_a_changed_dump_renders_what_depends_on_it_and_equals_a_build_from_nothing(
    tmp_path: Path, old: str, new: str
) -> None:
    text = dump()
    assert old in text
    first, second = tmp_path / "first.xml", tmp_path / "kowiki-20260901-pages-articles.xml"
    second.write_text(text, encoding="utf-8")
    run(tmp_path / "warm", second)
    second.rename(first)
    second.write_text(text.replace(old, new), encoding="utf-8")
    warm = run(tmp_path / "warm", second)
    cold = run(tmp_path / "cold", second)
    assert drive_sums(tmp_path / "warm" / "drive") == drive_sums(tmp_path / "cold" / "drive")
    assert 0 < warm.rendered < cold.rendered / 2


@pytest.mark.parametrize(
    ("source", "chosen"),
    [
        (DUMP, "include"),
        pytest.param(DUMP, "exclude", marks=pytest.mark.slow),
        pytest.param(DUMP, "categories", marks=pytest.mark.slow),
        pytest.param(MINI, "include", marks=pytest.mark.slow),
    ],
    ids=["include list", "exclude list", "no categories", "include list for kowiki-mini"],
)
def test_another_selection_renders_nothing_and_equals_a_build_from_nothing(
    tmp_path: Path, source: Path, chosen: str
) -> None:
    if not source.exists():
        pytest.skip("the shared test data are not here")
    run(tmp_path / "warm", source)
    with closing(PageStore(tmp_path / "warm" / "work" / "pages.sqlite")) as store:
        titles = [title.text for title in store.titles(NS_MAIN)][::2]
    assert len(titles) > 10
    (tmp_path / "list.txt").write_text("\n".join(titles), encoding="utf-8")
    selection = SelectionConfig(categories=False) if chosen == "categories" else SelectionConfig(**{chosen: "list.txt"})
    config = Config(selection=selection, folder=tmp_path)
    warm = run(tmp_path / "warm", source, config=config)
    assert warm.rendered == 0
    run(tmp_path / "cold", source, config=config)
    assert drive_sums(tmp_path / "warm" / "drive") == drive_sums(tmp_path / "cold" / "drive")
    assert run(tmp_path / "warm", source).rendered == 0, "the rows of pages left out must stay"


def test_a_damaged_dump_leaves_the_old_drive_alone(out: Path, tmp_path: Path) -> None:
    from packager.errors import DumpError

    before = drive_sums(out / "drive")
    cut = tmp_path / "cut.xml"
    cut.write_bytes(DUMP.read_bytes()[:50000])
    with pytest.raises(DumpError):
        run(out, cut)
    assert drive_sums(out / "drive") == before


def test_a_build_in_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises((OutputError, UsageError)):
        run(blocked / "out")
