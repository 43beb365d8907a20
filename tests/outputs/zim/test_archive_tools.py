"""The archive under programs that are not ours: zimcheck, kiwix-serve, and stock libzim's reader and search."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urljoin
from urllib.request import ProxyHandler, build_opener

import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher

from checks.shared import SHARED
from packager.build import Request, build
from packager.config import Config
from packager.terminal.progress import Progress

MINI = SHARED / "corpus" / "kowiki-mini.xml.bz2"
PAIRS = (("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로"), ("에서", "에서"), ("의", "의"))
"""Particles after a closed and after an open syllable."""


@pytest.fixture(scope="session", params=["small", "kowiki-mini"])
def drive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The drive folder of each wiki that is here."""
    if request.param == "small":
        return Path(request.getfixturevalue("small_wiki")) / "drive"
    if not MINI.exists():
        pytest.skip("kowiki-mini is not here")
    out = tmp_path_factory.mktemp("mini")
    build(Request((MINI,), out, Config(), 2), Progress(stream=StringIO(), quiet=True))
    return out / "drive"


@pytest.fixture(scope="session")
def archive(drive: Path) -> Archive:
    return Archive(drive / "wiki.zim")


def entries(archive: Archive) -> Iterator[tuple[str, str, bytes]]:
    """Path, media type and content of everything that is not a redirect."""
    for number in range(archive.all_entry_count):
        entry = archive._get_entry_by_id(number)
        if entry.is_redirect or entry.path.startswith(("listing/", "fulltext/", "title/")):
            continue
        item = entry.get_item()
        yield entry.path, item.mimetype, bytes(item.content)


class Addresses(HTMLParser):
    """What a page links to and loads, and the ids it offers."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "poster"):
                self.addresses.append(value or "")
            elif name == "id" and value:
                self.ids.add(value)


@pytest.mark.skipif(shutil.which("zimcheck") is None, reason="Debian's zim-tools is not installed")
def test_zimcheck_finds_nothing(drive: Path) -> None:
    done = subprocess.run(["zimcheck", "-A", str(drive / "wiki.zim")], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout
    assert "Overall Test Status: Pass" in done.stdout
    assert "[ERROR]" not in done.stdout


def test_the_archive_is_whole(archive: Archive) -> None:
    assert archive.check()
    assert archive.has_fulltext_index
    assert archive.has_title_index
    assert bytes(archive.get_metadata("Language")) == b"kor"
    assert archive.main_entry.get_item().mimetype.startswith("text/html")


def test_every_redirect_ends_at_a_page(archive: Archive) -> None:
    redirects = 0
    for number in range(archive.all_entry_count):
        entry = archive._get_entry_by_id(number)
        for _ in range(8):
            if not entry.is_redirect:
                break
            redirects += 1
            entry = entry.get_redirect_entry()
        assert not entry.is_redirect, entry.path
    assert redirects


def test_every_link_of_every_page_resolves(archive: Archive, drive: Path) -> None:
    pages: dict[str, Addresses] = {}
    for path, kind, content in entries(archive):
        if kind.startswith("text/html"):
            pages[path] = Addresses(content.decode())
    assert len(pages) > 60
    ours = drive.parent.name.startswith("small-wiki")  # the other has pages whose own text names no section
    broken, links = [], 0
    for path, page in pages.items():
        for address in page.addresses:
            where, _, fragment = address.partition("#")
            if where.startswith("data:image/"):
                continue
            assert not re.match(r"[a-z][a-z0-9+.-]*:|//", where, re.IGNORECASE), (path, address)
            links += 1
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(where))) if where else path
            lost = ours and fragment and not where and unquote(fragment) not in page.ids
            if lost or not archive.has_entry_by_path(target):
                broken.append((path, address))
    assert links > 1000
    assert not broken, broken[:20]


def test_links_to_sections_of_other_pages_resolve(small_wiki: Path) -> None:
    archive = Archive(small_wiki / "drive" / "wiki.zim")
    pages = {path: Addresses(text.decode()) for path, kind, text in entries(archive) if kind.startswith("text/html")}
    found = 0
    for path, page in pages.items():
        for address in page.addresses:
            where, _, fragment = address.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(where)))
            if where and fragment and target in pages:
                assert unquote(fragment) in pages[target].ids, (path, address)
                found += 1
    assert found


def nouns(archive: Archive) -> list[str]:
    """Titles of Hangul alone, which any particle may follow."""
    titles = (path for path, kind, _ in entries(archive) if kind.startswith("text/html"))
    return sorted(title for title in titles if re.fullmatch("[가-힣]{2,8}", title))


def with_particle(noun: str, closed: str, open_: str) -> str:
    final = (ord(noun[-1]) - 0xAC00) % 28
    if closed == "으로":
        return noun + (closed if final not in (0, 8) else open_)  # 서울로, not 서울으로
    return noun + (closed if final else open_)


def test_nouns_with_particles_are_found(archive: Archive) -> None:
    """Somebody types 한강을 and wants 한강."""
    queries = [(noun, with_particle(noun, *pair)) for noun in nouns(archive) for pair in PAIRS]
    assert len(queries) >= 50
    searcher = Searcher(archive)
    missed = []
    for noun, query in queries:
        search = searcher.search(Query().set_query(query))
        if noun not in list(search.getResults(0, 40)):
            missed.append(query)
    assert not missed, missed


@pytest.fixture(scope="module")
def server(small_wiki: Path) -> Iterator[str]:
    program = shutil.which("kiwix-serve")
    if program is None:
        pytest.skip("Debian's kiwix-tools is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [program, "--address", "127.0.0.1", "--port", str(port), str(small_wiki / "drive" / "wiki.zim")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(100):
            try:
                fetch(address)
                break
            except (URLError, ConnectionError):
                assert process.poll() is None, "kiwix-serve ended"
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def fetch(address: str) -> str:
    """A page of the loopback server, whatever proxy the environment names."""
    with build_opener(ProxyHandler({})).open(address, timeout=20) as answer:
        return str(answer.read().decode("utf-8", "replace"))


def test_kiwix_suggests_a_title(server: str) -> None:
    """Two syllables: programs built on libzim 8.1 and older, as Debian's is, find no longer Korean word."""
    found = json.loads(fetch(f"{server}suggest?content=wiki&term={quote('한강')}"))
    assert "한강" in {re.sub("<[^>]*>", "", unescape(row["label"])) for row in found}
    assert any(row.get("path") == "한강" for row in found)


def test_kiwix_finds_a_word_and_serves_the_article(server: str) -> None:
    results = fetch(f"{server}search?content=wiki&pattern={quote('분화')}")
    links = [unescape(link) for link in re.findall(r'<a href="([^"]*)"', results)]
    hit = next((link for link in links if unquote(link).endswith("/백두산")), None)
    assert hit, links
    page = fetch(urljoin(server, quote(unquote(hit), safe="/:?=&")))
    assert "화산" in page
    assert "<h1" in page
    with pytest.raises(HTTPError):
        fetch(urljoin(server, quote(unquote(hit).replace("백두산", "없는 글"), safe="/:?=&")))
