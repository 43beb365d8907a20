"""The passes of MediaWiki's legacy parser, in its order. Each is a function of the page's state and the text."""

from __future__ import annotations

from collections.abc import Callable

from packager.wikitext.passes.external_links import external_links
from packager.wikitext.passes.headings import mark_headings
from packager.wikitext.passes.horizontal_rules import horizontal_rules
from packager.wikitext.passes.links import internal_links
from packager.wikitext.passes.magic_links import magic_links
from packager.wikitext.passes.protocols import unmask_urls
from packager.wikitext.passes.quotes import quotes
from packager.wikitext.passes.sanitizer import remove_html_tags
from packager.wikitext.passes.switches import switches
from packager.wikitext.passes.tables import tables
from packager.wikitext.state import Parser

Stage = Callable[["Parser", str], str]


def _sanitize(parser: Parser, text: str) -> str:
    def expand(attributes: str) -> str:
        return parser.strip.unstrip_both(parser.preprocess(attributes))

    def unknown(name: str, example: str) -> None:
        parser.unknown("tag", name, example[:80])

    return remove_html_tags(text, expand, parser.settings.fragment_mode[0], unknown)


def _quotes(parser: Parser, text: str) -> str:
    return quotes(text)


def _rules(parser: Parser, text: str) -> str:
    return horizontal_rules(text)


def _unmask(parser: Parser, text: str) -> str:
    return unmask_urls(text)


STAGES: tuple[Stage, ...] = (
    _sanitize,  # first: from here on every tag in the text is one that may stay
    tables,  # after templates, which may hold half a table; before anything that could see a "|" or "!"
    _rules,
    switches,  # before headings and links: a line may consist of a switch and a heading
    mark_headings,
    internal_links,
    _quotes,  # after links: apostrophes in a link's target are not markup, those in its text are done with the link
    external_links,  # after [[...]], so that link texts may hold placeholders
    _unmask,  # addresses inside pictures were masked from the pass before
    magic_links,  # last: skips everything that is an <a> by now
)
"""Passes 2-10. Pass 1 (templates) comes before and pass 11 (ids of headings, contents) after, see Parser."""
