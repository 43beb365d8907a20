"""The state of one page's parse (MediaWiki's Parser object, manual page "Parser"); ``parser`` has the passes.

Everything that renders a piece of a page holds a ``Parser``: parser functions and tags through ``frame.parser``, the
passes as their first argument. So this module imports none of them: what they need of each other, to expand or to
parse a piece of text that they have made, is handed in as ``Passes``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from packager.model import (
    NS_CATEGORY,
    NS_FILE,
    NS_MEDIA,
    NS_MEDIAWIKI,
    NS_SPECIAL,
    FileInfo,
    LinkTarget,
    Page,
    Problem,
    Title,
)
from packager.pages.source import PageSource
from packager.titles import parse_title, prefixed
from packager.wikitext.expansion.expansion_state import ExpansionState
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.nodes import Content, Node
from packager.wikitext.expansion.strip_markers import PREFIX, SUFFIX, StripState
from packager.wikitext.output import ParserOutput
from packager.wikitext.passes.link_placeholders import LinkHolder
from packager.wikitext.settings import RenderSettings
from packager.wikitext.slots import Slot, Slots
from packager.wikitext.words.language import language_of
from packager.wikitext.worker_cache import WorkerCache

_BAD_FILES: Slot[dict[str, set[Title]]] = Slot("bad files")


class Passes(NamedTuple):
    """What a piece of a page may ask of the passes while it is being rendered itself. See ``parser.PASSES``."""

    expand: Callable[[Frame, Sequence[str | Node]], str]
    """Text of a run of nodes in a frame."""
    call_function: Callable[[Frame, str, Sequence[str], Mapping[str, str]], str | None]
    """Output of a parser function by name, positional and named arguments; None if there is none of that name."""
    template_tree: Callable[[Parser, Title], tuple[Content | None, Title]]
    """Tree of a page for transclusion, None if it is missing, and its title after redirects."""
    half_parse: Callable[[Parser, str, Frame | None], str]
    finish: Callable[[Parser, str], str]


@lru_cache(maxsize=64)
def _unstrip_warnings(lang: str, depth: int, size: int) -> tuple[str, str, str]:
    """What stands for strip markers inside one another, too deep, or too long; the same on every page."""
    messages = (
        ("parser-unstrip-loop-warning", ()),
        ("unstrip-depth-warning", (str(depth),)),
        ("unstrip-size-warning", (str(size),)),
    )
    said = [language_of(lang).message(message, *params) or message for message, params in messages]
    loop, deep, long = (f'<span class="error">{text}</span>' for text in said)
    return loop, deep, long


class Parser:
    """One page being rendered."""

    def __init__(
        self,
        passes: Passes,
        source: PageSource,
        settings: RenderSettings,
        title: Title,
        page: Page | None,
        cache: WorkerCache,
    ) -> None:
        self.passes = passes
        self.source = source
        self.site = source.site
        self.settings = settings
        self.title = title
        self.page = page
        self.cache = cache
        self.language = language_of(settings.lang)
        self.now = settings.now
        limits = settings.limits
        self.strip = StripState(
            limits.unstrip_depth,
            limits.unstrip_size,
            *_unstrip_warnings(settings.lang, limits.unstrip_depth, limits.unstrip_size),
        )
        self.output = ParserOutput()
        self.links = LinkHolder(settings.lang)
        self.data = Slots()
        """What extension tags and functions keep for this page."""
        self.at_end: list[Callable[[Parser], str]] = []
        """Called after the passes of the main text (hook ParserAfterParse); what they return is appended to it.
        Cite registers itself here at its first reference and returns the forgotten reference lists."""
        self.switches: dict[str, None] = {}
        """Behaviour switches seen, by canonical name without underscores: ``notoc``, ``nogallery`` ..."""
        self.headings: list[tuple[Title, int]] = []
        """The headings that have a marker: the page in which each stands, and its number there."""
        self.toc_shown = True
        self.toc_placed = False
        """Whether ``__TOC__`` says where the table of contents goes."""
        self.auto_number = 0
        """Counter of ``[http://example.org]`` links without text."""
        self.default_sort: str | None = None
        self._known: dict[Title, bool | None] = {}
        """Titles asked for: None for missing, else whether it is a redirect."""
        self.expansion = ExpansionState(limits)
        self.root = Frame(self, title)
        """The frame of the page itself, without arguments."""

    # The passes. ``frame`` is the frame in which templates of ``text`` are expanded; the page's own by default.

    def preprocess(self, text: str, frame: Frame | None = None) -> str:
        """Pass 1 alone (MediaWiki: replaceVariables): templates, functions and tags expanded, markers left in."""
        return (frame or self.root).expand_text(text)

    def half_parse(self, text: str, frame: Frame | None = None) -> str:
        """Passes 1-11 (recursiveTagParse): HTML with strip markers and link placeholders, no paragraphs.

        What a tag returns as its HTML: the rest happens with the text around it.
        """
        return self.passes.half_parse(self, text, frame)

    def full_parse(self, text: str, frame: Frame | None = None) -> str:
        """Passes 1-18 (recursiveTagParseFully): finished HTML with paragraphs, no marker left."""
        return self.passes.finish(self, self.passes.half_parse(self, text, frame))

    # Questions about the rest of the wiki. The source may note them, so that a rebuild knows which pages changed.

    def fetch(self, title: Title) -> Page | None:
        """The text of another page; redirects are not followed."""
        return self.source.page(title)

    def exists(self, title: Title) -> bool:
        """Whether a page (or special page, or file) is there."""
        if title not in self._known:
            self.existing((title,))
        return self._known[title] is not None

    def is_redirect(self, title: Title) -> bool:
        """Whether an existing page is a redirect."""
        return bool(self._known.get(title)) if self.exists(title) else False

    def existing(self, titles: Iterable[Title]) -> Mapping[Title, bool]:
        """Those that exist, each with whether it is a redirect."""
        asked = list(titles)
        new = [title for title in dict.fromkeys(asked) if title not in self._known]
        found = self.source.existing(title for title in new if title.ns >= 0) if new else {}
        for title in new:
            redirect = found.get(title)
            if redirect is None and self._exists_without_page(title):
                redirect = False
            self._known[title] = redirect
        return {title: redirect for title in asked if (redirect := self._known[title]) is not None}

    def _exists_without_page(self, title: Title) -> bool:
        if title.ns == NS_SPECIAL:
            return self.language.is_special_page(title.text.partition("/")[0])
        if title.ns in (NS_FILE, NS_MEDIA):
            return self.file(title.text) is not None
        return title.ns == NS_MEDIAWIKI and self.language.message(title.text[:1].lower() + title.text[1:]) is not None

    def always_known(self, target: LinkTarget) -> bool:
        """Links that need no look-up in the page table: to this page, to special pages, to files."""
        if target.interwiki:
            return False
        title = target.title
        return not title.text or (title.ns in (NS_SPECIAL, NS_FILE, NS_MEDIA) and self._exists_without_page(title))

    def file(self, name: str) -> FileInfo | None:
        """Facts of a picture by its title text, ``Foobar.jpg``; None if there is none."""
        return self.source.file(name)

    def is_bad_file(self, name: str) -> bool:
        """Whether the wiki's own list (미디어위키:Bad image list) keeps a picture from being shown on this page."""
        bad = self.data.of(_BAD_FILES, self._bad_files)
        return name in bad and self.title not in bad[name]

    def _bad_files(self) -> dict[str, set[Title]]:
        page = self.fetch(Title(NS_MEDIAWIKI, "Bad image list"))
        bad: dict[str, set[Title]] = {}
        for line in page.text.split("\n") if page else ():
            if not line.startswith("*"):
                continue
            links = [parse_title(link, self.site) for link in re.findall(r"\[\[:?(.*?)\]\]", line)]
            targets = [link.title for link in links if link is not None]
            if targets and targets[0].ns == NS_FILE:
                bad[targets[0].text] = set(targets[1:])
        return bad

    def problem(self, kind: str, where: Title | str, message: str) -> None:
        """Something for the report; ``where`` is the template, module or page that caused it."""
        name = where if isinstance(where, str) else prefixed(where, self.site)
        self.output.problems.append(Problem(kind, name, message))

    def unknown(self, kind: str, name: str, example: str) -> None:
        """A ``function``, ``tag`` or ``switch`` that no MediaWiki known here has, once per page: next year's words."""
        place = Problem(f"unknown-{kind}", name, example)
        if not any(each[:2] == place[:2] for each in self.output.problems):
            self.output.problems.append(place)

    def report_limit(self, name: str, message: str) -> None:
        """Puts a limit into the report, once per page."""
        if name not in self.expansion.limits_hit:
            self.expansion.limits_hit.add(name)
            self.problem("limit", self.title, self.language.message(message) or name)

    # Small things that passes and functions share.

    def heading_marker(self, title: Title, number: int) -> str:
        """Marker that goes behind the first ``=`` run of a heading, so that its section number is known later."""
        marker = f"{PREFIX}-h-{len(self.headings)}-{SUFFIX}"
        self.headings.append((title, number))
        self.strip.set_general(marker, "")
        return marker

    def tracking_category(self, message: str) -> None:
        """Puts the page into the category that a message names; none if the message is empty or ``-``."""
        name = self.language.message(message)
        if name and name != "-":
            target = parse_title(name, self.site, NS_CATEGORY)
            if target is not None:
                self.categorise(target.title, self.default_sort or "")

    def categorise(self, category: Title, sort_key: str) -> None:
        """Puts the page into ``category``, unless it stands in as many already as a page may."""
        most = self.settings.limits.categories
        if category in self.output.categories or len(self.output.categories) < most:
            self.output.categories[category] = sort_key
        elif "categories" not in self.expansion.limits_hit:
            self.expansion.limits_hit.add("categories")
            self.problem("limit", self.title, f"more than {most:,} categories")
