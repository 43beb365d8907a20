"""The state of one page's parse and the order of its passes (MediaWiki's Parser class, manual page "Parser").

Everything that renders a piece of a page holds a ``Parser``: parser functions and tags through ``frame.parser``,
the passes as their first argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha1
from typing import Any

from packager.model import Dependency, FileInfo, Page, Problem, Title
from packager.source import PageSource
from packager.titles import prefixed
from packager.wikitext.frame import Frame
from packager.wikitext.language import Language
from packager.wikitext.links import LinkHolder
from packager.wikitext.output import ParserOutput
from packager.wikitext.preprocessor import build_tree
from packager.wikitext.settings import RenderSettings
from packager.wikitext.stages import HALF_PARSED_STAGES, INLINE_STAGES
from packager.wikitext.strip_markers import StripState
from packager.wikitext.worker_cache import WorkerCache

_LINE_ENDS = re.compile(r"\r\n?")


class Parser:
    """One page being rendered."""

    def __init__(
        self,
        source: PageSource,
        settings: RenderSettings,
        title: Title,
        page: Page | None = None,
        cache: WorkerCache | None = None,
    ) -> None:
        self.source = source
        self.site = source.site
        self.settings = settings
        self.title = title
        self.page = page
        self.cache = cache if cache is not None else WorkerCache()
        self.language = Language(settings.lang)
        self.now = settings.now
        self.strip = StripState()
        self.output = ParserOutput()
        self.links = LinkHolder(self)
        self.data: dict[str, Any] = {}
        """State of extension tags and functions for this page, ``data["cite"]``."""
        self.at_end: list[Callable[[Parser], str]] = []
        """Called after the passes of the main text (hook ParserAfterParse); what they return is appended to it.
        Cite registers itself here at its first reference and returns the forgotten reference lists."""
        self.switches: dict[str, None] = {}
        """Behaviour switches seen, by canonical name without underscores: ``notoc``, ``nogallery`` ..."""
        self.headings: list[str] = []
        """Markers of the headings of the page's own text: (title, section number) of ``expand`` by position."""
        self.auto_number = 0
        """Counter of ``[http://example.org]`` links without text."""
        self.default_sort: str | None = None
        self.root = Frame(self, title)
        """The frame of the page itself, without arguments."""

    # The passes. ``frame`` is the frame in which templates of ``text`` are expanded; the page's own by default.

    def preprocess(self, text: str, frame: Frame | None = None) -> str:
        """Pass 1 alone (MediaWiki: replaceVariables): templates, functions and tags expanded, markers left in."""

    def half_parse(self, text: str, frame: Frame | None = None) -> str:
        """Passes 1-11 (recursiveTagParse): HTML with strip markers and link placeholders, no paragraphs.

        What a tag returns as its HTML: the rest happens with the text around it.
        """

    def full_parse(self, text: str, frame: Frame | None = None) -> str:
        """Passes 1-18 (recursiveTagParseFully): finished HTML with paragraphs, no marker left."""

    def internal_parse(self, text: str, is_main: bool = True, frame: Frame | None = None) -> str:
        """Passes 1-11."""

    def finish(self, text: str, is_main: bool = True, line_start: bool = True) -> str:
        """Passes 13-18 (internalParseHalfParsed)."""

    def parse_page(self, text: str) -> str:
        """Everything, passes 0-19: the HTML of the whole page in its wrapper."""

    # Questions about the rest of the wiki. Each is recorded, so that a rebuild knows which pages changed.

    def fetch(self, title: Title) -> Page | None:
        """The text of another page; redirects are not followed."""

    def exists(self, title: Title) -> bool:
        """Whether a page (or special page, or file) is there."""

    def existing(self, titles: Iterable[Title]) -> Mapping[Title, bool]:
        """Those that exist, each with whether it is a redirect."""

    def file(self, name: str) -> FileInfo | None:
        """Facts of a picture by its title text, ``Foobar.jpg``; None if there is none."""

    def record(self, kind: str, name: str, answer: str) -> None:
        self.output.dependencies.add(Dependency(kind, name, answer))

    def problem(self, kind: str, where: Title | str, message: str) -> None:
        """Something for the report; ``where`` is the template, module or page that caused it."""
        name = where if isinstance(where, str) else prefixed(where, self.site)
        self.output.problems.append(Problem(kind, name, message))
