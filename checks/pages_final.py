"""What readers get on the pages of whole wikis, in the stage final: ``python -m checks.pages_final DUMP ...``.

Every article, project page, category and portal is rendered and finished as a build does it. Counted are pages with
raw markup (``{{``, ``[[`` or ``{|`` outside listings) or a visible error message, links without words, cells that had
words or a described picture and have none, rows of infoboxes with a label and no value, and descriptions of pictures
that are neither in the text nor on a picture. Exit status 1 if there is any, outside the pages that
``pages-final.json`` lists with their reason, and if a listed page has nothing of the kind.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import lxml.html

from checks.shared import SHARED
from packager.config import Config
from packager.errors import RenderError
from packager.finish.drop_list import DropList, load_drops
from packager.finish.finish import finish
from packager.model import Title
from packager.pages.open_store import ingested
from packager.pages.snapshot_date import snapshot_date
from packager.rendering.job import Job, moment, policy
from packager.rendering.single import NAMESPACES
from packager.rendering.worker import Renderer
from packager.rendering.world import StoreWorld
from packager.selection.reach import link
from packager.terminal.progress import Progress
from packager.titles import prefixed

WIKIS = (
    Path(__file__).parents[1] / "tests" / "wiki" / "kowiki-20260901-pages-articles.xml",
    SHARED / "corpus" / "kowiki-mini.xml.bz2",
    SHARED / "corpus" / "dumps" / "smallwiki-latest-pages-articles.xml.bz2",
)
LISTED = Path(__file__).parent / "pages-final.json"
_RAW = re.compile(r"\{\{|\[\[|\{\|")
_LISTINGS = "pre|code|kbd|samp|tt|math|style".split("|")
_ERROR = re.compile(
    "인용 오류|스크립트 오류|Lua 오류|식 오류|수식 오류|구문 분석 실패|재귀적인 틀|Cite error|Script error|Lua error"
    "|Expression error|Failed to parse|Template loop detected|틀 고리 발견"
)
_ERROR_CLASS = re.compile(r"(?:^|\s)(?:error|scribunto-error|mw-ext-cite-error|texerror)(?:\s|$)")
_MARK = "checked-cell-"
_PICTURES = {"img", "audio", "video", "svg", "math"}
KINDS = ("raw markup", "error message", "empty link", "emptied cell", "label without value", "lost description")


class Found(NamedTuple):
    """One fault of one page."""

    page: str
    kind: str
    """One of ``KINDS``."""
    example: str


def _tree(html: str) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(html, create_parent="div")


def _shown(element: lxml.html.HtmlElement) -> bool:
    """Whether a reader sees anything in it."""
    return bool(element.text_content().strip()) or any(inner.tag in _PICTURES for inner in element.iter())


def _words(element: lxml.html.HtmlElement) -> str:
    """Text of an element without listings."""
    if not isinstance(element.tag, str) or element.tag in _LISTINGS:
        return ""
    inner = "".join(_words(child) + (child.tail or "") for child in element)
    return (element.text or "") + inner


def _meant(cell: lxml.html.HtmlElement, drops: DropList) -> bool:
    """Whether a cell has anything for readers before the page is finished: words or a picture with a description."""
    if not isinstance(cell.tag, str) or cell.tag == "style" or drops.reason(dict(cell.attrib)):
        return False
    if _ERROR_CLASS.search(cell.get("class") or ""):
        return False
    if cell.tag == "img":
        return bool(_description(cell))
    if (cell.text or "").strip():
        return True
    return any(_meant(child, drops) or (child.tail or "").strip() for child in cell)


_FILE = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|tiff?|djvu|pdf|og[gva]|webm|mp[34]|xcf)\s*\Z", re.IGNORECASE)


def _description(picture: lxml.html.HtmlElement) -> str:
    alt = " ".join((picture.get("alt") or "").split())
    return "" if _FILE.search(alt) or "//" in alt else alt


class Before(NamedTuple):
    """A page as it is rendered, with what must come through."""

    html: str
    """With a mark on every cell."""
    cells: frozenset[str]
    """Marks of cells that mean something."""
    descriptions: frozenset[str]
    """Alternative texts of pictures that stand in running text."""


def before(html: str, drops: DropList) -> Before:
    """Marks cells and takes down what must come through."""
    root = _tree(html)
    cells = set()
    for number, cell in enumerate(root.iter("td", "th")):
        mark = f"{_MARK}{number}"
        if _meant(cell, drops) and not any(drops.reason(dict(around.attrib)) for around in cell.iterancestors()):
            cells.add(mark)
        cell.set("class", f"{cell.get('class') or ''} {mark}".strip())
    descriptions = {
        text for picture in root.iter("img")
        if (text := _description(picture)) and not _in_box(picture, drops)
    }
    inner = "".join(lxml.html.tostring(child, encoding="unicode") for child in root)
    return Before(inner, frozenset(cells), frozenset(descriptions))


_BOXES = re.compile(r"(?:^|\s)(?:thumb|gallerybox|locmap|error|infobox-image|haudio)(?:\s|$)")


def _in_box(picture: lxml.html.HtmlElement, drops: DropList) -> bool:
    """Whether a picture stands in a box with a caption of its own, or in one that goes."""
    return any(
        _BOXES.search(around.get("class") or "") or drops.reason(dict(around.attrib))
        for around in picture.iterancestors()
    )


def faults(page: str, rendered: Before, html: str) -> Iterator[Found]:
    """Every fault of a finished page."""
    root = _tree(html)
    if raw := _RAW.search(text := _words(root)):
        yield Found(page, "raw markup", text[max(0, raw.start() - 30) : raw.end() + 50])
    wrong = next((each for each in root.iter() if _ERROR_CLASS.search(each.get("class") or "")), None)
    message = wrong.text_content() if wrong is not None else (said := _ERROR.search(text)) and said[0]
    if message:
        yield Found(page, "error message", message[:80])
    for each in root.iter("a"):
        if not _shown(each):
            yield Found(page, "empty link", each.get("href") or "")
    for cell in root.iter("td", "th"):
        marks = {css for css in (cell.get("class") or "").split() if css.startswith(_MARK)}
        if not marks.isdisjoint(rendered.cells) and not _shown(cell):
            yield Found(page, "emptied cell", " ".join(sorted(marks)))
    for row in root.xpath("//table[contains(concat(' ', @class, ' '), ' infobox ')]//tr"):
        label, *values = [cell for cell in row if cell.tag in ("td", "th")] or [None]
        if label is not None and values and _shown(label) and not any(map(_shown, values)):
            yield Found(page, "label without value", label.text_content().strip())
    written = " ".join(root.text_content().split()) + " ".join(each.get("alt") or "" for each in root.iter("img"))
    for text in sorted(rendered.descriptions):
        if text not in written:
            yield Found(page, "lost description", text)


def judge(dump: Path, jobs: int = 1) -> tuple[int, list[Found]]:
    """How many pages a dump has, and the faults of them."""
    config, drops, count = Config(), load_drops(), 0
    found: list[Found] = []
    with tempfile.TemporaryDirectory(prefix="pages-final-") as folder:
        path = Path(folder) / "pages.sqlite"
        store = ingested((dump,), path, Progress(), jobs)
        renderer = Renderer(Job(path, None, config, moment("", snapshot_date(config, "", store.report).day)), store)
        world = StoreWorld(store.site, partial(link, store))
        for title in (title for ns in NAMESPACES for title in store.titles(ns)):
            count += 1
            try:
                rendered = before(_rendered(renderer, title), drops)
            except RenderError:
                continue
            world.begin()
            pieces = finish(rendered.html, world, policy(config), drops)
            found += faults(prefixed(title, store.site), rendered, pieces.html)
    return count, found


def _rendered(renderer: Renderer, title: Title) -> str:
    return renderer(title).rendered.html


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("dump", type=Path, nargs="*", help="dump files, each a wiki (default: three)")
    arguments.add_argument("--all", action="store_true", help="show the faults of listed pages, too")
    given = arguments.parse_args(argv)
    listed: dict[str, dict[str, str]] = json.loads(LISTED.read_text("utf-8"))
    status = 0
    for dump in given.dump or [path for path in WIKIS if path.exists()]:
        count, found = judge(dump)
        known = listed.get(dump.name.partition(".")[0], {})
        sums = Counter(fault.kind for fault in found if fault.page not in known)
        for fault in found:
            if given.all or fault.page not in known:
                print(f"{fault.page}: {fault.kind}: {' '.join(fault.example.split())}")
        for page in sorted(known.keys() - {fault.page for fault in found}):
            print(f"{page}: listed, but has no fault: strike it out")
            status = 1
        print(f"{dump.name}: {count} pages, " + ", ".join(f"{kind} {sums[kind]}" for kind in KINDS))
        status = status or (1 if sums else 0)
    return status


if __name__ == "__main__":
    sys.exit(main())
