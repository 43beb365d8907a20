"""From one month to the next: what the date comes from, which drives are kept, what is forgotten and what is not."""

from __future__ import annotations

import bz2
import json
import os
import subprocess
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from libzim.reader import Archive

from checks.drive_sums import drive_sums
from checks.small_export import NAME, PAGES, dump
from checks.small_library import SmallLibrary
from packager.build import Request, build
from packager.cli import main
from packager.config import Config, InputConfig, ReleaseConfig, RenderConfig, SelectionConfig
from packager.drive.figures import figures_of
from packager.drive.folders import Folders
from packager.drive.gates import GATES
from packager.drive.releases import kept_months, month_of
from packager.drive.report import BuildReport
from packager.errors import ScrubError
from packager.library.left_out import refuse_excluded
from packager.model import Title
from packager.pages.store import PageStore
from packager.selection.index_titles import IndexTitles
from packager.selection.title_file import ListedLine, readings_of
from packager.terminal.progress import Progress

ROOT = Path(__file__).parent.parent


def made(out: Path, text: str | bytes, name: str = NAME, config: Config | None = None) -> BuildReport:
    """A build of an export of that text in a file of that name."""
    source = out.parent / name
    source.write_bytes(text.encode() if isinstance(text, str) else text)
    try:
        request = Request((source,), out, config or Config(), accept=frozenset(GATES))
        return build(request, Progress(stream=StringIO(), quiet=True))
    finally:
        source.unlink()


def of_month(month: str) -> str:
    """The small export with all revisions in another month."""
    return dump().replace("<timestamp>2026-08-", f"<timestamp>{month}-")


@pytest.fixture(scope="module")
def august(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("month") / "out"
    made(out, dump())
    return out


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("kowiki-latest-pages-articles.xml", str.encode),
        ("kowiki-20200101-pages-articles.xml.bz2", lambda text: bz2.compress(text.encode())),
        ("덤프.xml", str.encode),
    ],
)
def test_a_renamed_or_repacked_dump_gives_the_same_bytes(
    name: str, pack: Callable[[str], bytes], august: Path, tmp_path: Path
) -> None:
    report = made(tmp_path / "out", pack(dump()), name)
    assert (report.date, report.date_origin) == ("2026-08-28", "dump")
    assert drive_sums(tmp_path / "out" / "drive") == drive_sums(august / "drive")


def test_earlier_drives_are_kept_and_come_back(tmp_path: Path) -> None:
    out = tmp_path / "out"
    sums = {}
    for month in ("2026-05", "2026-06", "2026-07", "2026-07"):
        made(out, of_month(month), config=Config(release=ReleaseConfig(keep=1)))
        sums[month] = drive_sums(out / "drive")
    assert kept_months(out) == ["2026-06"]
    assert main(["rollback", "--out", str(out)]) == 0
    assert drive_sums(out / "drive") == sums["2026-06"]
    assert json.loads((out / "report" / "build.json").read_text("utf-8"))["snapshot"]["date"] == "2026-06-28"
    assert kept_months(out) == ["2026-07"]
    assert main(["rollback", "--out", str(out), "2026-07"]) == 0
    assert drive_sums(out / "drive") == sums["2026-07"]
    assert (out / "2026-07" / "report" / "build.json").is_file()


def test_a_swap_that_was_cut_short_is_finished(tmp_path: Path) -> None:
    out = tmp_path / "out"
    made(out, of_month("2026-05"))
    folders = Folders(out)
    folders.drive.rename(folders.old)  # the old drive is aside, the new one was not put in place
    folders.prepare(keep=2)
    assert month_of(folders.drive) == "2026-05"
    assert not folders.old.exists()


def test_rendered_pages_outlive_a_wrong_dump_and_other_limits(tmp_path: Path) -> None:
    out = tmp_path / "out"
    made(out, dump())
    few = {title: text for title, text in PAGES.items() if not title.startswith("문서")}
    assert made(out, dump(few)).rendered < 10
    other = Config(render=RenderConfig(page_seconds=20, lua_seconds=5, page_memory_mb=600), input=InputConfig(wiki=""))
    assert made(out, dump(), config=other).rendered < 10


def test_a_reason_for_every_figure(august: Path) -> None:
    report = json.loads((august / "report" / "build.json").read_text("utf-8"))
    assert report["figures"]["articles"] == 37
    assert report["figures"]["redirects"] == 14
    assert report["counts"]["left_out"] == {"redirect leads to no page of the drive": 1}
    assert report["snapshot"]["date_origin"] == "dump"


def test_a_drive_without_its_report_is_counted(august: Path, tmp_path: Path) -> None:
    found = figures_of(august / "drive", tmp_path)
    assert found is not None
    assert (found.articles, found.redirects, found.failed) == (37, 14, None)
    written = figures_of(august / "drive", august / "report")
    assert written is not None
    assert found.bytes == written.bytes
    assert figures_of(tmp_path, tmp_path) is None


@pytest.mark.parametrize("gone", ["한강", "분류:강", "세종대왕"])
def test_an_excluded_page_is_gone_in_every_form(gone: str, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(gone, "utf-8")
    made(tmp_path / "out", dump(), config=Config(selection=SelectionConfig(exclude="list.txt"), folder=tmp_path))
    archive = Archive(tmp_path / "out" / "drive" / "wiki.zim")
    names = {"세종대왕": ("세종대왕", "세종")}.get(gone, (gone,))
    for name in names:
        assert not archive.has_entry_by_path(name)
        for path in ("서울", "문서_1", "분류:자연"):
            assert f'href="./{name}"' not in bytes(archive.get_entry_by_path(path).get_item().content).decode()


def test_a_library_that_holds_an_excluded_page_is_refused() -> None:
    library = SmallLibrary()
    title = next(library.articles()).path
    with pytest.raises(ScrubError, match="exclude list"):
        refuse_excluded(library, [Title(0, title.replace("_", " "))])
    refuse_excluded(library, [Title(0, "없는 글")])


def test_verify_knows_the_words_of_the_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "snapshot.toml"
    config.write_text('[snapshot]\ncreator = "백과 모임"\n', "utf-8")
    (tmp_path / NAME).write_text(dump(), "utf-8")
    command = ["build", str(tmp_path / NAME), "--out", str(tmp_path / "out"), "--jobs", "1", "--config", str(config)]
    assert main(command) == 0
    assert "«백과 모임»" in capsys.readouterr().err
    assert main(["verify", str(tmp_path / "out" / "drive"), "--config", str(config)]) == 0
    assert main(["verify", str(tmp_path / "out" / "drive")]) == 0
    (tmp_path / "out" / "report" / "build.json").unlink()
    assert main(["verify", str(tmp_path / "out" / "drive")]) == 4, "nobody vouches for the words"


def test_titles_of_an_index(august: Path, tmp_path: Path) -> None:
    index = tmp_path / "kowiki-multistream-index.txt.bz2"
    lines = "".join(f"600:{n}:{title}\n" for n, title in enumerate((*PAGES, "가 &amp; 나")))
    index.write_bytes(bz2.compress(lines.encode()))
    site = PageStore(august / "work" / "pages.sqlite").site
    listed = [ListedLine(n, readings_of(text)) for n, text in enumerate(("한강", "임진애란", "가 & 나"))]
    titles = IndexTitles([index], site, listed)
    wanted = list(titles._found)
    assert {title.text for title in titles.existing(wanted)} == {"한강", "가 & 나"}
    assert [near.text for title in titles._similar for near in titles.nearest(title)] == ["임진왜란"]


def make(*words: str) -> subprocess.CompletedProcess[str]:
    # The tests may have been started by make itself, whose variables are in the environment.
    given = {"DUMP", "OUT", "CONFIG", "JOBS", "DRIVE", "ARGS", "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "PYTEST_ADDOPTS"}
    environment = {name: value for name, value in os.environ.items() if name not in given}
    return subprocess.run(
        ["make", "-C", str(ROOT), *words], capture_output=True, text=True, check=False, env=environment
    )


def test_make_takes_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "가 나's \"폴더\" $x #1"
    folder.mkdir()
    first, second = folder / "덤프 둘.xml", folder / "덤프 하나's.xml"
    for path in (first, second):
        path.write_text(dump(), "utf-8")
    config = folder / '설정 "하나".toml'
    config.write_text('[snapshot]\ntitle = ""\n', "utf-8")
    out = f"OUT={folder / '밖 으로'}"
    both = f"packager: error: {second}: the same bytes as {first.name}"
    assert "line 2: snapshot.title" in make("check", f"DUMP={second}", out, f"CONFIG={config}").stderr
    assert make("check", f"DUMP={first}", out).returncode == 0
    assert both in make("check", f"DUMP={folder}/*.xml", out).stderr
    assert both in make("check", f"DUMP={first}\n{second}", out).stderr
    assert "Error 2" in make("check", f"DUMP={folder / '없음.xml'}", out).stderr
    assert "DUMP=" in make("release", out).stderr


def test_the_status_of_the_program_behind_make(tmp_path: Path) -> None:
    dump_of_pages, few = tmp_path / "덤프 하나.xml", tmp_path / "few.xml"
    dump_of_pages.write_text(dump(), "utf-8")
    few.write_text(dump({name: text for name, text in PAGES.items() if not name.startswith("문서")}), "utf-8")
    out, status = tmp_path / "밖 으로", tmp_path / "끝 상태.txt"
    words = (f"OUT={out}", f"STATUS={status}", "JOBS=1")
    for target, path, wanted in (("release", dump_of_pages, 0), ("release", few, 7), ("check", tmp_path / "없음", 2)):
        ended = make(target, f"DUMP={path}", *words)
        assert (ended.returncode, status.read_text()) == (2 if wanted else 0, f"{wanted}\n"), ended.stderr
        assert not wanted or f"Error {wanted}" in ended.stderr
    make("release", *words)
    assert status.read_text() == "2\n"


def test_make_clean_takes_only_what_builds_made(tmp_path: Path) -> None:
    out = tmp_path / "밖 으로"
    made(out, of_month("2026-05"))
    made(out, of_month("2026-06"))
    (out / "mine.txt").write_text("mine", "utf-8")
    (out / "2026-04").mkdir()
    (out / "2026-04" / "mine.txt").write_text("mine", "utf-8")
    assert make("clean", f"OUT={out}").returncode == 0
    stays = ["2026-04", "2026-06", "drive", "mine.txt", "release", "report", "work"]
    assert sorted(path.name for path in out.iterdir()) == stays
    assert make("distclean", f"OUT={out}").returncode == 0
    assert sorted(path.name for path in out.iterdir()) == ["2026-04", "mine.txt"]
    assert (out / "2026-04" / "mine.txt").is_file()
