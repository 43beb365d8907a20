"""A small Korean wiki made of a few titles and texts: the one that cases, fuzzers and measurements render on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import packager.lua.parser_function  # noqa: F401 pages of these wikis call modules
from checks.own_site import SITE
from packager.model import NS_MODULE, FileInfo, Page, Revision, Title
from packager.pages.source import MemorySource
from packager.titles import parse_title
from packager.wikitext.parser import new_parser, parse_page
from packager.wikitext.settings import DEFAULT_NOW, RenderSettings
from packager.wikitext.state import Parser

TITLE = "시험 문서"
REVISION = Revision(7, "2024-06-01T00:00:00Z")
FILES = (
    FileInfo("예.jpg", 1000, 500, "image/jpeg", 12345),
    FileInfo("작은.png", 100, 100, "image/png"),
    FileInfo("국기.svg", 300, 200, "image/svg+xml"),
)
# What a drive is built with; cases of the reference wiki's own output say otherwise.
SETTINGS = RenderSettings(now=DEFAULT_NOW)
_REDIRECT = re.compile(r"\s*#(?:넘겨주기|redirect)\s*\[\[(.*?)\]\]", re.I)
_MODELS = {".json": "json", ".css": "sanitized-css"}


def title_of(name: str) -> Title:
    """A title of this wiki; the name must be one."""
    target = parse_title(name, SITE)
    assert target is not None, name
    return target.title


def model_of(title: Title) -> str:
    """The content model that MediaWiki gives a page of this title."""
    if title.ns == NS_MODULE:
        return "Scribunto"
    return next((model for ending, model in _MODELS.items() if title.text.endswith(ending)), "wikitext")


def wiki(pages: Mapping[str, str], files: Iterable[FileInfo] = FILES) -> MemorySource:
    """The wiki with these pages (title to text) and files; a text that begins as a redirect is one."""
    made = []
    for number, (name, text) in enumerate(pages.items(), 1):
        title, head = title_of(name), _REDIRECT.match(text)
        redirect = parse_title(head[1], SITE) if head else None
        made.append(Page(title, number, REVISION, model_of(title), text, redirect))
    return MemorySource(SITE, made, files)


def parser(pages: Mapping[str, str] | None = None, title: str = TITLE, settings: RenderSettings = SETTINGS) -> Parser:
    """A parser for a page of that wiki; the page itself is empty unless it is one of ``pages``."""
    source = wiki(pages or {})
    page = source.pages.get(title_of(title)) or Page(title_of(title), 99, REVISION, "wikitext", "")
    return new_parser(source, settings, page.title, page)


def render(
    wikitext: str, pages: Mapping[str, str] | None = None, title: str = TITLE, settings: RenderSettings = SETTINGS
) -> str:
    """HTML without wrapper."""
    return parse_page(parser(pages, title, settings), wikitext)
