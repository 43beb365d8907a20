"""Speed of the renderer: ``python -m bench.wikitext``. CPU time of one warm process.

Pages per second on two wikis, the share of each pass, and the cost of a kilobyte for pages of 1 to 1,000 KB.
With ``--before CHECKOUT`` instead the same pages rendered by that checkout and by this one in turn, and the ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
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
COMPARED = (WIKIS[0], ("tests/wiki", Path("tests/wiki/kowiki-20260901-pages-articles.xml").resolve(), None))
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


def _rendered_by(checkout: Path, pages: int, dump: Path, files: Path | None) -> tuple[float, int, str]:
    """CPU seconds, number of pages and digest of the HTML, in a fresh process with the package of ``checkout``."""
    command = [sys.executable, str(Path(__file__).with_name("wikitext_pages.py")), str(pages), str(dump)]
    done = subprocess.run(
        [*command, *([str(files)] if files else [])],
        env={**os.environ, "PYTHONPATH": str(checkout), "PYTHONHASHSEED": "0"},
        cwd=checkout, check=True, capture_output=True, text=True,
    )  # fmt: skip
    told = json.loads(done.stdout)
    if Path(told["package"]) != checkout:
        raise SystemExit(f"{checkout}: has no package of that layout, {told['package']} was measured")
    return told["seconds"], told["pages"], told["html"]


def compare(before: Path, rounds: int, most: int) -> None:
    """Both programs in turn, so that whatever else the machine does falls on both."""
    now = Path(__file__).resolve().parents[1]
    for name, dump, files in COMPARED:
        seconds: dict[Path, list[float]] = {before: [], now: []}
        html: dict[Path, str] = {}
        pages = 0
        for _ in range(rounds):
            for checkout in (before, now):
                taken, pages, html[checkout] = _rendered_by(checkout, most, dump, files)
                seconds[checkout].append(taken)
        was, is_ = min(seconds[before]), min(seconds[now])
        same = "same HTML" if html[before] == html[now] else "HTML differs"
        print(f"{name}: {pages} pages, before {was:.3f} s, now {is_:.3f} s, now/before {is_ / was:.3f}, {same}")


def main(argv: list[str] | None = None) -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--before", type=Path, metavar="CHECKOUT", help="a copy of the repository to compare with")
    arguments.add_argument("--rounds", type=int, default=3, help="how often each program is run")
    arguments.add_argument("--pages", type=int, default=400, help="the first so many of each wiki")
    options = arguments.parse_args(argv)
    if not CORPUS.exists():
        print("the test data are not beside the repository")
        return 1
    if options.before:
        compare(options.before.resolve(), options.rounds, options.pages)
        return 0
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
