"""The order of the passes over one page (MediaWiki: Parser::parse, internalParse, internalParseHalfParsed)."""

from __future__ import annotations

import re

import packager.wikitext.functions.families
import packager.wikitext.tags.families  # noqa: F401 both fill the registries; packager.lua adds itself to them
from packager.char_references import normalize_char_references
from packager.model import Page, Title
from packager.pages.source import PageSource
from packager.wikitext.expansion.expand import call_function, expand
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.preprocessor import build_tree
from packager.wikitext.expansion.strip_markers import kill_markers, kill_remains
from packager.wikitext.expansion.transcluded_pages import template_tree
from packager.wikitext.passes.headings import finalize_headings
from packager.wikitext.passes.link_holder import fill_links
from packager.wikitext.passes.paragraphs import paragraphs
from packager.wikitext.passes.tidy import tidy
from packager.wikitext.passes.toc import TOC_PLACEHOLDER, insert_toc
from packager.wikitext.settings import RenderSettings
from packager.wikitext.stages import STAGES
from packager.wikitext.state import Parser, Passes
from packager.wikitext.tags.registry import TAGS
from packager.wikitext.worker_cache import WorkerCache

_LINE_ENDS = re.compile(r"\r\n?")


def new_parser(
    source: PageSource,
    settings: RenderSettings,
    title: Title,
    page: Page | None = None,
    cache: WorkerCache | None = None,
) -> Parser:
    """A parser for one page. ``page`` is the page itself if it exists; ``cache`` goes from page to page."""
    cache = cache if cache is not None else worker_cache()
    if not cache.tag_names:
        cache.tag_names = frozenset(TAGS)
    return Parser(PASSES, source, settings, title, page, cache)


def worker_cache() -> WorkerCache:
    """An empty cache, to go from page to page."""
    return WorkerCache(frozenset(TAGS))


def half_parse(parser: Parser, text: str, frame: Frame | None = None) -> str:
    """Passes 1-11 for a piece of the page."""
    return internal_parse(parser, text, False, frame)


def internal_parse(parser: Parser, text: str, is_main: bool = True, frame: Frame | None = None) -> str:
    """Passes 1-11."""
    if frame is not None and frame.depth:
        # Inside a template, <noinclude> and its kin mean what they mean in a transclusion.
        text = frame.expand(build_tree(text, True, parser.cache.tag_names))
    else:
        text = parser.preprocess(text, frame)
    for stage in STAGES:
        text = stage(parser, text)
    return finalize_headings(parser, text, is_main)


def finish(parser: Parser, text: str) -> str:
    """Passes 13-18 (internalParseHalfParsed)."""
    strip = parser.strip
    text = strip.unstrip_general(text)
    text = paragraphs(text, True)
    text = fill_links(parser, text)
    # MediaWiki stops at general markers here; the text of a link may hold highlighted code, which is both kinds,
    # or a tag with another link in it.
    text = fill_links(parser, strip.unstrip_both(strip.unstrip_nowiki(text)))
    return tidy(normalize_char_references(text))


def parse_page(parser: Parser, text: str) -> str:
    """Everything, passes 0-19, without the wrapper around the page."""
    text = _LINE_ENDS.sub("\n", text) if "\r" in text else text
    text = text.replace("\0", "").replace("\x7f", "?")
    text = internal_parse(parser, text)
    for hook in parser.at_end:
        text += hook(parser)
    html = finish(parser, text)
    if "\x7f" in html:
        # A marker that stood where nothing resolves it, in the name of a template that does not exist.
        html = kill_remains(html) if parser.settings.offline else kill_markers(html)
    return insert_toc(html, tidy(parser.output.toc_html)) if TOC_PLACEHOLDER in html else html


PASSES = Passes(expand, call_function, template_tree, half_parse, finish)
