"""``python -m checks.next_month [--dump FILE] [--pages N] [--share S]``: what a month of edits costs, and its bytes.

A wiki is built, then its dump of the next month in the same folder: every fiftieth or so page was edited (``--share``),
and the template that most pages use got a comment. The second build must give the bytes that it gives in an empty
folder, and may render ``--most`` of the pages at most. Exit status 1 if not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from bench.synth_dump import synthetic_pages, write_plain
from checks.drive_sums import drive_sums
from checks.own_dump import DUMP
from packager.build import Request, build
from packager.config import Config
from packager.drive.report import BuildReport
from packager.dump import open_dump
from packager.model import NS_MAIN, NS_TEMPLATE, Page, Revision, SiteInfo, Title
from packager.rendering.workstore import WorkStore, unpack_dependencies
from packager.terminal.progress import Progress

THIS, NEXT = "20260901", "20261001"


class Outcome(NamedTuple):
    """What the second month took."""

    pages: int
    rendered: int
    edited: int
    template: str
    """The one that got a comment."""
    users: int
    """Pages that it is used on."""
    equal: bool
    """Whether the drive is the one of a build from nothing."""

    @property
    def share(self) -> float:
        """Pages rendered, of all."""
        return self.rendered / self.pages


def _built(dump: Path, out: Path, jobs: int) -> BuildReport:
    return build(Request((dump,), out, Config(), jobs), Progress(stream=StringIO(), quiet=True))


def most_used_template(works: Path, titles: Sequence[Title]) -> tuple[Title, int]:
    """The template that most pages of a work store asked for, and how many did."""
    store = WorkStore(works)
    used: Counter[str] = Counter()
    for title in titles:
        kept = store.kept(title)
        asked = unpack_dependencies(kept[0].dependencies) if kept else []
        used.update({d.name for d in asked if d.kind == "tree" and d.name.startswith(f"{NS_TEMPLATE}:")})
    store.close()
    name, count = min(used.items(), key=lambda item: (-item[1], item[0]))
    return Title(NS_TEMPLATE, name.partition(":")[2]), count


def _next_month(pages: Sequence[Page], template: Title, share: float) -> tuple[list[Page], int]:
    """The pages with a sentence more in some articles and a comment in the template."""
    able = [page.title for page in pages if page.title.ns == NS_MAIN and page.redirect is None]
    chosen = frozenset(able[:: max(1, round(1 / share))])
    last = max(page.revision.id for page in pages)
    made = []
    for page in pages:
        addition = "\n\n새로 쓴 문장이다.\n" if page.title in chosen else ""
        addition = "<!-- 다음 달의 설명 -->" if page.title == template else addition
        if addition:
            revision = Revision(last + page.page_id, "2026-09-20T00:00:00Z")
            page = replace(page, revision=revision, text=page.text + addition)
        made.append(page)
    return made, len(chosen)


def next_month(pages: Sequence[Page], site: SiteInfo, folder: Path, share: float, jobs: int) -> Outcome:
    """Build both months in ``folder/warm`` and the second one in ``folder/cold``."""
    first = write_plain(pages, site, folder / f"{site.dbname}-{THIS}-pages-articles.xml")
    _built(first, folder / "warm", jobs)
    titles = [page.title for page in pages if page.redirect is None]
    template, users = most_used_template(folder / "warm" / "work" / "rendered.sqlite", titles)
    following, edited = _next_month(pages, template, share)
    second = write_plain(following, site, folder / f"{site.dbname}-{NEXT}-pages-articles.xml")
    warm = _built(second, folder / "warm", jobs)
    _built(second, folder / "cold", jobs)
    equal = drive_sums(folder / "warm" / "drive") == drive_sums(folder / "cold" / "drive")
    return Outcome(warm.rendered + warm.reused, warm.rendered, edited, template.text, users, equal)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dump", type=Path, default=DUMP)
    parser.add_argument("--pages", type=int, default=0, help="make a wiki of so many pages of the dump's")
    parser.add_argument("--share", type=float, default=0.01, help="articles edited")
    parser.add_argument("--most", type=float, default=0.03, help="pages that may be rendered")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    dump = open_dump([args.dump])
    pages = list(dump)
    if args.pages:
        pages = list(synthetic_pages(pages, args.pages, 1))
    with tempfile.TemporaryDirectory() as name:
        found = next_month(pages, dump.site, Path(name), args.share, args.jobs)
    print(
        f"{found.pages} pages, {found.edited} edited, a comment in 틀:{found.template} of {found.users} pages: "
        f"{found.rendered} rendered ({found.share:.1%}); drive {'equal' if found.equal else 'NOT EQUAL'}"
    )
    return 0 if found.equal and found.share <= args.most else 1


if __name__ == "__main__":
    sys.exit(main())
