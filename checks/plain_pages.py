"""``python -m checks.plain_pages DRIVE``: is each plain page of a drive a page of a small book?

Every article below ``data/P`` names its own title, the encyclopedia's writers and its licence, has one title, leads
to a neighbour and to the list, and only to files that are there; it has no script, and no command of TeX outside code.
Prints how many do; exit status 1 unless all of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import lxml.html

FOLDER = Path("data") / "P"
CODE = frozenset({"pre", "code", "kbd", "samp", "tt", "script", "style"})
LICENCE = "CC BY-SA"
TEX = re.compile(
    r"\\(?:[dt]?frac|sqrt|begin|end|left|right|sum|int|lim|alpha|beta|pi|mathrm|mathbf|text|cdot|times|operatorname"
    r"|displaystyle|pm|infty|partial|vec|over)(?![A-Za-z])"
)
"""Of a formula; hostile pages hold other backslashes."""


def faults_of(path: Path) -> Iterator[str]:
    """What one article lacks."""
    tree: Any = lxml.html.document_fromstring(path.read_bytes().decode("utf-8"))
    headings = tree.find_class("r-page-title")
    credit = " ".join(part.text_content() for part in tree.find_class("r-page-credit"))
    if len(headings) != 1:
        yield f"{len(headings)} titles"
    if "기여자들이 쓴 《" not in credit or LICENCE not in credit or "저작자표시" not in credit:
        yield f"attribution: {credit!r}"
    if tree.xpath("//script"):
        yield "script"
    steps = [link for part in tree.find_class("r-page-steps") for link in part.xpath(".//a")]
    if len(steps) < 2:
        yield "no way to a neighbour and to the list"
    for link in tree.xpath("//a[@href]"):
        target = unquote(urldefrag(link.get("href")).url)
        if target and not (path.parent / target).is_file():
            yield f"leads to {target}, which is not there"
    yield from (f"TeX in {text[:40]!r}" for text in _words(tree.body) if TEX.search(text))


def _words(element: Any) -> Iterator[str]:
    """Texts that are seen, but for those of code."""
    if isinstance(element.tag, str) and element.tag not in CODE:
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""


def main(argv: list[str] | None = None) -> int:
    """Print the count and what is wrong; status 1 if anything is, or if there is no page."""
    drive = Path((sys.argv[1:] if argv is None else argv)[0])
    pages = [path for path in sorted((drive / FOLDER).rglob("*.htm")) if _is_article(path, drive / FOLDER)]
    faulty = 0
    for path in pages:
        found = list(faults_of(path))
        faulty += bool(found)
        for fault in found:
            print(f"{path.relative_to(drive)}: {fault}")
    print(f"{len(pages) - faulty} of {len(pages)} plain pages have title, writers, licence and ways on")
    return int(faulty > 0 or not pages)


def _is_article(path: Path, folder: Path) -> bool:
    """Lists and help stand beside the articles' folders."""
    return path.parent != folder and path.relative_to(folder).parts[0] != "L"


if __name__ == "__main__":
    raise SystemExit(main())
