"""Renders the pages of one wiki, warm, and prints the CPU seconds: ``bench/wikitext_pages.py PAGES DUMP [FILES]``.

``bench.wikitext --before`` runs it over and over with two copies of the package on PYTHONPATH, so it uses only what the
renderer has always had, and stands outside the ``bench`` package.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import packager.wikitext
from packager.dump import open_dump
from packager.pages.file_table import read_file_table
from packager.pages.source import MemorySource
from packager.wikitext.render import render
from packager.wikitext.settings import RenderSettings
from packager.wikitext.worker_cache import WorkerCache

NOW = datetime(2024, 6, 1, tzinfo=UTC)
ENDLESS = frozenset({"모듈 오류 시험"})
"""Loops in Lua until the limit, on purpose."""
REGISTERS_LUA = "packager.lua.parser_function"


def main(most: int, dump: Path, files: Path | None) -> dict[str, object]:
    """Which package rendered how many pages in how many seconds of CPU, the best of three, and a digest of the HTML."""
    if importlib.util.find_spec(REGISTERS_LUA):
        importlib.import_module(REGISTERS_LUA)
    opened = open_dump([dump])
    source = MemorySource(opened.site, list(opened), read_file_table(files).values() if files else ())
    settings, cache = RenderSettings(now=NOW, lang=source.site.lang), WorkerCache()
    pages = [
        page
        for page in source.pages.values()
        if page.title.ns == 0 and page.redirect is None and page.title.text not in ENDLESS
    ][:most]
    html = "".join(render(page, source, settings, cache).html for page in pages)
    seconds = []
    for _ in range(3):
        start = time.process_time()
        for page in pages:
            render(page, source, settings, cache)
        seconds.append(time.process_time() - start)
    return {
        "package": str(Path(packager.wikitext.__path__[0]).parents[1]),
        "pages": len(pages),
        "seconds": min(seconds),
        "html": sha256(html.encode()).hexdigest()[:12],
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)))
