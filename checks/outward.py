"""``python -m checks.outward SNIPPETS.jsonl OUT.jsonl``: constructs that reach out, through the real cleaner.

Writes ``{id, html, outward, kept_text}`` for each snippet: what the cleaner made of it, what of that still points out
of a drive that has the entries of ``SmallWorld``, and whether the words that may stay did. The judgement is made with
another parser (BeautifulSoup with html.parser) than the cleaner's. Exit status 1 if anything points out, a forbidden
string is left, or a benign construct was harmed.
"""

from __future__ import annotations

import argparse
import json
import posixpath
import re
import sys
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from checks.worlds import SmallWorld
from packager.allowed.css import clean_sheet
from packager.audit.html import look
from packager.errors import ScrubError
from packager.finish.finish import finish
from packager.media.svg import NAMESPACE, rebuild_svg

_TAG = re.compile(r"<[^>]*>")
_BENIGN_ADDRESS = re.compile(r"""\b(?:href|src)=["']?([^"'\s>]+)""")


def entries_of(snippets: Iterable[dict[str, Any]]) -> set[str]:
    """Entries that the benign snippets take for granted."""
    found = {"서울", "베를린"}
    for snippet in snippets:
        if snippet["kind"] == "benign":
            for address in _BENIGN_ADDRESS.findall(unescape(snippet["html"])):
                path = unquote(address.partition("#")[0].removeprefix("./"))
                if path and not path.startswith(("/", "\\", "data:")) and ":" not in path.partition("/")[0]:
                    found.add(posixpath.normpath(path))
    return found


def _drawing(source: str, world: SmallWorld) -> str:
    try:
        return rebuild_svg(source.encode("utf-8", "surrogatepass")).decode().replace(f' xmlns="{NAMESPACE}"', "")
    except ScrubError:
        return ""  # refused: nothing is written


CLEANERS: dict[str, Callable[[str, SmallWorld], str]] = {
    "body": lambda source, world: finish(source, world).html,
    "svgfile": _drawing,
    "cssfile": lambda source, world: clean_sheet(source),
    "jsfile": lambda source, world: "",  # no script of the input is ever written
}
"""What is done with each kind of source; the head of a document is judged like its body."""


def judge(snippet: dict[str, Any], world: SmallWorld) -> dict[str, Any]:
    """One line of the result."""
    context, source = snippet.get("context", "body"), snippet["html"]
    html = CLEANERS.get(context, CLEANERS["body"])(source, world)
    found = [f"{rule}: {what}" for rule, _, what in look("" if context == "cssfile" else html).findings]
    if context == "cssfile" and re.search(r"url\s*\(|@import|//|\\", html, re.I):
        found.append(f"style sheet: {html[:80]}")
    if snippet["kind"] != "text":
        found += [f"string: {s}" for s in snippet.get("must_not_contain") or () if s.lower() in html.lower()]
    harmed = [s for s in snippet.get("must_keep") or () if s not in html]
    words = snippet.get("may_keep_text") or ""
    text = unescape(_TAG.sub("", html))
    return {"id": snippet["id"], "html": html, "outward": found, "kept_text": words in text, "harmed": harmed}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("snippets", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args(argv)
    with args.snippets.open(encoding="utf-8") as file:  # not splitlines(): U+2028 is no line end here
        snippets = [json.loads(line) for line in file if line.strip()]
    world = SmallWorld(entries_of(snippets))
    results = [judge(snippet, world) for snippet in snippets]
    with args.out.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(result, ensure_ascii=False) + "\n" for result in results)
    bad = [r for r in results if r["outward"] or r["harmed"]]
    for result in bad:
        print(result["id"], *result["outward"], *(f"harmed: {h}" for h in result["harmed"]), file=sys.stderr)
    lost = [r["id"] for r in results if not r["kept_text"]]
    print(f"{len(results)} snippets, {len(bad)} point out or are harmed, {len(lost)} lost words: {' '.join(lost)}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
