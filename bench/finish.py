"""``python -m bench.finish [--before CHECKOUT]``: what finishing a page costs, from the renderer's HTML to its pieces.

CPU time of warm processes, the least of several rounds; the rounds of two versions take turns, so that a busy machine
burdens both. With ``--before``, an earlier version of the program in another folder (its own ``.venv`` is used if it
has one): exit status 1 unless this version takes at most 0.85 of its time in sum. Without: beside rendering.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import packager.lua.parser_function  # noqa: F401 pages of these wikis call modules
from checks.shared import SHARED
from packager.dump import open_dump
from packager.pages.source import MemorySource
from packager.wikitext.render import render
from packager.wikitext.settings import RenderSettings
from packager.wikitext.worker_cache import WorkerCache

HERE = Path(__file__).resolve().parent
WIKIS = (
    HERE.parent / "tests" / "wiki" / "kowiki-20260901-pages-articles.xml",
    SHARED / "corpus" / "kowiki-mini.xml.bz2",
    SHARED / "corpus" / "dumps" / "enwiki-pages-articles-sample.xml.bz2",
    SHARED / "corpus" / "dumps" / "dbpedia-minidump-enwiki.xml.bz2",
)
ENDLESS = frozenset({"모듈 오류 시험"})
"""Loops in Lua until the limit, on purpose."""
ROUNDS = 16
BAR = 0.85


class Rendered(NamedTuple):
    """The pages of one wiki, and the seconds that rendering them took."""

    pages: list[str]
    seconds: float


def rendered(path: Path) -> Rendered:
    """The articles of a dump."""
    dump = open_dump([path])
    source = MemorySource(dump.site, list(dump))
    settings = RenderSettings(now=datetime(2024, 6, 1, tzinfo=UTC), lang=source.site.lang or "ko", offline=True)
    cache = WorkerCache()
    pages = [p for p in source.pages.values() if p.title.ns == 0 and p.redirect is None and p.title.text not in ENDLESS]
    for page in pages:
        render(page, source, settings, cache)
    began = time.process_time()
    html = [render(page, source, settings, cache).html for page in pages]
    return Rendered(html, time.process_time() - began)


def measure(checkouts: Sequence[Path], pages: Path) -> list[list[float]]:
    """For each checkout the least seconds for each list of pages."""
    workers = []
    for checkout in checkouts:
        python = checkout / ".venv" / "bin" / "python"
        command = [python if python.exists() else sys.executable, HERE / "finish_pages.py", checkout.resolve(), pages]
        workers.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
    rounds: list[list[list[float]]] = [[] for _ in workers]
    for _ in range(ROUNDS):
        for worker, times in zip(workers, rounds, strict=True):
            assert worker.stdin
            assert worker.stdout
            worker.stdin.write("\n")
            worker.stdin.flush()
            times.append(json.loads(worker.stdout.readline()))
    for worker in workers:
        worker.communicate()
    return [[min(times) for times in zip(*found, strict=True)] for found in rounds]


def main(argv: Sequence[str] = ()) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", type=Path, help="folder with an earlier version of the program")
    args = parser.parse_args(argv)
    wikis = {path.name.partition(".")[0]: rendered(path) for path in WIKIS if path.exists()}
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages.json"
        pages.write_text(json.dumps([wiki.pages for wiki in wikis.values()]), encoding="utf-8")
        found = measure([*([args.before] if args.before else []), HERE.parent], pages)
    after = found[-1]
    for number, (name, wiki) in enumerate(wikis.items()):
        each = 1000 * after[number] / len(wiki.pages)
        compared = f"{100 * after[number] / wiki.seconds:.0f} % of rendering"
        if args.before:
            before = found[0][number]
            compared += f", before {1000 * before / len(wiki.pages):.2f} ms, ratio {after[number] / before:.2f}"
        print(f"{name}: {len(wiki.pages)} pages, finishing {each:.2f} ms each, {compared}")
    if not args.before:
        return 0
    ratio = sum(after) / sum(found[0])
    print(f"all: {sum(found[0]):.3f} s before, {sum(after):.3f} s after, ratio {ratio:.2f} (bar {BAR})")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
