"""Case files in MediaWiki's parserTests format: pages and cases, as anyone can write them.

Sections: ``!! article`` / ``!! text`` / ``!! endarticle`` for pages, ``!! test`` / ``!! options`` / ``!! wikitext`` /
``!! html`` / ``!! end`` for cases. Options are ``name=value`` lines, for now ``title=...``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).resolve().parent.parent / "tests" / "wikitext"
PASSES = CASES / "passes"
FUNCTIONS = CASES / "functions"
_SECTION = re.compile(r"^!! *(\w+)[ \t]*$", re.M)


class ParserCase(NamedTuple):
    """One ``!! test``."""

    file: str
    name: str
    options: dict[str, str]
    wikitext: str
    html: str


def read(path: Path) -> tuple[list[ParserCase], dict[str, str]]:
    """Cases of a file and its pages by title. Raises KeyError for a case that lacks a section."""
    cases: list[ParserCase] = []
    pages: dict[str, str] = {}
    fields: dict[str, str] = {}
    parts = _SECTION.split(path.read_text("utf-8"))
    for word, body in zip(parts[1::2], parts[2::2], strict=True):
        body = body.removeprefix("\n").removesuffix("\n")
        if word == "endarticle":
            pages[fields["article"]] = fields["text"]
            fields = {}
        elif word == "end":
            options = dict(option.split("=", 1) for option in fields.get("options", "").split("\n") if option)
            cases.append(ParserCase(path.name, fields["test"], options, fields["wikitext"], fields["html"]))
            fields = {}
        else:
            fields[word] = body
    return cases, pages


def files(folder: Path = PASSES) -> Iterator[Path]:
    """All case files of a folder, in order."""
    return iter(sorted(folder.glob("*.txt")))
