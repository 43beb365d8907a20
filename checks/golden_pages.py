"""Pages of the small Korean wiki against MediaWiki's own HTML: ``python -m checks.golden_pages``.

Compared is what 1.39 makes of them, with its footnotes (``settings.today`` off); its server's own addresses and the
editor whom the dump names are no difference. Prints for every page the share of MediaWiki's text blocks that we have
unchanged, and recall and precision of words. A page below the bar must be listed with its reason in
``golden-pages.json``, and a listed one must be below it. Exit status 1 also below a mean of 0.975.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import lxml.html

import packager.lua.parser_function  # noqa: F401 pages of these wikis call modules
from checks.shared import SHARED
from packager.dump import open_dump
from packager.pages.file_table import read_file_table
from packager.pages.source import MemorySource
from packager.rendering.reference import reference_site
from packager.titles import parse_title
from packager.wikitext.render import render
from packager.wikitext.settings import RenderSettings
from packager.wikitext.worker_cache import WorkerCache

CORPUS = SHARED / "corpus"
GOLDEN = CORPUS / "kowiki-mini-golden.jsonl"
LISTED = Path(__file__).parent / "golden-pages.json"
BAR = 0.95
MEAN = 0.975
"""Least mean share of blocks over all pages, the listed ones too."""
NOW = datetime(2024, 6, 1, tzinfo=UTC)
_BLOCKS = ("p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "caption", "pre")
_NESTED = frozenset({"ul", "ol", "dl", "table", "p", "div"})
_IGNORED = '//style|//script|//*[@id="toc"]|//*[contains(@class,"mw-cite-backlink")]|//comment()'
# Where the reference is another wiki than kowiki: its addresses, and the editor whom our dump does not name.
_ALIKE = (
    (re.compile(r"(?:(?:https?:)?//)?ko\.(?:wiki\.invalid|wikipedia\.org)"), "SITE"),
    (re.compile(r"(?:https?:)?//upload\.(?:invalid|wikimedia\.org)"), "FILES"),
    (re.compile(r"imported>\S*"), ""),
)
_BLANKS = re.compile("[\\s\u00a0\u200b]+")


class Score(NamedTuple):
    """Agreement of one page, each from 0 to 1."""

    title: str
    blocks: float
    recall: float
    precision: float


def _features(html: str) -> tuple[Counter[str], Counter[str]]:
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for element in root.xpath(_IGNORED):
        if element.getparent() is not None:
            element.drop_tree()
    blocks = Counter(text for element in root.iter(*_BLOCKS) if (text := _squeeze(_own(element))))
    return blocks, Counter(_squeeze(root.text_content()).split())


def _own(element: lxml.html.HtmlElement) -> str:
    """Text of an element without that of the blocks in it."""
    inner = "".join((_own(child) if child.tag not in _NESTED else "") + (child.tail or "") for child in element)
    return (element.text or "") + inner


def _squeeze(text: str) -> str:
    for pattern, alike in _ALIKE:
        text = pattern.sub(alike, text)
    return _BLANKS.sub(" ", text).strip()


def _share(common: Counter[str], whole: Counter[str]) -> float:
    return sum(common.values()) / sum(whole.values()) if whole else 1.0


def scores() -> list[Score]:
    """Scores of all pages that the reference has."""
    dump = open_dump([CORPUS / "kowiki-mini.xml.bz2"])
    files = read_file_table(CORPUS / "oracle" / "kowiki-mini-files.json")
    source = MemorySource(reference_site(dump.site), list(dump), files.values())
    settings, cache = RenderSettings(now=NOW, today=False), WorkerCache()
    found = []
    for line in GOLDEN.read_text("utf-8").split("\n"):
        if not line:
            continue
        golden = json.loads(line)
        target = parse_title(golden["title"], dump.site)
        page = source.page(target.title) if target else None
        if not golden.get("html") or page is None:
            continue
        expected, got = _features(golden["html"]), _features(render(page, source, settings, cache).html)
        common = expected[1] & got[1]
        found.append(
            Score(
                golden["title"], _share(expected[0] & got[0], expected[0]), _share(common, expected[1]),
                _share(common, got[1]),
            )
        )  # fmt: skip
    return found


def unexpected(found: list[Score], listed: dict[str, str]) -> list[str]:
    """Pages below the bar that are not listed, and listed ones that reach it."""
    lines = []
    for score in found:
        low = min(score.blocks, score.recall, score.precision) < BAR
        if low and score.title not in listed:
            lines.append(f"{score.title}: below {BAR}")
        elif not low and score.title in listed:
            lines.append(f"{score.title}: listed, but reaches {BAR}: strike it out")
    return lines


def listed_pages() -> dict[str, str]:
    """Titles of pages that cannot agree, with the reason."""
    listed: dict[str, str] = json.loads(LISTED.read_text("utf-8"))
    return listed


def main() -> int:
    found, listed = scores(), listed_pages()
    for score in sorted(found, key=lambda each: each[1:]):
        print(f"blocks {score.blocks:.3f}  recall {score.recall:.3f}  precision {score.precision:.3f}  {score.title}")
    for name, chosen in (("all", found), ("not listed", [each for each in found if each.title not in listed])):
        print(
            f"{name}: {len(chosen)} pages, blocks {statistics.fmean(each.blocks for each in chosen):.4f} mean,"
            f" recall {statistics.median(each.recall for each in chosen):.4f} and precision"
            f" {statistics.median(each.precision for each in chosen):.4f} median"
        )
    lines = unexpected(found, listed)
    print("\n".join(lines))
    return 1 if lines or statistics.fmean(each.blocks for each in found) < MEAN else 0


if __name__ == "__main__":
    sys.exit(main())
