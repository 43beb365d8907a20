"""The state of one page's parse and the order of its passes (MediaWiki's Parser class, manual page "Parser").

Everything that renders a piece of a page holds a ``Parser``: parser functions and tags through ``frame.parser``,
the passes as their first argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from packager.char_references import normalize_char_references
from packager.model import (
    NS_CATEGORY,
    NS_FILE,
    NS_MEDIA,
    NS_MEDIAWIKI,
    NS_SPECIAL,
    Dependency,
    FileInfo,
    LinkTarget,
    Page,
    Problem,
    Title,
)
from packager.pages.source import PageSource
from packager.titles import parse_title, prefixed
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.preprocessor import build_tree
from packager.wikitext.expansion.strip_markers import PREFIX, SUFFIX, StripState, kill_markers
from packager.wikitext.output import ParserOutput
from packager.wikitext.passes.headings import finalize_headings
from packager.wikitext.passes.link_holder import LinkHolder
from packager.wikitext.passes.paragraphs import paragraphs
from packager.wikitext.passes.tidy import tidy
from packager.wikitext.passes.toc import TOC_PLACEHOLDER, insert_toc
from packager.wikitext.settings import RenderSettings
from packager.wikitext.stages import STAGES
from packager.wikitext.words.language import Language
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
        limits = settings.limits
        self.strip = StripState(
            limits.unstrip_depth,
            limits.unstrip_size,
            self._warning("parser-unstrip-loop-warning"),
            self._warning("unstrip-depth-warning", str(limits.unstrip_depth)),
            self._warning("unstrip-size-warning", str(limits.unstrip_size)),
        )
        self.output = ParserOutput()
        self.links = LinkHolder(self)
        self.data: dict[str, Any] = {}
        """State of extension tags and functions for this page, ``data["cite"]``."""
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
        return self.internal_parse(text, False, frame)

    def full_parse(self, text: str, frame: Frame | None = None) -> str:
        """Passes 1-18 (recursiveTagParseFully): finished HTML with paragraphs, no marker left."""
        return self.finish(self.half_parse(text, frame))

    def internal_parse(self, text: str, is_main: bool = True, frame: Frame | None = None) -> str:
        """Passes 1-11."""
        if frame is not None and frame.depth:
            # Inside a template, <noinclude> and its kin mean what they mean in a transclusion.
            text = frame.expand(build_tree(text, True, self.cache.tag_names))
        else:
            text = self.preprocess(text, frame)
        for stage in STAGES:
            text = stage(self, text)
        return finalize_headings(self, text, is_main)

    def finish(self, text: str, line_start: bool = True) -> str:
        """Passes 13-18 (internalParseHalfParsed)."""
        text = self.strip.unstrip_general(text)
        text = paragraphs(text, line_start)
        text = self.links.replace(text)
        # MediaWiki stops at general markers here; the text of a link may hold highlighted code, which is both kinds,
        # or a tag with another link in it.
        text = self.links.replace(self.strip.unstrip_both(self.strip.unstrip_nowiki(text)))
        return tidy(normalize_char_references(text))

    def parse_page(self, text: str) -> str:
        """Everything, passes 0-19, without the wrapper around the page."""
        text = _LINE_ENDS.sub("\n", text) if "\r" in text else text
        text = text.replace("\0", "").replace("\x7f", "?")
        text = self.internal_parse(text)
        for hook in self.at_end:
            text += hook(self)
        html = self.finish(text)
        if "\x7f" in html:
            # A marker that stood where nothing resolves it, in the name of a template that does not exist.
            html = kill_markers(html).replace("\x7f", "")
        return insert_toc(html, tidy(self.output.toc_html)) if TOC_PLACEHOLDER in html else html

    # Questions about the rest of the wiki. Each is recorded, so that a rebuild knows which pages changed.

    def fetch(self, title: Title) -> Page | None:
        """The text of another page; redirects are not followed."""
        page = self.source.page(title)
        if page is None:
            self.record("page", prefixed(title, self.site), "")
        else:
            self.record("page", prefixed(title, self.site), self.cache.digest(page))
        return page

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
            if title.ns >= 0:
                answer = "0" if redirect is None else "r" if redirect else "1"
                self.record("exists", prefixed(title, self.site), answer)
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
        file = self.source.file(name)
        self.record("file", name, f"{file.width}x{file.height} {file.mime} {file.pages}" if file else "")
        return file

    def is_bad_file(self, name: str) -> bool:
        """Whether the wiki's own list (미디어위키:Bad image list) keeps a picture from being shown on this page."""
        bad = self.data.get("bad files")
        if bad is None:
            page = self.fetch(Title(NS_MEDIAWIKI, "Bad image list"))
            bad = self.data["bad files"] = self._bad_files(page.text) if page else {}
        return name in bad and self.title not in bad[name]

    def _bad_files(self, text: str) -> dict[str, set[Title]]:
        bad: dict[str, set[Title]] = {}
        for line in text.split("\n"):
            if not line.startswith("*"):
                continue
            links = [parse_title(link, self.site) for link in re.findall(r"\[\[:?(.*?)\]\]", line)]
            targets = [link.title for link in links if link is not None]
            if targets and targets[0].ns == NS_FILE:
                bad[targets[0].text] = set(targets[1:])
        return bad

    def record(self, kind: str, name: str, answer: str) -> None:
        """Notes a question about the rest of the wiki and its answer."""
        self.output.dependencies.add(Dependency(kind, name, answer))

    def problem(self, kind: str, where: Title | str, message: str) -> None:
        """Something for the report; ``where`` is the template, module or page that caused it."""
        name = where if isinstance(where, str) else prefixed(where, self.site)
        self.output.problems.append(Problem(kind, name, message))

    # Small things that passes and functions share.

    def _warning(self, message: str, *params: str) -> str:
        return f'<span class="error">{self.language.message(message, *params) or message}</span>'

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
                self.output.add_category(target.title, self.default_sort or "")
