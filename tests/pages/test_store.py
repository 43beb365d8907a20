"""The page store: what goes in is what comes out, counts add up, and a half-written store is never seen."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from bench.synth_dump import changed, write_plain
from checks.faults_dump import make_pages
from checks.own_site import SITE
from checks.shared import SHARED
from packager.config import InputConfig
from packager.dump import open_dump
from packager.errors import DumpError, OutputError, UsageError
from packager.inspect import dump as dump_facts
from packager.inspect import store as store_facts
from packager.model import FileInfo, LinkTarget, Page, Revision, Title
from packager.pages.doubtful import refuse_doubtful
from packager.pages.file_table import read_file_table
from packager.pages.ingest import fill, page_digest
from packager.pages.ingest_report import IngestProgress, IngestReport
from packager.pages.redirect_chain import LIMIT, Resolution, Step, resolve_chain
from packager.pages.source import PageSource
from packager.pages.store import PageStore
from packager.terminal.translation import in_korean

MINI = SHARED / "corpus" / "kowiki-mini.xml.bz2"


def page(ns: int, text: str, number: int, body: str = "", redirect: LinkTarget | None = None) -> Page:
    return Page(Title(ns, text), number, Revision(100 + number, "2026-01-31T00:00:00Z"), "wikitext", body, redirect)


def redirect_page(text: str, number: int, target: str, fragment: str = "", interwiki: str = "", ns: int = 0) -> Page:
    inside = (interwiki + ":" if interwiki else "") + ({14: "분류:"}.get(ns, "")) + target
    body = f"#넘겨주기 [[{inside}{'#' + fragment if fragment else ''}]]"
    return page(0, text, number, body, LinkTarget(Title(ns, target), fragment, interwiki))


WIKI = [
    page(0, "서울", 1, "'''서울'''은 대한민국의 수도이다."),
    page(0, "서울/역사", 2, "옛날"),
    page(0, "서울/가/나", 3),
    page(10, "나라", 4, "{{{1}}}"),
    page(14, "도시", 5, "도시들"),
    page(2, "누구", 6, "나"),
    page(6, "한강.jpg", 7, "사진"),
    page(828, "인용", 8, "return {}"),
    redirect_page("Seoul", 20, "서울"),
    redirect_page("한양", 21, "Seoul"),
    redirect_page("서울 역사", 22, "서울", "역사"),
    redirect_page("서울 옛날", 23, "서울 역사"),
    redirect_page("고리 가", 24, "고리 나"),
    redirect_page("고리 나", 25, "고리 가"),
    redirect_page("나 자신", 26, "나 자신"),
    redirect_page("끊김", 27, "없는 문서"),
    redirect_page("끊긴 사슬", 28, "끊김"),
    redirect_page("밖", 29, "Seoul", interwiki="en"),
    redirect_page("도시 분류", 30, "도시", ns=14),
]
KEPT = (0, 6, 10, 14, 828)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    return write_plain(WIKI, SITE, tmp_path / "kowiki-20260201-pages-articles.xml.bz2", "bz2")


@pytest.fixture
def store(dump: Path, tmp_path: Path) -> PageStore:
    fill(open_dump([dump]), tmp_path / "pages.store", KEPT)
    return PageStore(tmp_path / "pages.store")


def test_pages_come_back(store: PageStore) -> None:
    source: PageSource = store
    for each in WIKI:
        found = source.page(each.title)
        if each.title.ns in KEPT:
            assert found == each
            assert store.page(each.title) == each
            assert store.digest(each.title) == page_digest(each.model, each.text.encode())
            assert store.page_id(each.title) == each.page_id
            facts = store.facts(each.title)
            assert facts is not None
            assert (facts.revision, facts.redirect, facts.length) == (
                each.revision, each.redirect, len(each.text.encode())
            )  # fmt: skip
        else:
            assert found is None
            assert store.digest(each.title) is None
            assert store.page_id(each.title) == 0


def test_existing(store: PageStore) -> None:
    asked = [Title(0, "Seoul"), Title(0, "서울"), Title(10, "나라"), Title(10, "서울"), Title(0, "없다")]
    asked += asked[:1]
    for _ in range(2):
        assert list(store.existing(asked).items()) == [
            (Title(0, "Seoul"), True), (Title(0, "서울"), False), (Title(10, "나라"), False)
        ]  # fmt: skip
    many = [Title(0, f"없는 {number}") for number in range(2500)]
    assert store.existing([*many, Title(0, "한양")]) == {Title(0, "한양"): True}


def test_titles_in_code_point_order(store: PageStore) -> None:
    titles = [title.text for title in store.titles(0, redirects=True)]
    assert titles == sorted(titles)
    assert len(titles) == 14
    assert [title.text for title in store.titles(0)] == ["서울", "서울/가/나", "서울/역사"]
    assert store.subpages(Title(0, "서울"), 10) == [Title(0, "서울/가/나"), Title(0, "서울/역사")]
    assert store.subpages(Title(0, "서울"), 1) == [Title(0, "서울/가/나")]
    assert store.namespaces() == {0: 14, 6: 1, 10: 1, 14: 1, 828: 1}


def test_counts_add_up(store: PageStore) -> None:
    report = store.report
    assert report.pages_in == len(WIKI)
    assert (report.articles, report.redirects) == (3, 11)
    assert report.supporting == {"6": 1, "10": 1, "14": 1, "828": 1}
    assert report.excluded == {"namespace 2": 1}
    assert report.adds_up()
    assert (store.counts.articles, store.counts.pages, store.counts.files) == (3, len(WIKI), 1)
    assert IngestReport.from_json(report.to_json()) == report


def test_titles_that_no_link_can_reach(tmp_path: Path) -> None:
    odd = [page(0, "가[나]", 50), page(0, "a\nb", 51), page(0, "a|b", 52), page(0, "../../x", 53), page(0, "CON", 54)]
    path = write_plain(WIKI + odd, SITE, tmp_path / "dump.xml")
    report = fill(open_dump([path]), tmp_path / "pages.store")
    assert report.excluded == {"title": 3}
    assert report.adds_up()
    assert sorted(tmp_path.parent.glob("x*")) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("서울", (Title(0, "서울"), "", "")),
        ("Seoul", (Title(0, "서울"), "", "")),
        ("한양", (Title(0, "서울"), "", "")),
        ("서울 역사", (Title(0, "서울"), "역사", "")),
        ("서울 옛날", (Title(0, "서울"), "역사", "")),
        ("도시 분류", (Title(14, "도시"), "", "")),
        ("고리 가", "loop"),
        ("나 자신", "loop"),
        ("끊김", "broken"),
        ("끊긴 사슬", "broken"),
        ("밖", "interwiki"),
        ("없다", "missing"),
    ],
)
def test_resolve(title: str, expected: str | tuple[Title, str, str], store: PageStore) -> None:
    found = store.resolve(Title(0, title))
    assert (found.reason if isinstance(expected, str) else found.target) == expected
    assert (found.target is None) == isinstance(expected, str)


def test_all_redirects(store: PageStore) -> None:
    found = dict(store.redirects(0))
    assert [title.text for title in found] == sorted(title.text for title in found)
    assert len(found) == store.report.redirects
    assert found[Title(0, "한양")].hops == 2
    assert dict(store.redirects()) == found


def test_long_chain() -> None:
    def look_up(title: Title) -> Step:
        return Step(True, LinkTarget(Title(0, str(int(title.text) + 1))) if int(title.text) < 50 else None)

    assert resolve_chain(Title(0, "1"), look_up).reason == "chain"
    assert resolve_chain(Title(0, str(50 - LIMIT)), look_up) == Resolution(LinkTarget(Title(0, "50")), "", LIMIT)


def test_files(store: PageStore, tmp_path: Path) -> None:
    assert store.file("한강.jpg") == FileInfo("한강.jpg", 0, 0, "image/jpeg")
    assert store.file("없는.png") is None
    table = tmp_path / "files.json"
    table.write_text(json.dumps({"작은_그림.png": {"width": 3, "height": 4, "mime": "image/png"}}))
    other = PageStore(store.path, read_file_table(table))
    assert other.file("작은 그림.png") == FileInfo("작은 그림.png", 3, 4, "image/png")
    assert other.file("한강.jpg") is None
    for bad in ("[]", "{", '{"a.png": 5}', '{"a.png": {"width": 1}}'):
        table.write_text(bad)
        with pytest.raises(UsageError):
            read_file_table(table)


def test_same_dump_same_bytes_and_reuse(dump: Path, tmp_path: Path) -> None:
    seen: list[IngestProgress] = []
    one, two = tmp_path / "one.store", tmp_path / "two.store"
    fill(open_dump([dump]), one, KEPT, seen.append)
    fill(open_dump([dump], 2), two, KEPT[::-1])
    assert one.read_bytes() == two.read_bytes()
    assert seen[-1].bytes_read == seen[-1].bytes_total == dump.stat().st_size
    before = one.stat().st_mtime_ns
    PageStore.open_for(open_dump([dump]), one, KEPT).close()
    assert one.stat().st_mtime_ns == before
    PageStore.open_for(open_dump([dump]), one, None).close()
    assert PageStore(one).page(Title(2, "누구")) is not None
    assert sorted(path.name for path in tmp_path.iterdir()) == [dump.name, "one.store", "two.store"]


def test_a_kept_report_names_the_files_of_today(tmp_path: Path) -> None:
    path = write_plain([*WIKI, page(0, "서울", 99)], SITE, tmp_path / "dump.xml")
    PageStore.open_for(open_dump([path]), tmp_path / "pages.store").close()
    path = path.rename(tmp_path / "renamed.xml")
    (row,) = PageStore.open_for(open_dump([path]), tmp_path / "pages.store").report.left_out
    assert row["place"].startswith("renamed.xml: byte ")
    assert ", renamed.xml: byte " in row["reason"]
    assert "dump.xml" not in row["reason"]


def test_another_dump_replaces_the_store(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "pages.store"
    PageStore.open_for(open_dump([dump]), path).close()
    newer = tmp_path / "kowiki-20260301-pages-articles.xml.bz2"
    titles = changed(dump, newer, 0.3)
    store = PageStore.open_for(open_dump([newer]), path)
    old = {each.title: each for each in WIKI}
    for title in store.titles(0):
        digest = page_digest("wikitext", old[title].text.encode())
        assert (store.digest(title) != digest) == (title in titles)
    assert len(titles) == 1


def test_what_is_not_a_store(tmp_path: Path, dump: Path) -> None:
    path = tmp_path / "pages.store"
    with pytest.raises(DumpError, match="no page store"):
        PageStore(path)
    path.write_bytes(b"something else" * 100)
    with pytest.raises(DumpError, match="not a page store"):
        PageStore(path)
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE meta (key, value)").connection.close()
    with pytest.raises(DumpError, match="another version"):
        PageStore(tmp_path / "other.db")
    PageStore.open_for(open_dump([dump]), path).close()
    assert PageStore(path).counts.articles == 3


def test_damaged_dump_leaves_the_old_store(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "pages.store"
    fill(open_dump([dump]), path)
    before = path.read_bytes()
    broken = tmp_path / "kowiki-20260301-pages-articles.xml.bz2"
    data = write_plain(make_pages(3000), SITE, broken, "bz2").read_bytes()
    broken.write_bytes(data[:-50])
    with pytest.raises(DumpError, match="cut short"):
        fill(open_dump([broken]), path)
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([dump.name, broken.name, path.name])


def test_two_pages_of_one_title(tmp_path: Path) -> None:
    path = write_plain([*WIKI, page(0, "서울", 99)], SITE, tmp_path / "dump.xml")
    report = fill(open_dump([path]), tmp_path / "pages.store")
    assert report.adds_up()
    assert report.excluded["same title"] == 1
    (row,) = report.left_out
    assert (row["page"], row["rule"]) == ("서울", "same title")
    assert re.fullmatch(
        r"same title: «서울» \(id \d+, dump.xml: byte \d+\) stays, this one has id \d+", row["reason"]
    )
    with closing(PageStore(tmp_path / "pages.store")) as store:
        assert in_korean(store.report.left_out[0]["reason"]).startswith("제목이 같은 글: «서울»(번호 ")
    assert re.fullmatch(r"dump.xml: byte \d+", row["place"])


@pytest.mark.parametrize("order", [1, -1])
def test_the_newest_of_two_titles_stays_in_any_order(tmp_path: Path, order: int) -> None:
    pages = [page(0, "서울", 7, "옛 글"), page(0, "서울", 99, "새 글"), page(0, "부산", 8, "x")][::order]
    fill(open_dump([write_plain(pages, SITE, tmp_path / "dump.xml")]), tmp_path / "pages.store")
    with closing(PageStore(tmp_path / "pages.store")) as store:
        kept = store.page(Title(0, "서울"))
        assert kept is not None
        assert kept.text == "새 글"
        assert list(store.titles(0)) == [Title(0, "부산"), Title(0, "서울")]


@pytest.mark.parametrize(
    ("again", "rule"),
    [
        (page(0, "서울", 7, "글"), "same title"),  # the page once more, as it is
        (page(0, "서울", 7, "고친 글"), "same title"),  # edited between its two turns
        (page(0, "한양", 7, "글"), "same id"),  # moved meanwhile
        (page(0, "한양", 7, "다른 글"), "id of another page"),
    ],
)
def test_a_page_that_comes_twice_costs_no_dump(tmp_path: Path, again: Page, rule: str) -> None:
    pages = [page(0, "서울", 7, "글"), page(0, "부산", 8, "x"), again]
    report = fill(open_dump([write_plain(pages, SITE, tmp_path / "dump.xml")]), tmp_path / "pages.store")
    assert report.adds_up()
    assert [row["rule"] for row in report.left_out] == [rule]
    refuse_doubtful(report, InputConfig())
    with pytest.raises(DumpError, match=r"input.repeated_titles allows 0.*dump.xml: byte"):
        refuse_doubtful(report, InputConfig(repeated_titles=0))


def test_two_wikis_in_one_file(tmp_path: Path) -> None:
    """Far fewer pages than the limit, and yet nothing but numbers in common."""
    pages = [page(0, f"{name} {n}", n, name) for name in ("산", "강") for n in range(1, 5)]
    report = fill(open_dump([write_plain(pages, SITE, tmp_path / "dump.xml")]), tmp_path / "pages.store")
    with pytest.raises(DumpError, match=r"4 of 8 pages have the id of another.*강 1 .*«산 1» .id 1, dump.xml: byte"):
        refuse_doubtful(report, InputConfig())


CHILD = """
import sys
from pathlib import Path
from packager.dump import open_dump
from packager.pages.ingest import fill
fill(open_dump([Path(sys.argv[1])], 2), Path(sys.argv[2]))
"""


def start(dump: Path, store: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", CHILD, str(dump), str(store)], stderr=subprocess.PIPE)


def test_kill_at_any_moment(tmp_path: Path) -> None:
    dump = write_plain(make_pages(4000), SITE, tmp_path / "kowiki-20260201-pages-articles.xml.bz2", "bz2")
    clean = tmp_path / "clean" / "pages.store"
    fill(open_dump([dump], 2), clean)
    folder = tmp_path / "out"
    folder.mkdir()
    store = folder / "pages.store"
    generator = random.Random(3)
    killed = 0
    for _ in range(4):
        process = start(dump, store)
        partial = folder / ".pages.store.partial"
        while process.poll() is None and not partial.exists():
            time.sleep(0.005)
        time.sleep(generator.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert process.stderr is not None
        process.stderr.close()
        if store.exists():
            assert store.read_bytes() == clean.read_bytes()
            store.unlink()
        else:
            killed += 1
    assert killed >= 1
    fill(open_dump([dump], 2), store)
    assert store.read_bytes() == clean.read_bytes()
    assert [each.name for each in folder.iterdir()] == ["pages.store"]


LIMITED = """
import resource, sys
from pathlib import Path
from packager.dump import open_dump
from packager.errors import OutputError
from packager.pages.ingest import fill
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    fill(open_dump([Path(sys.argv[1])]), Path(sys.argv[2]))
except OutputError as error:
    print(error)
    raise SystemExit(5)
"""


def test_disk_full(tmp_path: Path) -> None:
    dump = write_plain(make_pages(1500), SITE, tmp_path / "dump.xml")
    store = tmp_path / "pages.store"
    fill(open_dump([dump]), store)
    before = store.read_bytes()
    for share in (0.0, 0.3, 0.7, 0.999):
        size = int(len(before) * share)
        done = subprocess.run(
            [sys.executable, "-c", LIMITED, str(dump), str(store), str(size)], capture_output=True, text=True
        )
        assert done.returncode == 5, done.stderr
        assert done.stdout.count("\n") == 1
        assert str(store) in done.stdout
        assert "bytes are free" in done.stdout
        assert store.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["dump.xml", "pages.store"]


def test_folder_that_cannot_be_made(dump: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        fill(open_dump([dump]), dump / "inside" / "pages.store")


def test_second_run_at_the_same_time(dump: Path, tmp_path: Path) -> None:
    import fcntl

    lock = os.open(tmp_path / ".pages.store.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with pytest.raises(OutputError, match="another run is writing it"):
        fill(open_dump([dump]), tmp_path / "pages.store")
    os.close(lock)
    fill(open_dump([dump]), tmp_path / "pages.store")


def test_describe(dump: Path, tmp_path: Path) -> None:
    facts = dump_facts.facts([dump])
    assert facts["kind"] == "dump"
    assert facts["pages"] == len(WIKI)
    assert facts["pages_by_namespace"]["10 틀"] == 1
    fill(open_dump([dump]), tmp_path / "pages.store")
    stored = store_facts.facts(tmp_path / "pages.store")
    assert stored["kind"] == "store"
    assert stored["ingest"]["fingerprint"] == facts["fingerprint"]
    assert stored["pages_by_namespace"] == facts["pages_by_namespace"]


@pytest.mark.skipif(not MINI.exists(), reason="no ../shared test data")
def test_mini(tmp_path: Path) -> None:
    report = fill(open_dump([MINI], 2), tmp_path / "pages.store")
    assert report.adds_up()
    assert (report.pages_in, report.excluded) == (626, {})
    store = PageStore(tmp_path / "pages.store", read_file_table(SHARED / "corpus/oracle/kowiki-mini-files.json"))
    assert all(store.page(each.title) == each for each in open_dump([MINI]))
    lines = MINI.with_name("kowiki-mini.manifest.jsonl").read_text("utf-8").splitlines()
    manifest = [json.loads(line) for line in lines]
    assert store.report.redirects + sum(store.report.supporting_redirects.values()) == sum(
        bool(each.get("redirect")) for each in manifest
    )
    assert len(manifest) == report.pages_in
    assert store.file("작은 그림.png") is not None
    reasons = {title.text: found.reason for title, found in store.redirects(0) if found.reason}
    assert reasons == {
        "고리 넘겨주기 갑": "loop", "고리 넘겨주기 을": "loop", "자기 자신": "loop", "끊긴 넘겨주기": "broken",
        "영어 위키백과 베를린": "interwiki",
    }  # fmt: skip
