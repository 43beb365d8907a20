"""Every real dump file that the test data hold is read to its end or refused with one clear line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checks.shared import SHARED
from packager.dump import open_dump, xml
from packager.dump.containers import find_container
from packager.errors import DumpError
from packager.model import Page, Title

DUMPS = SHARED / "corpus" / "dumps"
FILES = sorted(path for path in DUMPS.rglob("*") if path.is_file()) if DUMPS.is_dir() else []

pytestmark = pytest.mark.skipif(not FILES, reason="no ../shared test data")

# Why a sample is refused; all others must be read.
REFUSED = {
    "article-pyrus.xml_invalid.7z": "byte 0: neither a dump nor packed",
    "kowiki-minidump-16553d7f6.xml.bz2": r"byte 20494 .*not well-formed XML",
}
FRAGMENT = r"byte \d+: begins with <page> instead of <mediawiki>"


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_sample(path: Path) -> None:
    head = path.read_bytes()[:200]
    expected = REFUSED.get(path.name) or (FRAGMENT if head.lstrip().startswith(b"<page>") else None)
    if expected is None:
        dump = open_dump([path], 2)
        pages = list(dump)
        assert pages
        assert dump.counts.pages == dump.counts.given == len(pages)
        assert all(page.title.text and page.revision.id and page.revision.timestamp for page in pages)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", dump.info.date)
        return
    with pytest.raises(DumpError, match=expected) as caught:
        list(open_dump([path]))
    assert "\n" not in str(caught.value)
    assert path.name in str(caught.value)


@pytest.mark.parametrize(
    "name", ["smallwiki-latest-pages-articles.xml.bz2", "aawiki-20260101-pages-meta-current.xml.bz2",
             "test-pages-articles.xml.bz2", "small-dump.xml.gz", "dbpedia-minidump-enwiki.xml.bz2"],
)  # fmt: skip
def test_quick_way_agrees_with_the_parser(name: str) -> None:
    path = DUMPS / name
    both = []
    for quick in (False, True):
        pages = list(xml.read_pages(path, find_container(path).unpack(path, 1, lambda done: None), None, True, quick))
        for page in pages:
            assert page.utf8 in (None, page.text.encode())
            page.utf8 = None
        both.append(pages)
    assert both[0] == both[1]


def read(name: str) -> dict[Title, Page]:
    return {page.title: page for page in open_dump([DUMPS / name])}


def test_history_gives_what_current_gives() -> None:
    assert read("aawiki-20260101-pages-meta-history.xml.7z") == read("aawiki-20260101-pages-meta-current.xml.bz2")


def test_one_article_in_every_packing() -> None:
    names = ["xml", "xml.bz2", "xml.gz", "xml.xz", "xml.lzma", "xml.7z"]
    pages = [read(f"pywikibot/article-pyrus.{ending}") for ending in names]
    pages += [read("pywikibot/article-pyrus-utf16.xml"), read("pywikibot/article-pyrus-utf16.xml.bz2")]
    assert all(each == pages[0] for each in pages)
