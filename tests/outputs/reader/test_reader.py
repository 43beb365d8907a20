"""The reader as written: what its files hold, that nothing in them leads outward, the same bytes every time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from checks.encyclopedia import Encyclopedia
from packager.config import ReaderConfig
from packager.errors import OutputError
from packager.library.complete import CompleteLibrary
from packager.outputs.reader.links import LinkRewriter
from packager.outputs.reader.paths import Locator, PathIndex
from packager.outputs.reader.writer import Frames, ReaderReport, write_reader
from tests.outputs.reader.shard_files import items

SIZE = 120


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ReaderReport]:
    folder = tmp_path_factory.mktemp("drive")
    return folder, write_reader(CompleteLibrary(Encyclopedia(SIZE)), folder, ReaderConfig(plain_pages=30))


@pytest.fixture(scope="module")
def articles(written: tuple[Path, ReaderReport]) -> list[list[str]]:
    """Title, facts, categories, headings, HTML of each item."""
    return [item.decode().split("\n", 4) for item in items(written[0] / "data", "A")]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_articles_in_library_order_then_licence_and_index(articles: list[list[str]]) -> None:
    library = Encyclopedia(SIZE)
    titles = [article.title for article in library.articles()]
    assert [fields[0] for fields in articles[: len(titles)]] == titles
    assert [fields[1].split("\t")[0] for fields in articles[len(titles) :]][:1] == ["special"]
    assert articles[-1][0] == "가나다 찾아보기"


def test_links_are_numbers(articles: list[list[str]], written: tuple[Path, ReaderReport]) -> None:
    numbers = {fields[0]: number for number, fields in enumerate(articles)}
    assert f"<a n={numbers['러시아']}#역사" in articles[0][4].replace('"', "")
    assert "<a h=cite_note-1>[1]</a>" in articles[0][4]
    category = next(fields for fields in articles if fields[0] == "분류:맨 위")
    assert f"<a n={numbers['분류:모든 글']} c>모든 글</a>" in category[4]
    assert articles[0][2] == f"{numbers['분류:모든 글']}\t모든 글"
    assert written[1].unresolved == 0


def test_nothing_can_be_followed(articles: list[list[str]], written: tuple[Path, ReaderReport]) -> None:
    for fields in articles:
        assert not re.search(r"\b(href|src|srcset|action|data|poster)\s*=", re.sub(r"<style.*?</style>", "", fields[4]))
    page = (written[0] / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'(?:href|src)="([^"]*)"', page)
    assert links == ["data/P/index.htm", *(f"data/P/index.htm#g{n}" for n in range(1, 18))]
    assert not re.search(r"https?://|//[a-z]|url\(|@import|localStorage|sessionStorage|indexedDB|cookie", page)
    assert page.count("<title>") == 1
    assert "<title>문서</title>" in page
    # Without script there is nothing to press: the controls are made by script.
    assert not re.search(r"<(?:input|button|form|select)", page[: page.index("innerHTML = ")])
    controls = json.loads(re.search(r'innerHTML = (".*");</script>', page)[1])  # type: ignore[index]
    fields = re.findall(r"<input[^>]*>", controls)
    assert fields
    for field in fields:
        assert 'autocomplete="off"' in field
        assert "name=" not in field


def test_same_bytes_for_any_number_of_threads(tmp_path: Path) -> None:
    for name, jobs in (("one", 1), ("two", 3)):
        library, config = CompleteLibrary(Encyclopedia(40)), ReaderConfig(plain_pages=10)
        write_reader(library, tmp_path / name, config, jobs=jobs, frames=Frames(segment=100_000))
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_folders_and_names_suit_old_file_systems(written: tuple[Path, ReaderReport]) -> None:
    counts: dict[Path, int] = {}
    for path in written[0].rglob("*"):
        assert re.fullmatch(r"[A-Za-z0-9_]{1,8}(\.[a-z0-9]{1,4})?", path.name)
        counts[path.parent] = counts.get(path.parent, 0) + 1
    assert max(counts.values()) <= 256


def links(path: Path) -> Iterator[tuple[Path, str]]:
    """Every link of a plain page: file and anchor."""
    for address in re.findall(r'href="([^"]*)"', path.read_text(encoding="utf-8")):
        name, _, anchor = address.partition("#")
        yield (path.parent / name).resolve() if name else path.resolve(), unquote(anchor)


def test_plain_pages_lead_to_each_other_only(written: tuple[Path, ReaderReport]) -> None:
    folder = written[0] / "data/P"
    pages = sorted(folder.rglob("*.htm"))
    anchors = {page.resolve(): set(re.findall(r'id="?([^"\s>]*)', page.read_text(encoding="utf-8"))) for page in pages}
    checked = 0
    for page in pages:
        for target, anchor in links(page):
            assert target.exists(), (page, target)
            if anchor:
                assert anchor in anchors[target], (page, target, anchor)
                checked += 1
        text = page.read_text(encoding="utf-8")
        assert not re.search(r" [nh]=|\ue000|<img i=|<script", text)
        assert len(text.encode()) <= 128 * 1024
    assert checked > 100
    lists = "".join(path.read_text(encoding="utf-8") for path in sorted((folder / "L").rglob("*.htm")))
    assert len(set(re.findall(r"#p\d+\"", lists))) == 30
    texts = [page.read_text("utf-8") for page in folder.glob("??/??.htm")]
    assert [text.count("r-plain-article") for text in texts] == [1] * 30


def test_every_plain_article_names_its_authors_and_its_neighbours(written: tuple[Path, ReaderReport]) -> None:
    articles = [
        part for path in sorted((written[0] / "data/P").glob("??/??.htm"))
        for part in path.read_text("utf-8").split('<div class="r-page-main r-plain-article"')[1:]
    ]  # fmt: skip
    assert len(articles) == 30
    for place, part in enumerate(articles):
        title = re.search(r'<h1 class="r-page-title">(.*?)</h1>', part)
        assert title is not None
        assert f"위키백과 기여자들이 쓴 《{title[1]}》 문서" in part
        assert "CC BY-SA 4.0" in part
        assert ("앞 글: " in part) == (place > 0)
        assert ("다음 글: " in part) == (place < 29)


def test_no_plain_pages(tmp_path: Path) -> None:
    write_reader(CompleteLibrary(Encyclopedia(12)), tmp_path, ReaderConfig(plain_pages=0))
    assert not (tmp_path / "data/P").exists()
    assert "<a href" not in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_an_empty_library_is_an_error(tmp_path: Path) -> None:
    library = Encyclopedia(12)
    library.articles = lambda: iter(())  # type: ignore[method-assign]
    with pytest.raises(OutputError, match="no articles"):
        write_reader(CompleteLibrary(library), tmp_path)


PLACES = {"가": Locator(7), "나_다": Locator(12, "역사"), "분류:라": Locator(20)}


@pytest.mark.parametrize(
    ("html", "stored"),
    [
        ('<a href="./%EA%B0%80" title="가">가</a>', "<a n=7>가</a>"),
        ('<a href="./%EA%B0%80" title="가">나</a>', '<a n=7 title="가">나</a>'),
        ('<a class="x y" href="./%EA%B0%80#%EB%82%98">나</a>', '<a n="7#나" class="x y">나</a>'),
        ('<a href="./나_다">x</a>', '<a n="12#역사">x</a>'),
        ('<a href="./나_다#b">x</a>', '<a n="12#b">x</a>'),
        ('<a href="./%EB%B6%84%EB%A5%98:%EB%9D%BC">라</a>', "<a n=20 c>라</a>"),
        ('<a href="#cite_note-a&amp;b">[1]</a>', '<a h="cite_note-a&amp;b">[1]</a>'),
        ('<a href="./%EC%97%86%EC%9D%8C" class="x">없음</a>', "<a class=x>없음</a>"),
        ('<A HREF="./가" TARGET="_blank">x</A>', "<a n=7>x</A>"),
        ('<img src="./a.png" alt="a > b" width="3" srcset="x 2x"/>', '<img i=3 alt="a &gt; b" width=3>'),
        ('<p><img src="./none.png" alt="z"></p>', "<p></p>"),
        ('<map><area href="./가" coords="1,2" alt=""></map>', '<map><area n=7 coords="1,2" alt></map>'),
        ("<abbr>href=</abbr><article>a</article>", "<abbr>href=</abbr><article>a</article>"),
        ('<a id="top">x</a>', "<a id=top>x</a>"),
    ],
)
def test_stored_links(html: str, stored: str) -> None:
    rewriter = LinkRewriter(PLACES.get, lambda number: number == 20, {"a.png": 3}.get)
    assert rewriter.rewrite(html) == stored


def test_redirects_lead_on_and_articles_win() -> None:
    paths = PathIndex()
    for path in ("가", "나", "다"):
        paths.add(path)
    paths.freeze()
    paths.redirect("라", "나", "절")
    paths.redirect("가", "다", "")
    paths.redirect("마", "없음", "")
    paths.freeze()
    assert paths.locate("라") == Locator(1, "절")
    assert paths.locate("가") == Locator(0)
    assert paths.locate("마") is None


def test_two_articles_of_one_path_are_an_error() -> None:
    paths = PathIndex()
    paths.add("가")
    paths.add("가")
    with pytest.raises(OutputError, match="same path"):
        paths.freeze()
