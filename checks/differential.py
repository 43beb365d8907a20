"""Compares our wikitext stage with MediaWiki's output: ``python -m checks.differential --cases FILE.jsonl ...``.

A case is one JSON line: ``id``, ``kind``, ``pages`` (title to text), ``title`` (the page that is compared),
``want_html``, and perhaps ``files`` (pictures that exist, name to width, height and mime; all others are missing) and
``why``. Every case is rendered as a wiki of its own. DOM is compared after the normaliser of the parser tests'
scorer, which lies beside the repository; text is what a reader sees. Exit status 1 below ``--dom`` or ``--text``.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import packager.lua.parser_function  # noqa: F401 pages of these wikis call modules
from checks.shared import SHARED
from packager.dump import open_dump
from packager.model import FileInfo, Page, Revision, SiteInfo
from packager.pages.source import MemorySource
from packager.rendering.reference import reference_site
from packager.titles import parse_title
from packager.wikitext.parser import new_parser, parse_page
from packager.wikitext.settings import RenderSettings
from packager.wikitext.worker_cache import WorkerCache

TOOLS = SHARED / "corpus" / "tools"
NOW = datetime(2024, 6, 1, tzinfo=UTC)
"""Clock of the reference."""
_REVISION = Revision(1000, "2024-05-01T00:00:00Z")
Case = dict[str, Any]

# What neither side is asked for: addresses of the server, sizes for dense screens, wrappers that change no word.
_ALIKE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), replacement)
    for pattern, replacement in (
        (r"<!--.*?-->", ""),
        (r' srcset="[^"]*"', ""),
        (r"(?:https?:)?//ko\.(?:wiki\.invalid|wikipedia\.org)", "//SITE"),
        (r"(?:https?:)?//upload\.(?:invalid|wikimedia\.org)/wikipedia/(?:commons|ko)", "//UP"),
        (r'(<span class="mw-headline"[^>]*>)\s+', r"\1"),
        (r"\s+(</span></h[1-6]>)", r"\1"),
        (r'<span class="w">(\s*)</span>', r"\1"),
        (r"<style\b.*?</style>|<link rel=.mw-deduplicated-inline-style.[^>]*>", ""),
        (r'<span class="cite-bracket">(.*?)</span>', r"\1"),
    )
)


@dataclass(frozen=True)
class Verdict:
    """How one case came out."""

    case: Case
    html: str
    dom: bool
    text: bool


def cases(paths: list[Path]) -> Iterator[Case]:
    """The cases of some files."""
    for path in paths:
        for line in path.read_text("utf-8").split("\n"):
            if line.strip():
                yield json.loads(line)


@cache
def _site() -> SiteInfo:
    """kowiki, as the head of the test dump describes it."""
    return reference_site(open_dump([SHARED / "corpus" / "kowiki-mini.xml.bz2"]).site)


def _page(title_text: str, number: int, text: str, site: SiteInfo) -> Page | None:
    target = parse_title(title_text, site)
    if target is None:
        return None
    title = target.title
    is_module = title.ns == 828 and not title.text.endswith(("설명문서", ".css"))
    model = "Scribunto" if is_module else "sanitized-css" if title.text.endswith(".css") else "wikitext"
    found = re.match(r"\s*#(?:넘겨주기|redirect)\s*:?\s*\[\[\s*:?([^\]|#]+)", text, re.IGNORECASE)
    return Page(title, number, _REVISION, model, text, parse_title(found[1].strip(), site) if found else None)


def render(case: Case, cache_: WorkerCache) -> str:
    """HTML of the case's page."""
    site = _site()
    found = [_page(title, number, text, site) for number, (title, text) in enumerate(case["pages"].items(), 10)]
    pages = [page for page in found if page is not None]
    files = [
        FileInfo(name.replace("_", " "), file["width"], file["height"], file["mime"])
        for name, file in (case.get("files") or {}).items()
    ]
    source = MemorySource(site, pages, files)
    target = parse_title(case["title"], site)
    page = source.page(target.title) if target else None
    if target is None or page is None:
        return ""
    parser = new_parser(source, RenderSettings(now=NOW), target.title, page, cache_)
    return f'<div class="mw-parser-output">{parse_page(parser, page.text)}</div>'


def alike(html: str) -> str:
    """HTML without what is not compared."""
    for pattern, replacement in _ALIKE:
        html = pattern.sub(replacement, html)
    return html


def _normaliser() -> Any:
    if str(TOOLS) not in sys.path:
        sys.path.insert(0, str(TOOLS))
    import norm  # the scorer's own

    return norm


def judge(given: list[Case]) -> list[Verdict]:
    """Every case with its result."""
    norm = _normaliser()
    verdicts = []
    for case in given:
        # Nothing of one wiki may reach the next.
        html = render(case, WorkerCache())
        want, got = alike(case["want_html"]), alike(html)
        dom = norm.canon(want) == norm.canon(got)
        verdicts.append(Verdict(case, html, dom, dom or norm.words(want) == norm.words(got)))
    return verdicts


def _differences(verdict: Verdict) -> list[str]:
    norm = _normaliser()
    want, got = (norm.canon(alike(html)).split("\n") for html in (verdict.case["want_html"], verdict.html))
    return list(difflib.unified_diff(want, got, "want", "got", lineterm="", n=0))[2:20]


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--cases", type=Path, nargs="+", required=True, help="files of cases")
    arguments.add_argument("--kind", help="only this kind")
    arguments.add_argument("--id", help="only this case")
    arguments.add_argument("--dom", type=float, default=0.0, metavar="PER CENT", help="least share of equal DOM")
    arguments.add_argument("--text", type=float, default=0.0, metavar="PER CENT", help="least share of equal text")
    arguments.add_argument("--diff", action="store_true", help="show what differs")
    arguments.add_argument("--out", type=Path, help="results, one JSON line for each case")
    given = arguments.parse_args(argv)
    chosen = [
        case for case in cases(given.cases)
        if given.kind in (None, case.get("kind")) and given.id in (None, case["id"])
    ]
    verdicts = judge(chosen)
    for verdict in verdicts:
        if not verdict.dom:
            page = verdict.case["pages"][verdict.case["title"]][:200].replace("\n", "⏎")
            print(f"{verdict.case['id']}: {'text same' if verdict.text else 'text differs'}: {page}")
            if given.diff:
                print("\n".join(f"    {line[:240]}" for line in _differences(verdict)))
    total, dom, text = Counter[str](), Counter[str](), Counter[str]()
    for verdict in verdicts:
        for kind in (verdict.case.get("kind", ""), "all"):
            total[kind] += 1
            dom[kind] += verdict.dom
            text[kind] += verdict.text
    for kind in sorted(total, key=lambda kind: (kind == "all", kind)):
        print(f"{kind:14} {total[kind]:4} cases  DOM {_share(dom[kind], total[kind]):6.2f} %"
              f"  text {_share(text[kind], total[kind]):6.2f} %")
    if given.out:
        lines = [
            {"id": verdict.case["id"], "dom": verdict.dom, "text": verdict.text, "html": verdict.html}
            for verdict in verdicts
        ]
        given.out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    enough = _share(dom["all"], total["all"]) >= given.dom and _share(text["all"], total["all"]) >= given.text
    return 0 if verdicts and enough else 1


if __name__ == "__main__":
    sys.exit(main())
