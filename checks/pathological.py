"""Input made to be slow, at two sizes: the time may grow with the size and no faster.

``python -m checks.pathological`` prints one line for each family of inputs.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable
from datetime import UTC, datetime

import packager.lua.parser_function  # noqa: F401 pages of these wikis call modules
from checks.small_wiki import SITE, wiki
from packager.model import Page, Revision
from packager.titles import parse_title
from packager.wikitext.passes.tidy import tidy
from packager.wikitext.render import render
from packager.wikitext.settings import RenderSettings

HIGHEST_RATIO = 2.3
SECONDS_OF_A_PAGE = 60.0
# Below this a measurement is mostly noise.
MEASURABLE = 0.05

PAGES = {
    "틀:나": "{{{1|}}}{{{1|}}}",
    "틀:고리": "{{고리}}{{고리}}",
    "틀:깊이": "{{#만약:{{{1|}}}|<b>{{깊이|{{#만약:{{{1}}}|}}}}</b>}}",
    "틀:크다": "가" * 10_000,
    "모듈:셈": "return {[\"더하기\"] = function(frame) return frame.args[1] + 1 end}",
}
WIKITEXT: dict[str, Callable[[int], str]] = {
    "{{": lambda n: "{{" * n,
    "{{ with names": lambda n: "{{가|" * n,
    "{{ }}": lambda n: "{{a|" * n + "}}" * n,
    "{{{": lambda n: "{{{" * n,
    "{{{ }}}": lambda n: "{{{a|" * n + "}}}" * n,
    "{ run": lambda n: "{" * n,
    "} run": lambda n: "{{" + "}" * n,
    "[[": lambda n: "[[" * n,
    "[[ with names": lambda n: "[[a|" * n,
    "[[ ]]": lambda n: "[[a|" * n + "]]" * n,
    "[[ file": lambda n: "[[파일:예.jpg|" * n,
    "[[ file ]]": lambda n: "[[파일:예.jpg|섬네일|" * n + "]]" * n,
    "links": lambda n: "[[있는 문서]] [[없는 문서]] " * n,
    "[": lambda n: "[" * n,
    "[http": lambda n: "[http://a.b " * n,
    "http": lambda n: "http://a.b" * n,
    "{|": lambda n: "{|\n" * n,
    "{| cells": lambda n: "{|\n|" * n,
    "nested tables": lambda n: "{|\n|\n" * n + "|}\n" * n,
    "rows": lambda n: "{|\n" + "|-\n| a || b\n" * n + "|}",
    "pipes": lambda n: "{|\n|" + "|" * n,
    "quotes": lambda n: "'" * n,
    "quote pairs": lambda n: "''a'''b" * n,
    "quote lines": lambda n: "''a'''b\n" * n,
    "refs": lambda n: "<ref>a</ref>" * n,
    "named refs": lambda n: "".join(f'<ref name="{i % 7}">a</ref>' for i in range(n)),
    "open refs": lambda n: "<ref>" * n,
    "nested refs": lambda n: "<ref>{{#tag:ref|" * n + "}}</ref>" * n,
    "open tags": lambda n: "<b>" * n,
    "nested tags": lambda n: "<div>" * n + "</div>" * n,
    "misnested tags": lambda n: "<b><i><div></b></i>" * n,
    "many attributes": lambda n: "<div " + "a=b " * n + ">",
    "open attribute": lambda n: '<div a="' * n,
    "unclosed comment": lambda n: "<!--" * n,
    "comments": lambda n: "a<!-- b -->" * n,
    "nowiki": lambda n: "<nowiki>" * n,
    "nowiki pairs": lambda n: "<nowiki>a</nowiki>" * n,
    "headings": lambda n: "== a ==\n" * n,
    "= lines": lambda n: "=" * n,
    "lists": lambda n: "* a\n** b\n*# c\n" * n,
    "deep list": lambda n: "*" * n + " a",
    "definition": lambda n: ";" + "a:" * n,
    "lines": lambda n: "a\n\n" * n,
    "indented": lambda n: " a\n" * n,
    "entities": lambda n: "&amp;&#" * n,
    "behaviour switches": lambda n: "__목차__" * n,
    "magic links": lambda n: "ISBN 1234567890 RFC 1 " * n,
    "-{": lambda n: "-{" * n,
    "functions": lambda n: "{{#만약:" * n + "}}" * n,
    "switch": lambda n: "{{#switch:x" + "|a=b" * n + "}}",
    "expression": lambda n: "{{#expr:" + "(" * n + "1" + ")" * n + "}}",
    "sum": lambda n: "{{#expr:1" + "+1" * n + "}}",
    "doubling template": lambda n: "{{나|" * (n.bit_length() + 4) + "가" * 50 + "}}" * (n.bit_length() + 4),
    "self inclusion": lambda n: "{{고리}}" * n,
    "big template": lambda n: "{{크다}}" * n,
    "plain text": lambda n: "대한민국의 수도 서울은 " * n,
    "categories": lambda n: "".join(f"[[분류:가{i}]]\n" for i in range(n)),
    "calls of a module": lambda n: "".join(f"{{{{#invoke:셈|더하기|{i}}}}}\n" for i in range(n)),
    "galleries": lambda n: "<gallery>\n" + "파일:예.jpg|가\n" * n + "</gallery>",
    "markers": lambda n: "\x7f'\"`UNIQ-" * n,
    "poem": lambda n: "<poem>" * n + "a",
    "formatted signs": lambda n: "{{lc:" * n + "A" + "}}" * n,
}
HTML: dict[str, Callable[[int], str]] = {
    "div": lambda n: "<div>" * n,
    "div closed": lambda n: "<div>" * n + "</div>" * n,
    "formatting": lambda n: "<b>" * n + "</b>" * n,
    "different formatting": lambda n: "".join(f"<b id={i}>" for i in range(n)) + "<p>x</p>" * n,
    "formatting in paragraphs": lambda n: "".join(f"<p><b id={i}>x" for i in range(n)),
    "split formatting": lambda n: "".join(f"<i id={i}>" for i in range(n)) + "x<div>y</div>" * n,
    "adoption": lambda n: "<b><i><p></b></i>" * n,
    "adoption in depth": lambda n: "<b><div>" * n + "</b>" * n,
    "links in links": lambda n: "<a><div>" * n,
    "foster parents": lambda n: "<table>" + "x<b>y" * n,
    "tables in tables": lambda n: "<table>" * n,
    "items": lambda n: "<li><ul>" + "<div>" * n + "<li></li>" * n,
    "end tags": lambda n: "<span><div>" + "<b>" * n + "</span>" * n,
    "open values": lambda n: "<a title='" * n,
    "quotations": lambda n: "<blockquote><b>x" * n,
}


def _render(wikitext: str) -> None:
    target = parse_title("시험 문서", SITE)
    assert target is not None
    page = Page(target.title, 99, Revision(1, "2024-06-01T00:00:00Z"), "wikitext", wikitext)
    render(page, wiki(PAGES), RenderSettings(now=datetime(2024, 6, 1, tzinfo=UTC)))


def _seconds(run: Callable[[str], object], text: str, best_of: int) -> float:
    times = []
    for _ in range(best_of):
        # A full collection in the one run and not in the other would be measured instead of the growth.
        gc.collect()
        gc.disable()
        started = time.process_time()
        run(text)
        times.append(time.process_time() - started)
        gc.enable()
    return min(times)


def measure(name: str, run: Callable[[str], object], make: Callable[[int], str], size: int) -> str | None:
    """Print one line; returns what is wrong, if anything is."""
    # Start where it can be measured, end at twice that.
    limit = 2_000_000
    while (first := _seconds(run, make(size), 1)) < MEASURABLE and len(make(size).encode()) * 2 < limit:
        size *= 2
    first, second = _seconds(run, make(size), 2), _seconds(run, make(size * 2), 2)
    ratio = second / max(first, 1e-9)
    for _ in range(2):
        if ratio > HIGHEST_RATIO:
            # Once more, for the other work on the machine.
            first, second = _seconds(run, make(size), 4), _seconds(run, make(size * 2), 4)
            ratio = second / max(first, 1e-9)
    fault = None
    if ratio > HIGHEST_RATIO and second > MEASURABLE:
        fault = f"twice the input takes {ratio:.2f} times as long"
    elif second > SECONDS_OF_A_PAGE:
        fault = f"{second:.0f} s for one page"
    kilobytes = len(make(size).encode()) / 1000
    print(f"{name:28} {kilobytes:9.1f} kB {first:8.3f} s {second:8.3f} s  x {ratio:4.2f} {fault or ''}", flush=True)
    return fault


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("families", nargs="*", help="names of families, all if none is given")
    parser.add_argument("--size", type=int, default=500, help="repetitions to begin with")
    options = parser.parse_args(argv)
    faults = []
    for what, run, families in (("wikitext", _render, WIKITEXT), ("tidy", tidy, HTML)):
        for name, make in families.items():
            if not options.families or name in options.families:
                fault = measure(f"{what}: {name}", run, make, options.size)
                if fault is not None:
                    faults.append(f"{what}: {name}: {fault}")
    print("\n".join(["", *faults, f"{len(faults)} families too slow"]))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
