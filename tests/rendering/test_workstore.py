"""Finished pages come out of the work store as they went in."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from packager.model import CategoryLink, Dependency, Finished, Heading, PageFacts, Problem, Revision, Title
from packager.rendering.workstore import Result, WorkStore, unpack_dependencies

PAGE = Finished(
    title=Title(0, "한강"),
    page_id=3,
    revision=17,
    timestamp="2026-08-30T00:00:00Z",
    display_title="한강 ",
    headings=(Heading(1, "역사", "역사", "1"), Heading(2, "옛날", "옛날")),
    categories=(CategoryLink(Title(14, "강"), "한강"),),
    links=("서울특별시", "분류:강"),
    properties={"disambiguation": ""},
    problems=(Problem("lua-error", "모듈:가", "nil"),),
    dropped=("ambox: ambox",),
    removed={"link out of the archive": 2},
    html="<p>\ud800 한강</p>",
    prose="한강",
)
ASKED = (Dependency("page", "10:틀", "ab"), Dependency("clock", "", "20260901000000"))


def store(folder: Path, *pages: Finished) -> WorkStore:
    works = WorkStore(folder / "rendered.sqlite")
    for page in pages:
        works.put(Result.of(page, b"key", ASKED))
    return works


def test_whole_and_facts_alone(tmp_path: Path) -> None:
    works = store(tmp_path, PAGE)
    assert works.page(PAGE.title) == PAGE
    facts = works.facts(PAGE.title)
    assert type(facts) is PageFacts
    assert all(getattr(facts, spec.name) == getattr(PAGE, spec.name) for spec in fields(PageFacts))
    (kept,) = works.kept(PAGE.title)
    assert kept.key == b"key"
    assert unpack_dependencies(kept.dependencies) == sorted(ASKED)


def test_what_was_never_rendered(tmp_path: Path) -> None:
    works, title = store(tmp_path), Title(0, "없음")
    assert (works.page(title), works.facts(title), works.kept(title)) == (None, None, [])


def test_a_note(tmp_path: Path) -> None:
    problem = Problem("page-timeout", "한강", "more than 10 s")
    note = Finished.note(PAGE.title, 3, Revision(17, "2026-08-30T00:00:00Z"), problem, "<p>안내</p>")
    found = store(tmp_path, note).page(PAGE.title)
    assert found == note
    assert (note.failed, note.problems, note.prose) == ("timeout", (problem,), "")


def test_rows_of_other_pages_go_after_some_builds_without_them(tmp_path: Path) -> None:
    works = store(tmp_path, PAGE, Finished.note(Title(0, "옛"), 1, Revision(1, ""), Problem("page-x", "", ""), ""))
    assert works.forget_unused([PAGE.title, Title(0, "새")], 3) == 0
    assert works.forget_unused([Title(0, "옛")], 3) == 0, "the count begins anew when a build has a use for the page"
    assert [works.forget_unused([PAGE.title], 3) for _ in range(3)] == [0, 0, 1]
    assert not works.kept(Title(0, "옛"))
    assert works.kept(PAGE.title)


def test_every_state_of_a_page_has_its_row_and_the_latest_is_in_use(tmp_path: Path) -> None:
    works, other = store(tmp_path, PAGE), replace(PAGE, html="<p>다른 위키</p>")
    right = works.kept(PAGE.title)[0].state
    works.put(Result.of(other, b"other key", ASKED))
    assert works.page(PAGE.title) == other
    assert [kept.key for kept in works.kept(PAGE.title)] == [b"other key", b"key"]
    works.use(PAGE.title, right)
    assert works.page(PAGE.title) == PAGE
    works.use(PAGE.title, b"no such state")
    assert works.page(PAGE.title) == PAGE
    assert 0 < works.size_in_use() < (tmp_path / "rendered.sqlite").stat().st_size
    assert [works.forget_unused([PAGE.title], 3) for _ in range(3)] == [0, 0, 1]
    assert [kept.key for kept in works.kept(PAGE.title)] == [b"key"]
