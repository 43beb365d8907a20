"""From a page to HTML by its content model (MediaWiki's ContentHandler)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from packager.model import Page, Rendered
from packager.pages.source import PageSource
from packager.wikitext.render import render
from packager.wikitext.settings import RenderSettings
from packager.wikitext.worker_cache import WorkerCache

ContentRenderer = Callable[[Page, PageSource, RenderSettings, WorkerCache | None], Rendered]
_BODY = re.compile(r"<body\b[^>]*>(.*?)(?:</body>|\Z)", re.S | re.I)


def as_html(page: Page, source: PageSource, settings: RenderSettings, cache: WorkerCache | None = None) -> Rendered:
    """A page of an HTML snapshot: the body is there already."""
    match = _BODY.search(page.text)
    return Rendered(page.title, f'<div class="mw-parser-output">{match[1] if match else page.text}</div>')


def as_text(page: Page, source: PageSource, settings: RenderSettings, cache: WorkerCache | None = None) -> Rendered:
    """A page of any other content model: shown as it is."""
    return Rendered(page.title, f'<div class="mw-parser-output"><pre>{html.escape(page.text)}</pre></div>')


RENDERERS: Mapping[str, ContentRenderer] = {"wikitext": render, "html": as_html}
"""Content model to renderer; what is not here is shown as text."""
