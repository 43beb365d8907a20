"""``python -m bench.reader [ARTICLES [TITLES]]``: how fast the reader opens, finds and shows, and its memory.

TITLES made-up redirects (1200000 on the real wiki) bring the title index to its real size.

The articles have lengths like real ones and words from a large made-up vocabulary, so that shards hold about as much
as they do in earnest; every article is taken from a shard that has not been read yet.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench.synth_titles import Titles
from checks.browsers.devtools import Browser
from checks.own_site import SITE
from packager.addresses import href
from packager.config import ReaderConfig
from packager.library.complete import CompleteLibrary
from packager.model import Article, Entry, Heading, MediaFile, Metadata, Redirect
from packager.outputs.reader.writer import Frames, write_reader
from packager.templating import template_text

CLICKS = 60
QUERIES = 80
FOUND = """new Promise(function (done) {
  var start = performance.now();
  R.titles.search(%s, 20, function (results) {
    if (results.length) { done(performance.now() - start); } else { done(-1); }
  });
})"""
LONG = 1_000_000
SHOWN = """new Promise(function (done) {
  var start = performance.now();
  R.history.visit({ view: 'article', number: %d });
  (function look() {
    var page = document.getElementById('r-page').firstChild;
    if (!page || !page.article || page.article.number != %d) return setTimeout(look, 0);
    // Two frames later the pixels are there.
    requestAnimationFrame(function () { requestAnimationFrame(function () { done(performance.now() - start); }); });
  })();
})"""
OPENED = """new Promise(function (done) {
  requestAnimationFrame(function () { requestAnimationFrame(function () { done(performance.now()); }); });
})"""


class LargeLibrary:
    """Articles of lognormal length; the first one has a megabyte of HTML."""

    site = SITE
    metadata = Metadata("bench", "백과사전", "시험용", "2024-06-01")

    def __init__(self, size: int, titles: int = 0) -> None:
        self.titles = titles
        rng = random.Random(3)
        self.size = size
        syllables = [chr(0xAC00 + rng.randrange(11172)) for _ in range(1500)]
        self.words = ["".join(rng.choices(syllables, k=rng.choice((1, 2, 2, 3, 3, 4)))) for _ in range(60_000)]

    def title(self, number: int) -> str:
        return f"{self.words[number % 60_000]} {self.words[number * 7919 % 60_000]} {number}"

    def entries(self) -> Iterator[Entry]:
        for number in range(self.size):
            title = self.title(number)
            yield Entry(title.replace(" ", "_"), title, incoming=self.size - number)

    def articles(self) -> Iterator[Article]:
        for number in range(self.size):
            rng = random.Random(number)
            length = LONG if number == 0 else min(200_000, int(rng.lognormvariate(9.4, 0.9)) + 800)
            parts, size, headings = ['<div class="mw-parser-output">'], 0, []
            while size < length:
                part = self._paragraph(rng)
                if len(parts) % 6 == 5:
                    headings.append(Heading(1, f"h{len(parts)}", self.words[rng.randrange(60_000)]))
                    head = f'<span class="mw-headline" id="{headings[-1].anchor}">{headings[-1].text}</span>'
                    part = f"<h2>{head}</h2>{part}"
                parts.append(part)
                size += len(part.encode())
            title = self.title(number)
            yield Article(
                title.replace(" ", "_"), title, "\n".join((*parts, "</div>")), title, headings=tuple(headings),
                incoming=self.size - number, page_id=number + 1, revision_id=number + 1, timestamp="2024-05-01T",
            )  # fmt: skip

    def _paragraph(self, rng: random.Random) -> str:
        words = [self.words[min(59_999, int(rng.paretovariate(0.6)))] for _ in range(rng.randint(20, 120))]
        for at in range(0, len(words), 15):
            title = self.title(rng.randrange(self.size))
            words[at] = f'<a href="{href(title.replace(" ", "_"))}" title="{title}">{words[at]}</a>'
        return f"<p>{' '.join(words)}.</p>"

    def names(self) -> Iterator[str]:
        """Titles of the redirects, each once."""
        seen = set()
        for title, _, _ in Titles(1).make(self.titles):
            if title not in seen:
                seen.add(title)
                yield title

    def redirects(self) -> Iterator[Redirect]:
        for number, title in enumerate(self.names()):
            yield Redirect(title.replace(" ", "_"), title, self.title(number % self.size).replace(" ", "_"))

    def media(self) -> Iterator[MediaFile]:
        yield MediaFile("_/page.css", "text/css", template_text("page.css").encode())


def spread(name: str, times: list[float], bar: float) -> bool:
    """Print the median and the ninth of ten."""
    times.sort()
    high = times[len(times) * 9 // 10]
    middle = statistics.median(times)
    print(f"{name}: median {middle:.0f} ms, p90 {high:.0f} ms, most {times[-1]:.0f} ms (bar {bar:.0f})")
    return high < bar


def memory(browser: Browser) -> float:
    """Memory of the process that shows the page, in MB."""
    children: dict[int, list[int]] = {}
    sizes: dict[int, float] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
            command = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue
        pid = int(fields["Pid"])
        children.setdefault(int(fields["PPid"]), []).append(pid)
        if b"--type=renderer" in command:
            sizes[pid] = int(fields["VmRSS"].split()[0]) / 1000
    found, queue = [0.0], [browser.process_id]
    while queue:
        pid = queue.pop()
        found.append(sizes.get(pid, 0.0))
        queue += children.get(pid, [])
    return max(found)


def main() -> int:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    titles = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    good = True
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        library, config = CompleteLibrary(LargeLibrary(size, titles)), ReaderConfig(plain_pages=100)
        report = write_reader(library, Path(folder), config, jobs=2, frames=Frames(level=12))
        files, raw, disk = report.kinds["A"]
        print(f"{size} articles, {raw / 1e6:.0f} MB in {files} shards of {disk / files / 1024:.1f} KB, "
              f"written in {time.monotonic() - start:.0f} s")  # fmt: skip
        index = Path(folder) / "index.html"
        first = []
        for n in range(5):
            with Browser() as browser:
                browser.open(index)
                browser.wait("window.R && R.site")
                opened = browser.run(OPENED)
                article = browser.run(SHOWN % (size // 2 + n, size // 2 + n))
                first.append(opened + article)
        good &= spread("double click to first article (open + cold click)", first, 600)
        with Browser() as browser:
            browser.open(index)
            browser.wait("window.R && R.site")
            browser.run(SHOWN % (1, 1))
            numbers = range(2, size, max(1, size // CLICKS))
            good &= spread("click to article", [browser.run(SHOWN % (n, n)) for n in numbers], 150)
            good &= spread("article of 1 MB", [browser.run(SHOWN % (0, 0))], 300)
            if titles:
                asked = list(islice(LargeLibrary(size, titles).names(), 0, None, max(1, titles // QUERIES)))[:QUERIES]
                times = [browser.run(FOUND % json.dumps(title[:4])) for title in asked]
                print(f"title queries without an answer: {sum(t < 0 for t in times)} of {len(times)}")
                good &= spread(f"title query at {titles} titles", times, 50)
            print(f"memory of the page: {memory(browser):.0f} MB")
            assert not browser.problems(), browser.problems()
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
