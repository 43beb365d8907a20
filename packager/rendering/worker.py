"""What a worker process does for one page: render, drop, clean, take apart."""

from __future__ import annotations

import hashlib
import html
import json
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import packager.lua.parser_function  # noqa: F401 adds {{#invoke:}} to the parser functions
from packager.addresses import quote_path
from packager.config import Config
from packager.finish.clean import Policy, clean
from packager.finish.collapse import collapse_boxes
from packager.finish.drops import drop_boxes, load_rules
from packager.finish.headings import headings
from packager.finish.picture_boxes import caption_only
from packager.finish.prose import prose
from packager.lua.wikibase import read_table
from packager.model import Dependency, Page, Rendered, Title
from packager.pages.file_table import read_file_table
from packager.pages.source import PageSource
from packager.pages.store import PageStore
from packager.rendering.pool import Failure
from packager.rendering.tracking import Answers, TrackingSource, title_name
from packager.rendering.workstore import Result, pack, pack_dependencies
from packager.selection.selection import Lists, Selection
from packager.titles import parse_title
from packager.wikitext.render import render
from packager.wikitext.settings import RenderSettings
from packager.wikitext.worker_cache import WorkerCache

_TAG = re.compile(r"<[^>]*>")
_PAGE_PREFIXES = ("/wiki/", "./")
"""How MediaWiki's own HTML and that of an HTML snapshot begin the address of a page."""


RECURSION_LIMIT = 20_000
"""Python's default is less than templates nested to MediaWiki's own limit of 100 need."""


class Job(NamedTuple):
    """What a worker needs to know once; travels to it by pickle."""

    store: Path
    files: Path | None
    """Table of pictures that exist."""
    config: Config
    lists: Lists
    now: str
    """``YYYYMMDDHHMMSS``: what pages take for the present moment."""
    environment: str
    """Digest of program, configuration and site."""


def open_store(path: Path, files: Path | None) -> PageStore:
    """The page store with its table of pictures, if there is one."""
    return PageStore(path, read_file_table(files) if files else None)


def settings_for(config: Config, now: str, store: PageStore, stage: str = "final") -> RenderSettings:
    """The renderer's settings from the configuration."""
    moment = datetime.strptime(now, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return RenderSettings(
        now=moment,
        thumb_width=config.render.thumb_width,
        lang=store.site.lang or "ko",
        site_name=store.site.sitename,
        math="source" if stage == "wikitext" else config.render.math,
        offline=stage != "wikitext",
        drop_templates={} if stage == "wikitext" else load_rules().templates,
        covered_styles=frozenset() if stage == "wikitext" else load_rules().covered_styles,
        lua_seconds=config.render.lua_seconds,
        lua_memory=config.render.lua_memory_mb << 20,
        config=read_table(config.file(config.render.wikidata)) if config.render.wikidata else {},
    )


class World:
    """Answers the cleaner's one question: which entry does this address mean?"""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._site = selection.store.site
        self.asked: set[tuple[str, str]] = set()
        self.links: dict[str, None] = {}

    def begin(self) -> None:
        """Forget what the page before asked."""
        self.asked, self.links = set(), {}

    def link(self, address: str) -> str | None:
        """The href for a MediaWiki address (``/wiki/X#y``, ``#y``), or None if it is no entry of ours."""
        if address.startswith("#"):
            return "#" + quote_path(unquote(address[1:])) if len(address) > 1 else None
        prefix = next((p for p in _PAGE_PREFIXES if address.startswith(p)), None)
        if prefix is None:
            return None
        path, _, fragment = address[len(prefix) :].partition("#")
        target = parse_title(unquote(path).replace("_", " "), self._site)
        if target is None or target.interwiki:
            return None
        self.asked.add(("link", title_name(target.title)))
        found = self._selection.link(target.title)
        if not found:
            return None
        entry, _, own = found.partition("#")
        self.links[unquote(entry[2:])] = None
        fragment = quote_path(unquote(fragment)) if fragment else own
        return entry + ("#" + fragment if fragment else "")

    def image(self, address: str) -> str | None:
        """The entry of a picture; pictures are not packed, so there is none."""
        return None


def as_html(page: Page, source: PageSource, settings: RenderSettings, cache: WorkerCache | None = None) -> Rendered:
    """A page of an HTML snapshot: the body is there already."""
    match = _BODY.search(page.text)
    return Rendered(page.title, f'<div class="mw-parser-output">{match[1] if match else page.text}</div>')


def as_text(page: Page, source: PageSource, settings: RenderSettings, cache: WorkerCache | None = None) -> Rendered:
    """A page of any other content model: shown as it is."""
    return Rendered(page.title, f'<div class="mw-parser-output"><pre>{html.escape(page.text)}</pre></div>')


_BODY = re.compile(r"<body\b[^>]*>(.*?)(?:</body>|\Z)", re.S | re.I)
RENDERERS = {"wikitext": render, "html": as_html}
"""Content model to renderer; what is not here is shown as text."""


class Renderer:
    """Renders pages of one store."""

    def __init__(self, job: Job) -> None:
        sys.setrecursionlimit(RECURSION_LIMIT)
        self.job = job
        self.store = open_store(job.store, job.files)
        self.selection = Selection(self.store, job.lists, job.config.selection.categories)
        self.answers = Answers(self.store, job.now, self.selection.link)
        self.settings = settings_for(job.config, job.now, self.store)
        self.cache = WorkerCache()
        self.site = self.store.site
        self.policy = Policy(plain_addresses=job.config.scrub.plain_addresses)
        self.world = World(self.selection)

    def wikitext(self, title: Title) -> tuple[Rendered, set[tuple[str, str]]]:
        """The parser's output for one page, and what it asked."""
        source = TrackingSource(self.store, self.site, assume_files=self.settings.offline)
        page = self.store.page(title)
        if page is None:
            raise LookupError(f"page {title.text} is not in the store")
        rendered = RENDERERS.get(page.model, as_text)(page, source, self.settings, self.cache)
        return rendered, source.asked

    def has_picture(self, address: str) -> bool:
        """Whether the picture with MediaWiki's address is on the drive."""
        return self.world.image(address) is not None

    def boxed(self, rendered: Rendered) -> tuple[str, tuple[str, ...]]:
        """Stage html: boxes dropped or folded, pictures to captions; and the names of all that was dropped."""
        kept, dropped = drop_boxes(rendered.html)
        return collapse_boxes(caption_only(kept, self.has_picture)), (*rendered.dropped, *dropped)

    def __call__(self, title: Title) -> Result:
        """Everything for one page."""
        page = self.store.page(title)
        if page is None:
            raise LookupError(f"page {title.text} is not in the store")
        self.world.begin()
        rendered, asked = self.wikitext(title)
        kept, dropped = self.boxed(rendered)
        cleaned = clean(kept, self.world, self.policy)
        facts = {
            "page_id": page.page_id,
            "revision": page.revision.id,
            "timestamp": page.revision.timestamp,
            "title": display_title(rendered, title),
            "headings": headings(cleaned.html),
            "categories": [(c.title.text, c.sort_key) for c in rendered.categories],
            "links": list(self.world.links),
            "properties": dict(sorted(rendered.properties.items())),
            "problems": rendered.problems,
            "dropped": dropped,
            "removed": dict(sorted(cleaned.removed.items())),
        }
        dependencies = pack_dependencies(
            Dependency(kind, name, self.answers.of(kind, name)) for kind, name in asked | self.world.asked
        )
        return Result(
            title,
            row_key(self.store, title, self.job.environment),
            dependencies,
            pack(json.dumps(facts, ensure_ascii=False, separators=(",", ":"))),
            pack(cleaned.html),
            pack(prose(cleaned.html)),
        )


def row_key(store: PageStore, title: Title, environment: str) -> bytes:
    """Digest of the page's own text and revision, which its credit line names, and of what all pages share."""
    facts = store.facts(title)
    own = repr((facts.digest, facts.page_id, facts.revision)) if facts else ""
    return hashlib.sha256(f"{title_name(title)}\0{own}\0{environment}".encode()).digest()


def failed_key(store: PageStore, title: Title, environment: str) -> bytes:
    """Key of a page that failed: nobody knows what it would have asked, so it stands for this dump only."""
    return row_key(store, title, f"{environment} failed {store.key}")


def display_title(rendered: Rendered, title: Title) -> str:
    """The title that {{DISPLAYTITLE:}} shows, without its markup; empty if it is the page's own."""
    shown = html.unescape(_TAG.sub("", rendered.display_title)).strip()
    return "" if shown in ("", title.text) else shown


def failed(store: PageStore, title: Title, failure: Failure, environment: str) -> Result:
    """The row of a page that could not be rendered: a note that a reader understands."""
    page = store.page(title)
    note = (
        '<div class="mw-parser-output"><p class="page-failed">이 글은 너무 복잡하여 여기에 싣지 못했습니다. '
        "다른 글에서 이 제목으로 이어지는 연결은 그대로 있습니다.</p></div>"
    )
    facts = {
        "page_id": page.page_id if page else 0,
        "revision": page.revision.id if page else 0,
        "timestamp": page.revision.timestamp if page else "",
        "title": "",
        "headings": [],
        "categories": [],
        "links": [],
        "properties": {},
        "problems": [("page-" + failure.reason, title.text, failure.detail)],
        "dropped": [],
        "removed": {},
        "failed": failure.reason,
    }
    packed = pack(json.dumps(facts, ensure_ascii=False))
    key = failed_key(store, title, environment)
    return Result(title, key, pack_dependencies(()), packed, pack(note), pack(""))


def start(job: Job) -> Callable[[Title], Result]:
    """Entry point of the pool's workers."""
    return Renderer(job)
