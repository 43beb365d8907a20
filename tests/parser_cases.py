"""Reads case files in MediaWiki's parserTests format (``tests/parser/*.txt``) and renders them on a small Korean wiki.

Sections used: ``!! article`` / ``!! text`` / ``!! endarticle`` for pages, ``!! test`` / ``!! options`` /
``!! wikitext`` / ``!! html`` / ``!! end`` for cases. Options are ``name=value`` words, for now ``title=...``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import packager.lua.parser_function  # noqa: F401 pages of these wikis call modules
from packager.model import FileInfo, Namespace, Page, Revision, SiteInfo
from packager.pages.source import MemorySource
from packager.titles import parse_title
from packager.wikitext.parser import new_parser, parse_page
from packager.wikitext.settings import RenderSettings
from packager.wikitext.state import Parser

FOLDER = Path(__file__).parent / "parser"
NOW = datetime(2024, 6, 1, tzinfo=UTC)
_SECTION = re.compile(r"^!! *(\w+)[ \t]*$", re.M)
_REVISION = Revision(1, "2024-06-01T00:00:00Z")

SITE = SiteInfo(
    "kowiki",
    "위키백과",
    "ko",
    {
        number: Namespace(number, name, canonical, aliases, subpages=number not in (-2, -1, 0, 6, 14))
        for number, name, canonical, aliases in (
            (-2, "미디어", "Media", ()), (-1, "특수", "Special", ()), (0, "", "", ()), (1, "토론", "Talk", ()),
            (2, "사용자", "User", ("사",)), (3, "사용자토론", "User talk", ()), (4, "위키백과", "Project", ("백",)),
            (6, "파일", "File", ("그림", "Image")), (8, "미디어위키", "MediaWiki", ()), (10, "틀", "Template", ()),
            (12, "도움말", "Help", ()), (14, "분류", "Category", ()), (100, "포털", "Portal", ()),
            (828, "모듈", "Module", ()),
        )
    },
    interwiki={"en": "https://en.wikipedia.org/wiki/$1", "commons": "https://commons.wikimedia.org/wiki/$1"},
    languages=frozenset({"en"}),
)  # fmt: skip
FILES = (
    FileInfo("예.jpg", 1000, 500, "image/jpeg"),
    FileInfo("작은.png", 100, 100, "image/png"),
    FileInfo("국기.svg", 300, 200, "image/svg+xml"),
)


class ParserCase(NamedTuple):
    """One ``!! test``."""

    file: str
    name: str
    options: dict[str, str]
    wikitext: str
    html: str


def read(path: Path) -> tuple[list[ParserCase], dict[str, str]]:
    """Cases of a file and its pages by title."""
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


def files() -> Iterator[Path]:
    """All case files, in order."""
    return iter(sorted(FOLDER.glob("*.txt")))


def wiki(pages: dict[str, str]) -> MemorySource:
    """The small Korean wiki with these pages and ``FILES``."""
    made = []
    for number, (name, text) in enumerate(pages.items(), 1):
        target = parse_title(name, SITE)
        assert target is not None, name
        head = re.match(r"\s*#(?:넘겨주기|redirect)\s*\[\[(.*?)\]\]", text, re.I)
        redirect = parse_title(head[1], SITE) if head else None
        made.append(Page(target.title, number, _REVISION, "wikitext", text, redirect))
    return MemorySource(SITE, made, FILES)


def parser(pages: dict[str, str] | None = None, title: str = "시험 문서") -> Parser:
    """A parser for a page of that wiki."""
    target = parse_title(title, SITE)
    assert target is not None
    page = Page(target.title, 99, _REVISION, "wikitext", "")
    return new_parser(wiki(pages or {}), RenderSettings(now=NOW), target.title, page)


def render(wikitext: str, pages: dict[str, str] | None = None, title: str = "시험 문서") -> str:
    """HTML without wrapper."""
    return parse_page(parser(pages, title), wikitext)

