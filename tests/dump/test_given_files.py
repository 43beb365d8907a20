"""Many files of one dump: order, completeness, hash lists, indexes; everything mixed is refused."""

from __future__ import annotations

import bz2
import hashlib
import random
from pathlib import Path

import pytest

from bench.synth_dump import export_xml, page_xml, write_multistream, write_plain
from checks.faults_dump import make_pages
from checks.own_site import SITE
from packager.dump import open_dump
from packager.dump.given_files import sort_given
from packager.dump.part_names import hash_algorithm, index_path, is_index, parse_part_name
from packager.errors import DumpError, UsageError
from packager.model import Page, Title

PAGES = make_pages(30)


def content_export(folder: Path, date: str = "2026-09-01", pages: list[Page] = PAGES) -> list[Path]:
    """Three parts as the content export names them, SHA256SUMS and _SUCCESS."""
    folder.mkdir(exist_ok=True)
    parts = []
    for first in (0, 10, 20):
        some = pages[first : first + 10]
        name = f"kowiki-{date}-p{some[0].page_id}p{some[-1].page_id}.xml.bz2"
        parts.append(write_plain(some, SITE, folder / name, "bz2"))
    sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in parts)
    (folder / "SHA256SUMS").write_text(sums)
    (folder / "_SUCCESS").touch()
    return parts


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kowiki-20260901-pages-articles.xml.bz2", ("kowiki", "2026-09-01", "pages-articles", 0, 0)),
        ("kowiki-20260901-pages-articles12.xml-p5p70.bz2", ("kowiki", "2026-09-01", "pages-articles", 12, 5)),
        ("kowiki-20260901-pages-articles-multistream3.xml-p9p70.bz2",
         ("kowiki", "2026-09-01", "pages-articles-multistream", 3, 9)),
        ("kowiki-20260901-pages-meta-history.xml.7z", ("kowiki", "2026-09-01", "pages-meta-history", 0, 0)),
        ("kowiki-2026-09-01-p1p50000.xml.bz2", ("kowiki", "2026-09-01", "", 0, 1)),
        ("zh_min_nanwiki-2026-09-01-p17r1r900.xml.bz2", ("zh_min_nanwiki", "2026-09-01", "", 0, 17)),
        ("kowiki-latest-pages-articles.xml.bz2", ("kowiki", "", "pages-articles", 0, 0)),
        ("frwiki-20121230-id3.xml", ("frwiki", "2012-12-30", "id", 0, 0)),
        ("my export.xml", ("", "", "", 0, 0)),
    ],
)  # fmt: skip
def test_names(name: str, expected: tuple[str, str, str, int, int]) -> None:
    facts = parse_part_name(name)
    assert (facts.dbname, facts.date, facts.kind, facts.number, facts.first_page) == expected


def test_names_of_lists_and_indexes() -> None:
    for name, algorithm in (
        ("SHA256SUMS", "sha256"), ("kowiki-20260901-sha1sums.txt", "sha1"), ("md5sums.txt", "md5"),
        ("kowiki-20260901-md5sums.txt", "md5"), ("dump.xml.bz2.sha256", "sha256"), ("dump.xml", ""),
    ):  # fmt: skip
        assert hash_algorithm(name) == algorithm
    part = Path("kowiki-20260901-pages-articles-multistream3.xml-p9p70.bz2")
    index = Path("kowiki-20260901-pages-articles-multistream-index3.txt-p9p70.bz2")
    assert index_path(part) == index
    assert is_index(index.name)
    assert index_path(Path("kowiki-20260901-pages-articles.xml.bz2")) is None


def test_content_export_in_any_order(tmp_path: Path) -> None:
    parts = content_export(tmp_path)
    expected = [(page.title, page.text) for page in PAGES]
    for given in ([tmp_path], [tmp_path / "*.xml.bz2"], [tmp_path / "*"]):
        dump = open_dump(given, 2)
        assert [(page.title, page.text) for page in dump] == expected
        assert dump.info.named_date == "2026-09-01"
        assert {part.verified_by for part in dump.info.parts} == {"SHA256SUMS"}
        assert dump.info.notes == ()
    shuffled = parts[:]
    random.Random(1).shuffle(shuffled)
    again = open_dump(shuffled)
    assert [(page.title, page.text) for page in again] == expected
    assert again.info.fingerprint == dump.info.fingerprint


def test_missing_success_is_noted_and_unfinished_refused(tmp_path: Path) -> None:
    content_export(tmp_path)
    (tmp_path / "_SUCCESS").unlink()
    assert any("_SUCCESS" in note for note in open_dump([tmp_path]).info.notes)
    (tmp_path / "_IMPORTING").touch()
    with pytest.raises(DumpError, match="not finished"):
        open_dump([tmp_path])


def test_missing_part(tmp_path: Path) -> None:
    parts = content_export(tmp_path)
    with pytest.raises(DumpError, match=f"{parts[1].name}: listed in SHA256SUMS .* not given"):
        open_dump([parts[0], parts[2]])
    names = [f"kowiki-20260901-pages-articles{number}.xml-p{number}p{number}.bz2" for number in (1, 2, 4)]
    for name, page in zip(names, PAGES, strict=False):
        (tmp_path / name).write_bytes(bz2.compress(export_xml([page], SITE)))
    with pytest.raises(DumpError, match="part 3 of kowiki pages-articles is missing"):
        open_dump([tmp_path / name for name in names])


def test_wrong_hash(tmp_path: Path) -> None:
    parts = content_export(tmp_path)
    parts[1].write_bytes(bz2.compress(export_xml(PAGES[10:19], SITE)))
    with pytest.raises(DumpError, match=f"{parts[1].name}: bytes 0-.* SHA256SUMS says .* fetch it again"):
        open_dump([tmp_path])


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256"])
@pytest.mark.parametrize("form", ["{digest}  {name}", "{digest} *./{name}", "{kind} ({name}) = {digest}"])
def test_spellings_of_hash_lists(algorithm: str, form: str, tmp_path: Path) -> None:
    path = write_plain(PAGES, SITE, tmp_path / "kowiki-20260901-pages-articles.xml.bz2", "bz2")
    digest = hashlib.new(algorithm, path.read_bytes()).hexdigest()
    line = form.format(digest=digest, name=path.name, kind=algorithm.upper())
    (tmp_path / f"kowiki-20260901-{algorithm}sums.txt").write_text("# list\n\n" + line + "\n")
    assert open_dump([path]).info.parts[0].verified_by == f"kowiki-20260901-{algorithm}sums.txt"
    (tmp_path / f"kowiki-20260901-{algorithm}sums.txt").write_text(f"{digest[:-3]}  {path.name}\n")
    with pytest.raises(DumpError, match=f"line 1: not a {algorithm} digest"):
        open_dump([path])


def test_hash_file_of_one_dump(tmp_path: Path) -> None:
    path = write_plain(PAGES, SITE, tmp_path / "wiki.xml")
    path.with_name("wiki.xml.sha256").write_text(hashlib.sha256(path.read_bytes()).hexdigest() + "\n")
    assert open_dump([path]).info.parts[0].verified_by == "wiki.xml.sha256"


def test_mixed_dumps(tmp_path: Path) -> None:
    one = write_plain(PAGES[:9], SITE, tmp_path / "kowiki-20260901-pages-articles.xml.bz2", "bz2")
    date = write_plain(PAGES[9:], SITE, tmp_path / "kowiki-20261001-pages-articles.xml.bz2", "bz2")
    kind = write_plain(PAGES[9:], SITE, tmp_path / "kowiki-20260901-pages-meta-current.xml.bz2", "bz2")
    wiki = write_plain(PAGES[9:], SITE, tmp_path / "jawiki-20260901-pages-articles.xml.bz2", "bz2")
    for other, what in ((date, "another date"), (kind, "another kind of dump"), (wiki, "another wiki")):
        with pytest.raises(DumpError, match=what):
            open_dump([one, other])
    plain = tmp_path / "more.xml"
    plain.write_bytes(export_xml(PAGES[9:], SITE).replace(b"kowiki", b"jawiki"))
    with pytest.raises(DumpError, match="of another wiki"):
        open_dump([one, plain])


def test_the_same_twice(tmp_path: Path) -> None:
    one = write_plain(PAGES, SITE, tmp_path / "a.xml")
    copy = write_plain(PAGES, SITE, tmp_path / "b.xml")
    packed = write_plain(PAGES, SITE, tmp_path / "c.xml.gz", "gz")
    with pytest.raises(DumpError, match="given twice"):
        open_dump([one, one])
    with pytest.raises(DumpError, match="the same bytes"):
        open_dump([one, copy])
    both = open_dump([one, packed])
    assert len(list(both)) == 2 * len(PAGES)
    assert both.counts.repeated == len(PAGES)


def test_slices_of_one_pages_history(tmp_path: Path) -> None:
    newest = PAGES[3]
    older = [Page(newest.title, newest.page_id, type(newest.revision)(n, f"2020-01-0{n}T00:00:00Z"), "wikitext", "alt")
             for n in (1, 2)]  # fmt: skip
    head, foot = export_xml([], SITE).split(b"</mediawiki>")
    first = head + page_xml(older[1], SITE, older[:1]).encode() + b"</mediawiki>" + foot
    (tmp_path / "kowiki-2026-09-01-p4r1r2.xml.bz2").write_bytes(bz2.compress(first))
    write_plain([newest], SITE, tmp_path / "kowiki-2026-09-01-p4r3r9.xml.bz2", "bz2")
    write_plain(PAGES[:3], SITE, tmp_path / "kowiki-2026-09-01-p1p3.xml.bz2", "bz2")
    write_plain(PAGES[4:], SITE, tmp_path / "kowiki-2026-09-01-p5p99.xml.bz2", "bz2")
    assert [(page.title, page.text) for page in open_dump([tmp_path])] == [(page.title, page.text) for page in PAGES]


def test_index_is_found_and_compared(tmp_path: Path) -> None:
    path = tmp_path / "kowiki-20260901-pages-articles-multistream.xml.bz2"
    write_multistream(PAGES, SITE, path, per_stream=7)
    index = tmp_path / "kowiki-20260901-pages-articles-multistream-index.txt.bz2"
    lines = bz2.decompress(index.read_bytes()).decode().splitlines(keepends=True)
    assert len(list(open_dump([path], 2))) == len(PAGES)
    assert len(list(open_dump([tmp_path], 2))) == len(PAGES)
    assert open_dump([path]).info.notes == ("no hash list names 1 of 1 files",)
    for damaged, message in (
        (lines[:-1], "30 pages read, but .* lists 29"),
        ([*lines[:-1], lines[-1].replace(":30:", ":31:")], "other pages than"),
        ([*lines[:-1], "999:" + lines[-1].split(":", 1)[1]], "byte 999: .* says that a stream begins here"),
        (["nonsense\n"], "line 1: not offset:page:title"),
    ):
        index.write_bytes(bz2.compress("".join(damaged).encode()))
        with pytest.raises(DumpError, match=message):
            list(open_dump([path]))
    index.unlink()
    assert any("no multistream index" in note for note in open_dump([path]).info.notes)


def test_index_alone_and_nothing(tmp_path: Path) -> None:
    index = tmp_path / "kowiki-20260901-pages-articles-multistream-index.txt.bz2"
    index.write_bytes(bz2.compress(b"1:1:x\n"))
    with pytest.raises(UsageError, match="no dump file given"):
        sort_given([index])
    with pytest.raises(UsageError, match="no such file"):
        sort_given([tmp_path / "none.xml"])
    with pytest.raises(UsageError, match="no dump file given"):
        sort_given([tmp_path])


def test_date_from_the_newest_revision(tmp_path: Path) -> None:
    dump = open_dump([write_plain(PAGES, SITE, tmp_path / "export.xml")])
    assert dump.info.date == ""
    assert len(list(dump)) == len(PAGES)
    assert dump.info.date == "2026-01-31"


def test_site(tmp_path: Path) -> None:
    site = open_dump([write_plain(PAGES, SITE, tmp_path / "export.xml")]).site
    assert (site.dbname, site.lang, site.sitename) == ("kowiki", "ko", "위키백과")
    assert site.index["틀"] == site.index["template"] == 10
    assert site.index["그림"] == site.index["image"] == 6
    assert site.index["백"] == site.index["위키백과"] == site.index["project"] == 4
    assert "en" in site.languages
    assert site.interwiki["en"] == "https://en.wikipedia.org/wiki/$1"
    assert site.local_interwikis == frozenset({"ko"})
    assert not site.namespaces[0].subpages
    assert site.namespaces[10].subpages
    assert Title(0, "x") not in site.index
