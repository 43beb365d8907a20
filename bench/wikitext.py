"""Speed of the renderer: ``python -m bench.wikitext``. CPU time of one warm process.

Pages per second on two wikis, the share of each pass, and the cost of a kilobyte for pages of 1 to 1,000 KB.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import packager.lua.parser_function  # noqa: F401 pages of these wikis call modules
from checks.shared import SHARED
from packager.dump import open_dump
from packager.model import FileInfo, Page
from packager.pages.file_table import read_file_table
from packager.pages.source import MemorySource, PageSource
from packager.wikitext import parser as parser_module
from packager.wikitext.render import render
from packager.wikitext.settings import RenderSettings
from packager.wikitext.state import Parser
from packager.wikitext.worker_cache import WorkerCache

CORPUS = SHARED / "corpus"
WIKIS = (
    ("kowiki-mini", CORPUS / "kowiki-mini.xml.bz2", CORPUS / "oracle" / "kowiki-mini-files.json"),
    ("ltgwiki", CORPUS / "dumps" / "smallwiki-latest-pages-articles.xml.bz2", None),
)
NOW = datetime(2024, 6, 1, tzinfo=UTC)
KILOBYTES = (1, 10, 100, 1000)
LONG_PAGE = "베를린"
ENDLESS = frozenset({"모듈 오류 시험"})
"""Loops in Lua until the limit, on purpose."""


class Stopwatch:
    """CPU time by pass; what a pass calls is not counted as its own."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._open: list[float] = []

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, with its own time added to ``name``."""

        def run(*args: Any, **named: Any) -> Any:
            self._open.append(0.0)
            start = time.process_time()
            try:
                return function(*args, **named)
            finally:
                taken = time.process_time() - start
                self.seconds[name] += taken - self._open.pop()
                if self._open:
                    self._open[-1] += taken

        return run

    def install(self) -> None:
        """Puts the watch around every pass."""
        module: Any = parser_module
        module.STAGES = tuple(self.timed(stage.__name__.strip("_"), stage) for stage in module.STAGES)
        for name in ("finalize_headings", "paragraphs", "tidy", "insert_toc"):
            setattr(module, name, self.timed(name, getattr(module, name)))
        Parser.preprocess = self.timed("preprocess, tags, Lua", Parser.preprocess)


def _wiki(dump_path: Path, files_path: Path | None) -> MemorySource:
    dump = open_dump([dump_path])
    files: dict[str, FileInfo] = read_file_table(files_path) if files_path else {}
    return MemorySource(dump.site, list(dump), files.values())


def _seconds(pages: list[Page], source: PageSource, settings: RenderSettings, cache: WorkerCache) -> float:
    start = time.process_time()
    for page in pages:
        render(page, source, settings, cache)
    return time.process_time() - start


def main() -> int:
    if not CORPUS.exists():
        print("the test data are not beside the repository")
        return 1
    watch = Stopwatch()
    for name, dump_path, files_path in WIKIS:
        source = _wiki(dump_path, files_path)
        settings, cache = RenderSettings(now=NOW, lang=source.site.lang), WorkerCache()
        pages = [
            page
            for page in source.pages.values()
            if page.title.ns == 0 and page.redirect is None and page.title.text not in ENDLESS
        ]
        _seconds(pages, source, settings, cache)
        taken = min(_seconds(pages, source, settings, cache) for _ in range(3))
        print(f"{name}: {len(pages)} pages, {len(pages) / taken:.0f}/s, {1000 * taken / len(pages):.2f} ms each")
        if name == "kowiki-mini":
            _by_size(source, settings, cache)
    watch.install()
    _seconds(pages, source, settings, cache)
    whole = sum(watch.seconds.values())
    for name, seconds in watch.seconds.most_common():
        print(f"  {100 * seconds / whole:5.1f} %  {name}")
    return 0


def _by_size(source: MemorySource, settings: RenderSettings, cache: WorkerCache) -> None:
    page = next(page for page in source.pages.values() if page.title.text == LONG_PAGE)
    whole = page.text * 1000
    for kilobytes in KILOBYTES:
        text = whole.encode()[: kilobytes * 1000].decode(errors="ignore")
        cut = Page(page.title, page.page_id, page.revision, page.model, text)
        _seconds([cut], source, settings, cache)
        milliseconds = 1000 * _seconds([cut], source, settings, cache)
        print(f"  a page of {kilobytes} KB: {milliseconds:.1f} ms, {milliseconds / kilobytes:.2f} ms for each")


if __name__ == "__main__":
    sys.exit(main())
