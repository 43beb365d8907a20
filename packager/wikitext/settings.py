"""What the renderer may know besides the wiki's pages (MediaWiki: the $wg... settings that reach the HTML)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on the work for one page (MediaWiki manual: Help:Page limits)."""

    include_size: int = 2 * 1024 * 1024
    """Bytes of expanded templates, and apart from that of expanded arguments ($wgMaxArticleSize)."""
    node_count: int = 1_000_000
    expand_depth: int = 100
    """Nesting of expansions of any kind ($wgMaxPPExpandDepth)."""
    template_depth: int = 100
    """Nesting of transclusions ($wgMaxTemplateDepth)."""
    expensive: int = 500
    """Calls such as #ifexist ($wgExpensiveParserFunctionLimit)."""
    categories: int = 1000
    """Categories that a page may stand in. MediaWiki has no such bound, but each makes a page of its own here."""
    unstrip_depth: int = 20
    unstrip_size: int = 5_000_000


@dataclass(frozen=True)
class RenderSettings:
    """The same for every page of a build."""

    now: datetime
    """UTC; everything that depends on time takes this instant, normally the date of the dump."""
    lang: str = "ko"
    """Content language."""
    site_name: str = ""
    """{{SITENAME}}; empty means: as in the dump."""
    server: str = "https://ko.wikipedia.org"
    """{{SERVER}}; only spelt out as text, links are made relative later."""
    script_path: str = "/w"
    article_path: str = "/wiki/$1"
    upload_url: str = "//upload.wikimedia.org/wikipedia/commons"
    """Base of the addresses of pictures."""
    local_offset: int = 540
    """Minutes from UTC to the wiki's local time, for {{LOCAL...}} and #timel (Asia/Seoul)."""
    version: str = "1.39.17"
    """{{CURRENTVERSION}}."""
    limits: Limits = field(default_factory=Limits)
    lua_instructions: int = 800_000_000
    """Instructions of Lua's machine that the modules of one page may run; the same limit on every machine."""
    lua_seconds: float = 60.0
    """CPU time after which the modules of a page are ended although their instructions are not used up."""
    lua_memory: int = 50 * 1024 * 1024

    # Pictures
    thumb_width: int = 220
    gallery_width: int = 120
    gallery_height: int = 120
    upright_factor: float = 0.75
    legacy_media: bool = True
    """<div class="thumb"> as in MediaWiki 1.39; False writes <figure>."""
    uploads: bool = True
    """False makes a missing picture plain text instead of a link to upload it."""
    allow_external_images: bool = False

    # Links and headings
    fragment_mode: tuple[str, ...] = ("html5", "legacy")
    """Forms of heading ids: the first is the id, the second a fallback anchor."""
    max_toc_level: int = 999
    nofollow: bool = True
    nofollow_exceptions: tuple[str, ...] = ()
    """Domains whose links carry no rel="nofollow"."""
    external_link_target: str = ""
    magic_links: frozenset[str] = frozenset({"ISBN", "RFC", "PMID"})
    raw_html: bool = False

    # Extension tags
    math: str = "source"
    """``source``: TeX between dollar signs, as the reference prints it; ``mathml``: <math>, with the source for
    browsers without MathML."""
    offline: bool = False
    """What the reference wiki cannot draw (timeline, score, hiero, maps, graphs, template styles): nothing, as there,
    or True for readable text and styles."""

    today: bool = True
    """Footnotes as the Cite of 2026 makes them, which loses no text of a faulty tag; False: as of 1.39."""

    # Titles and transclusion
    drop_templates: Mapping[str, str] = field(default_factory=dict)
    """Prefixed titles of templates that leave nothing (redirects followed), each with what kind of box it makes."""
    wrapping_templates: frozenset[str] = frozenset()
    """Those of them that may stand around words of the article, which stay."""
    covered_styles: frozenset[str] = frozenset()
    """Prefixed titles of style sheets that the page's own sheet makes superfluous; they are not written."""
    display_title: bool = True
    """Whether {{DISPLAYTITLE:}} is heeded."""
    restrict_display_title: bool = True
    """Whether it must be another spelling of the page's own title."""
    non_includable: frozenset[int] = frozenset()
    """Namespaces that {{...}} must not transclude."""
    config: Mapping[str, str] = field(default_factory=dict)
    """Other $wg settings by name, for the rare rule that has no field here."""


DEFAULT_NOW = datetime(2024, 6, 1, tzinfo=UTC)
