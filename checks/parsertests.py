"""Runs parser tests kept as JSON lines: ``python -m checks.parsertests CASES.jsonl OUT.jsonl``.

Writes one ``{"id", "out"}`` per case. With ``--known FILE`` (and optionally no OUT) it judges the cases of the offline
set with the scorer beside them and compares with the committed list of known failures, both ways: an unexpected
failure is an error, and so is a listed one that passes. ``--measure words`` compares the visible text only:
``known-failures-today.json`` is for the tests of August 2026, whose HTML differs in more than words.
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import packager.lua.parser_function  # noqa: F401 pages of these wikis call modules
from checks import parsertest_hooks, parsertest_wiki
from packager.model import Page, Title
from packager.pages.source import MemorySource
from packager.titles import parse_title, prefixed
from packager.wikitext.markup import escape
from packager.wikitext.parser import new_parser, parse_page
from packager.wikitext.tags.registry import TAGS
from packager.wikitext.worker_cache import WorkerCache

KNOWN = Path(__file__).parent / "known-failures.json"
Case = dict[str, Any]


class Runner:
    """The test wikis, one for each test file and language, with their caches."""

    def __init__(self, articles: Iterable[dict[str, str]]) -> None:
        self.articles = list(articles)
        self.cache = WorkerCache()
        self.source = lru_cache(maxsize=None)(self._source)
        TAGS.update(parsertest_hooks.TAGS)
        parsertest_wiki.add_messages()
        parsertest_wiki.add_image_words()

    def _source(self, file: str, lang: str, subpages: bool) -> MemorySource:
        chosen = [article for article in self.articles if article["file"] == file]
        return parsertest_wiki.source(chosen, parsertest_wiki.site(lang, subpages))

    def run(self, case: Case) -> str:
        """HTML of one case, with what its options put in front."""
        options, config = case["options"], case["config"]
        wiki = self.source(case["file"], options.get("language", "en"), "subpage" in options)
        target = parse_title(options.get("title", "Parser test"), wiki.site)
        title = target.title if target else Title(0, "Parser test")
        known = wiki.page(title)
        page = Page(title, known.page_id if known else 187, parsertest_wiki.REVISION, "wikitext", case["wikitext"])
        hooks = {
            **(parsertest_hooks.STYLE_TAGS if "styletag" in options else {}),
            **(parsertest_hooks.RAW_HTML_TAGS if options.get("wgrawhtml") == "1" else {}),
        }
        TAGS.update(hooks)
        settings = parsertest_wiki.settings(options, config)
        # Files of 2026 are named "Extension.file", those of the time of 1.39 only "file".
        todays = "." in case["file"].removesuffix(".txt")
        parser = new_parser(wiki, replace(settings, today=todays), title, page, WorkerCache())
        html = parse_page(parser, case["wikitext"])
        for name in hooks:
            del TAGS[name]
        if "notoc" in options and parser.output.toc_html:
            html = html.replace(parser.output.toc_html, "")
        if todays:
            # Title and indicators have sections of their own there.
            return html
        if "showtitle" in options:
            html = f"{parser.output.display_title or escape(prefixed(title, wiki.site))}\n{html}"
        if "showindicators" in options:
            html = "".join(f"{name}={text}\n" for name, text in parser.output.indicators.items()) + html
        return html


def results(cases: Iterable[Case], articles: Iterable[dict[str, str]]) -> dict[str, str | None]:
    """Output by id; None where rendering failed (with a traceback on stderr)."""
    runner = Runner(articles)
    out: dict[str, str | None] = {}
    for case in cases:
        if case.get("mode", "html") != "html" or case["wikitext"] is None:
            continue
        try:
            out[case["id"]] = runner.run(case)
        except Exception:
            print(f"{case['id']}: {case['name']}\n{traceback.format_exc()}", file=sys.stderr)
            out[case["id"]] = None
    return out


def read(path: Path) -> list[Any]:
    """All lines of a JSON lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def compare(cases: Path, out: dict[str, str | None], known: dict[str, str], measure: str = "canon") -> list[str]:
    """Differences between what fails and what is known to fail, one line each."""
    sys.path[:0] = [str(folder / "tools") for folder in (cases.parent, cases.parent.parent)]
    import norm  # the scorer's own normaliser

    lines = []
    for case in read(cases):
        if case["id"] not in out or not _offline(case):
            continue
        expected = [case["html_legacy"], *([case["html_mw139"]] if case.get("html_mw139") is not None else [])]
        got = out[case["id"]]
        form = getattr(norm, measure)
        passed = got is not None and form(got) in [form(text) for text in expected]
        if passed and case["id"] in known:
            lines.append(f"{case['id']}: listed as a known failure, but passes: strike it out")
        elif not passed and case["id"] not in known:
            lines.append(f"{case['id']}: fails: {case['name']}")
    return lines


EXCLUDED = frozenset({
    "language variants & LanguageConverter", "test hooks (dump tag)", "raw HTML mode", "extension: video/audio",
    "extension: string functions (off on Wikipedia)",
})  # fmt: skip


def _offline(case: Case) -> bool:
    return (
        case["html_legacy"] is not None
        and not case["disabled"]
        and case["subject"] not in EXCLUDED
        and case["config"].get("wgParserEnableLegacyMediaDOM") is not False
    )


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("cases", type=Path)
    arguments.add_argument("out", type=Path, nargs="?")
    arguments.add_argument("--articles", type=Path, help="pages of the test wikis (default: beside CASES)")
    arguments.add_argument("--known", type=Path, help="list of failures to expect: checks/known-failures.json")
    arguments.add_argument("--measure", choices=("canon", "structure", "words"), default="canon",
                           help="what must be equal: exact DOM, structure, or visible text")
    given = arguments.parse_args(argv)
    articles = given.articles or given.cases.parent / "parsertest-articles.jsonl"
    out = results(read(given.cases), read(articles))
    if given.out:
        lines = [json.dumps({"id": name, "out": html}, ensure_ascii=False) + "\n" for name, html in out.items()]
        given.out.write_text("".join(lines), "utf-8")
    if given.known:
        lines = compare(given.cases, out, json.loads(given.known.read_text("utf-8")), given.measure)
        print("\n".join(lines) or "as expected")
        return 1 if lines else 0
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
