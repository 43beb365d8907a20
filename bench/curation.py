"""``python -m bench.curation [--articles N] [--links N] [--folder DIR]``: rules and rank of a wiki like kowiki.

A page store of N short articles is written; then the desk is made as a build does it, of facts that nobody rendered,
and ``packager explain`` and ``packager select`` are run, each in a process of its own. Exit status 1 if an explanation
takes a second or more. In a folder that is given, the files of an earlier run are used again.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.synth_dump import FOOTER, header_xml, page_xml
from checks.own_site import SITE
from packager.curation.desk_schema import DESK
from packager.curation.make_desk import make_desk
from packager.dump import open_dump
from packager.model import NS_CATEGORY, CategoryLink, LinkTarget, Page, PageFacts, Revision, Title
from packager.pages.ingest import fill
from packager.pages.store import PageStore

LIMIT = 1.0
CATEGORIES, TEMPLATES = 60_000, 20_000
RULES = """keep\tcategory\t갈래 7/4\t깊은 갈래
drop\ttemplate\t틀 3\t쓰인 곳이 많은 틀
drop\ttitle\t글 00000011\t낱낱의 글
keep\tprefix\t글 000001\t앞부분
avoid\tcategory\t갈래 0/9\t큰 갈래\t5
prefer\tlinks-from\t위키백과:필수 문서\t필수
drop\tshorter\t100\t짧은 글
keep\tlonger\t100000\t긴 글
drop\tdisambiguation\t*\t갈림길
keep\tlist\t목록.txt\t목록
"""


def name_of(number: int) -> str:
    """Title of an article."""
    return f"글 {number:08}"


def _pages(articles: int) -> Iterator[Page]:
    revised = Revision(1, "2026-09-01T00:00:00Z")
    for number in range(articles):
        yield Page(Title(0, name_of(number)), number + 1, revised, "wikitext", "글월이다. " * (number % 17 + 1))
        if number % 2 == 0:
            end = Title(0, name_of(number))
            text = f"#넘겨주기 [[{end.text}]]"
            title = Title(0, f"별칭 {number:08}")
            yield Page(title, articles + number + 1, revised, "wikitext", text, LinkTarget(end))
    listed = "\n".join(f"* [[{name_of(number)}]]" for number in range(0, articles, max(1, articles // 1000)))
    yield Page(Title(4, "필수 문서"), 3 * articles, revised, "wikitext", listed)


class RenderedPages:
    """Facts of pages that nobody rendered: links to the first articles more often, categories in a tree."""

    def __init__(self, articles: int, links: int) -> None:
        self.articles, self.links = articles, links
        self.rng = random.Random(1)

    def facts(self, title: Title) -> PageFacts:
        """The facts of an article, whose titles must be asked in order; or of a category."""
        rng = self.rng
        if title.ns == NS_CATEGORY:
            number = int(title.text.split()[1])
            above = (CategoryLink(Title(14, f"갈래 {(number - 1) // 8}"), ""),) if number else ()
            return PageFacts(title=title, page_id=0, revision=1, timestamp="", categories=above)
        ends = sorted({int(self.articles * rng.random() ** 3) for _ in range(rng.randint(0, 2 * self.links))})
        categories = {int(CATEGORIES * rng.random() ** 2) for _ in range(4)}
        templates = sorted({int(TEMPLATES * rng.random() ** 4) for _ in range(12)})
        return PageFacts(
            title=title, page_id=0, revision=1, timestamp="",
            categories=tuple(CategoryLink(Title(14, f"갈래 {each}"), "") for each in categories),
            links=tuple(name_of(end).replace(" ", "_") for end in ends),
            templates=tuple(Title(10, f"틀 {each}") for each in templates),
            references=rng.randint(0, 20),
        )  # fmt: skip

    def packed_sizes(self, ns: int) -> dict[str, tuple[int, int]]:
        """Sizes of the articles."""
        return {name_of(number): (2000 + number % 4000, 500 + number % 9000) for number in range(self.articles)}


def _make_store(folder: Path, articles: int) -> None:
    dump = folder / "kowiki-20260901-pages-articles.xml"
    with dump.open("w", encoding="utf-8") as file:
        file.write(header_xml(SITE))
        for page in _pages(articles):
            file.write(page_xml(page, SITE))
        for number in range(CATEGORIES):
            title = Title(14, f"갈래 {number}")
            page = Page(title, 4 * articles + number, Revision(1, "2026-09-01T00:00:00Z"), "wikitext", "갈래")
            file.write(page_xml(page, SITE))
        file.write(FOOTER)
    fill(open_dump([dump]), folder / "pages.sqlite")
    dump.unlink()


def _command(*arguments: str) -> tuple[float, str]:
    """Seconds of CPU that a command takes with all that Python loads, and its output."""
    before = _spent()
    done = subprocess.run([sys.executable, "-m", "packager", *arguments], capture_output=True, text=True, check=True)
    return _spent() - before, done.stdout


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(argv: Sequence[str] | None = None) -> int:
    """Measure; 1 if an explanation is slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=740_000)
    parser.add_argument("--links", type=int, default=34, help="links of an article, on average")
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        if not (folder / "pages.sqlite").exists():
            _make_store(folder, args.articles)
        return _measured(folder, args.articles, args.links)


def _measured(folder: Path, articles: int, links: int) -> int:
    if not (folder / DESK).exists():
        store = PageStore(folder / "pages.sqlite")
        begun = time.process_time()
        make_desk(folder / DESK, store, RenderedPages(articles, links))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(f"desk of {articles:,} articles: {time.process_time() - begun:.0f} s CPU, {memory} MB")
    (folder / "selection.tsv").write_text(RULES, encoding="utf-8")
    (folder / "목록.txt").write_text("".join(f"{name_of(n)}\n" for n in range(2000)), encoding="utf-8")
    config = folder / "snapshot.toml"
    config.write_text('[selection]\nrules = "selection.tsv"\n', encoding="utf-8")
    given = ["--store", str(folder / "pages.sqlite"), "--config", str(config), "--json"]
    slowest = 0.0
    for number in (0, 11, articles // 2, articles - 1):
        seconds, told = _command("explain", name_of(number), *given)
        slowest = max(slowest, seconds)
        facts = json.loads(told)
        print(f"explain {facts['title']}: {seconds:.2f} s CPU, place {facts['place']:,}, by {facts['decisive']}")
    seconds, told = _command("select", "--dry-run", *given)
    counts = json.loads(told)
    print(f"select --dry-run: {seconds:.1f} s CPU, {counts['in']:,} of {counts['articles']:,} in")
    return 0 if slowest < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
