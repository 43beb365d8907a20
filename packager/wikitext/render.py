"""The renderer's entry point: one page of the dump to finished HTML and everything that it used."""

from __future__ import annotations

from packager.model import Page, Rendered
from packager.pages.source import PageSource
from packager.titles import prefixed
from packager.wikitext.markup import escape
from packager.wikitext.output import ParserOutput
from packager.wikitext.parser import new_parser, parse_page
from packager.wikitext.settings import RenderSettings
from packager.wikitext.state import Parser
from packager.wikitext.worker_cache import WorkerCache


def render(page: Page, source: PageSource, settings: RenderSettings, cache: WorkerCache | None = None) -> Rendered:
    """``cache`` is kept by a worker from page to page; the result does not depend on it."""
    parser = new_parser(source, settings, page.title, page, cache)
    html = parse_page(parser, page.text)
    output = parser.output
    return Rendered(
        title=page.title,
        html=f'<div class="mw-parser-output">{html}</div>',
        display_title=output.display_title or escape(prefixed(page.title, source.site)),
        categories=output.category_links(),
        templates=tuple(output.templates),
        files=tuple(output.files),
        properties=_properties(output, parser),
        problems=tuple(output.problems),
        dropped=tuple(output.dropped),
    )


def _properties(output: ParserOutput, parser: Parser) -> dict[str, str]:
    properties = dict(output.properties)
    if parser.default_sort is not None:
        properties["defaultsort"] = parser.default_sort
    return properties
