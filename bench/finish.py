"""``python -m bench.finish``: what cleaning costs beside rendering. CPU time of one warm process.

Exit status 1 if cleaning takes a third of the time of rendering or more.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime

import packager.lua.parser_function  # noqa: F401 pages of these wikis call modules
from checks.shared import SHARED
from packager.dump import open_dump
from packager.finish.clean import clean
from packager.pages.file_table import read_file_table
from packager.pages.source import MemorySource
from packager.wikitext.render import render
from packager.wikitext.settings import RenderSettings
from packager.wikitext.worker_cache import WorkerCache
from tests.scrub.worlds import EveryTitle

ENDLESS = frozenset({"모듈 오류 시험"})
"""Loops in Lua until the limit, on purpose."""
ROUNDS = 3


def main() -> int:
    corpus = SHARED / "corpus"
    if not corpus.exists():
        print("the test data are not beside the repository")
        return 1
    dump = open_dump([corpus / "kowiki-mini.xml.bz2"])
    files = read_file_table(corpus / "oracle" / "kowiki-mini-files.json")
    source = MemorySource(dump.site, list(dump), files.values())
    settings = RenderSettings(now=datetime(2024, 6, 1, tzinfo=UTC), lang=source.site.lang)
    cache, world = WorkerCache(), EveryTitle()
    pages = [p for p in source.pages.values() if p.title.ns == 0 and p.redirect is None and p.title.text not in ENDLESS]
    rendering, cleaning = [], []
    for _ in range(ROUNDS):
        began = time.process_time()
        rendered = [render(page, source, settings, cache).html for page in pages]
        between = time.process_time()
        for html in rendered:
            clean(html, world)
        rendering.append(between - began)
        cleaning.append(time.process_time() - between)
    letters = sum(len(html) for html in rendered)
    share = min(cleaning) / min(rendering)
    print(
        f"{len(pages)} pages: rendering {1000 * min(rendering) / len(pages):.2f} ms each, "
        f"cleaning {1000 * min(cleaning) / len(pages):.2f} ms each ({letters / min(cleaning) / 1e6:.1f} MB/s), "
        f"{100 * share:.0f} % of rendering"
    )
    return 0 if share < 1 / 3 else 1


if __name__ == "__main__":
    raise SystemExit(main())
