"""The ZIM archive."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher

from checks.small_library import NOUNS, SmallLibrary
from packager.errors import OutputError
from packager.library.complete import CompleteLibrary
from packager.model import Article, MediaFile, Redirect
from packager.outputs.zim.illustration import illustration
from packager.outputs.zim.index_text import keywords
from packager.outputs.zim.seal import is_sealed, volatile_spots
from packager.outputs.zim.split import cut_points, join, split
from packager.outputs.zim.writer import DEFAULT, write_zim
from packager.zimfile.archive import ZimFile, ZimFormatError


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zim")
    return write_zim(CompleteLibrary(SmallLibrary()), folder).files[0]


def test_any_number_of_workers_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    expected = hashlib.sha256(archive.read_bytes()).hexdigest()
    for workers in (1, 4):
        folder = tmp_path / str(workers)
        folder.mkdir()
        written = write_zim(CompleteLibrary(SmallLibrary()), folder, jobs=workers).files[0]
        assert hashlib.sha256(written.read_bytes()).hexdigest() == expected


def test_libzim_reads_it(archive: Path) -> None:
    read = Archive(archive)
    assert read.check()
    assert read.get_entry_by_path("남한").get_redirect_entry().path == "대한민국"
    assert "대한민국" in bytes(read.get_entry_by_path("AC/DC").get_item().content).decode()
    assert 'href="../대한민국"' in bytes(read.get_entry_by_path("AC/DC").get_item().content).decode()
    assert read.main_entry.get_item().path == "_/main"


class _Categories(SmallLibrary):
    """With a category, two redirects that lead to it, and if asked a picture."""

    pictures = False

    def articles(self) -> Iterator[Article]:
        yield from super().articles()
        yield Article("분류:나라", "분류:나라", "<p>나라를 모은 분류</p>", "나라를 모은 분류", kind="category")

    def redirects(self) -> Iterator[Redirect]:
        others = [Redirect(name, name, "분류:나라") for name in ("국가들", "분류:국가")]
        yield from sorted([*super().redirects(), *others])

    def media(self) -> Iterator[MediaFile]:
        yield from super().media()
        if self.pictures:
            yield MediaFile("_/picture.png", "image/png", illustration())


def _tags(library: SmallLibrary, folder: Path, fulltext: bool = True) -> str:
    written = write_zim(CompleteLibrary(library), folder, replace(DEFAULT, fulltext=fulltext)).files[0]
    return bytes(Archive(written).get_metadata("Tags")).decode()


def test_tags_say_what_is_inside(tmp_path: Path) -> None:
    plain = "wikipedia;_category:wikipedia;_pictures:no;_videos:no;_details:yes;_ftindex:"
    assert _tags(SmallLibrary(), tmp_path) == plain + "yes"
    assert _tags(SmallLibrary(), tmp_path, fulltext=False) == plain + "no"
    library = _Categories()
    library.pictures = True
    assert "_pictures:yes;" in _tags(library, tmp_path)


def test_a_page_at_random_is_an_article(tmp_path: Path) -> None:
    read = Archive(write_zim(CompleteLibrary(_Categories()), tmp_path).files[0])
    titles = [*SuggestionSearcher(read).suggest("나라").getResults(0, 99)]
    titles += SuggestionSearcher(read).suggest("국가").getResults(0, 99)
    assert not [title for title in titles if "분류" in title or title == "국가들"]
    assert read.has_entry_by_path("분류:나라")
    seen = {read.get_random_entry().path for _ in range(300)}
    assert len(seen) > 1
    assert not [path for path in seen if path.startswith(("분류:", "_/")) or path == "국가들"]


class _Hanja(SmallLibrary):
    """One article whose first words tell how the North spells it, and one whose Northern spelling is a title."""

    def articles(self) -> Iterator[Article]:
        yield from super().articles()
        for title, hanja in (("노동", "勞動"), ("여자", "女子")):
            yield Article(title, title, f"<p>{title}({hanja})</p>", f"{title}({hanja})")
        yield Article("녀자", "녀자", "<p>다른 글</p>", "다른 글")


def test_northern_spellings_are_suggested(tmp_path: Path) -> None:
    read = Archive(write_zim(CompleteLibrary(_Hanja()), tmp_path).files[0])
    assert [*SuggestionSearcher(read).suggest("로동").getResults(0, 9)] == ["로동"]
    assert read.get_entry_by_path("로동").get_redirect_entry().path == "노동"
    assert not read.get_entry_by_path("녀자").is_redirect


def test_two_months_are_two_archives(archive: Path, tmp_path: Path) -> None:
    later = SmallLibrary()
    later.metadata = replace(later.metadata, date="2031-05-20")
    other = Archive(write_zim(CompleteLibrary(later), tmp_path).files[0])
    assert other.uuid != Archive(archive).uuid


def test_metadata_is_exactly_what_is_listed(archive: Path) -> None:
    read = Archive(archive)
    assert sorted(read.metadata_keys) == [
        "Counter",
        "Creator",
        "Date",
        "Description",
        "Illustration_48x48@1",
        "Language",
        "License",
        "Name",
        "Publisher",
        "Tags",
        "Title",
    ]
    assert read.get_metadata("Date") == b"2026-09-01"
    assert read.get_metadata("Language") == b"kor"


def test_nouns_with_particles_are_found(archive: Path) -> None:
    read = Archive(archive)
    searcher = Searcher(read)
    queries = [(noun, form) for noun in NOUNS for form in keywords(noun).split() if form != noun]
    assert len(queries) >= 50
    for noun, form in queries:
        assert noun in list(searcher.search(Query().set_query(form)).getResults(0, 300)), form
    assert "대한민국" in list(SuggestionSearcher(read).suggest("대한민").getResults(0, 10))


def test_the_seal_follows_from_the_content(archive: Path, tmp_path: Path) -> None:
    assert is_sealed(archive)
    copy = tmp_path / "copy.zim"
    data = bytearray(archive.read_bytes())
    for at in (volatile_spots(archive)[0], len(data) // 2, len(data) - 3):
        data[at] ^= 1
        copy.write_bytes(data)
        assert not is_sealed(copy)
        data[at] ^= 1


def test_parts_end_at_clusters_and_join_to_the_whole(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "wiki.zim"
    shutil.copy(archive, copy)
    with ZimFile(copy) as zim:
        offsets = sorted([*zim.cluster_offsets(), zim.header.checksum_pos])
    limit = max(b - a for a, b in zip([0, *offsets], [*offsets, copy.stat().st_size], strict=True)) + 5000
    cuts = cut_points(copy, limit)
    parts = split(copy, limit)
    assert len(parts) == len(cuts) + 1 > 1
    assert all(part.stat().st_size <= limit for part in parts)
    assert set(cuts) <= set(offsets)
    assert Archive(copy).check()  # libzim opens x.zim when x.zimaa ... lie there
    join(parts, tmp_path / "joined.zim")
    assert (tmp_path / "joined.zim").read_bytes() == archive.read_bytes()


def test_a_part_too_small_for_a_cluster_is_refused(archive: Path) -> None:
    with pytest.raises(OutputError, match="part"):
        cut_points(archive, 4096)


def test_a_title_that_libzim_would_choke_on_is_cut_in_its_index(tmp_path: Path) -> None:
    class Long(SmallLibrary):
        def articles(self) -> Iterator[Article]:
            yield Article("x" * 250, "x" * 250, "<p>x</p>", "x")

    write_zim(CompleteLibrary(Long()), tmp_path)
    entry = Archive(tmp_path / "wiki.zim").get_entry_by_path("x" * 250)
    assert 100 < len(entry.title) <= 238
    assert f"<h1 class=\"r-page-title\">{'x' * 250}</h1>" in bytes(entry.get_item().content).decode()


@pytest.mark.skipif(shutil.which("zimcheck") is None, reason="Debian's zim-tools is not installed")
def test_zimcheck_passes(archive: Path) -> None:
    done = subprocess.run(["zimcheck", "-A", str(archive)], capture_output=True, text=True, timeout=120)
    assert "Overall Test Status: Pass" in done.stdout, done.stdout


def test_damaged_files_are_named_not_followed(archive: Path, tmp_path: Path) -> None:
    data = archive.read_bytes()
    for number, cut in enumerate((0, 10, 79, 80, 200, len(data) // 2)):
        path = tmp_path / f"{number}.zim"
        path.write_bytes(data[:cut])
        with pytest.raises(ZimFormatError), ZimFile(path) as zim:  # noqa: PT012
            for entry in zim.dirents():
                if entry.cluster >= 0:
                    zim.cluster(entry.cluster).blob(entry.blob)
