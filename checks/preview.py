"""``python -m checks.preview [--pages N] [--asked N]``: a few pages of a big multistream dump, by its index.

A dump of N pages is made of the bundled wiki. ``packager preview`` of some of its pages, in a process of its own, must
give what rendering them from a page store of the whole dump gives, in less than a minute of CPU. Exit status 1 if not.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.synth_dump import synthetic_pages, write_dump
from checks.own_dump import DUMP
from packager.config import Config
from packager.dump import open_dump
from packager.model import NS_MAIN
from packager.pages.ingest import fill
from packager.pages.store import PageStore
from packager.rendering.job import Job
from packager.rendering.single import SingleRenderer
from packager.selection.rule import wanted_namespaces

LIMIT = 60.0
"""Seconds of CPU."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run it; 1 if a page differs or it takes too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--asked", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dump = folder / "kowiki-20260901-pages-articles-multistream.xml.bz2"
        source = open_dump([DUMP])
        write_dump(synthetic_pages(list(source), args.pages, args.seed), source.site, dump)
        fill(open_dump([dump]), folder / "pages.sqlite", wanted_namespaces(source.site))
        return _compared(folder, dump, args.asked, args.seed)


def _compared(folder: Path, dump: Path, asked: int, seed: int) -> int:
    store = PageStore(folder / "pages.sqlite")
    titles = random.Random(seed).sample(list(store.titles(NS_MAIN)), asked)
    listed, out = folder / "asked.txt", folder / "out"
    listed.write_text("".join(f"{title.text}\n" for title in titles), encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = ["preview", str(dump), "--titles", str(listed), "--out", str(out), "--now", "20260901000000", "--json"]
    subprocess.run([sys.executable, "-m", "packager", *command], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    rows = [json.loads(line) for line in (out / "preview.jsonl").read_text(encoding="utf-8").splitlines()]
    render = SingleRenderer(Job(store.path, None, Config(), "20260901000000"), "final")
    wrong = []
    for title, row in zip(titles, rows, strict=True):
        page = render(title)
        if (row["title"], row["pageid"], row["html"]) != (title.text, page.page_id, page.html):
            wrong.append(title.text)
    right = len(rows) - len(wrong)
    print(f"{right} of {asked} pages equal, {seconds:.1f} s CPU; different: {', '.join(wrong[:5]) or '-'}")
    return 1 if wrong or len(rows) != asked or seconds >= LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
