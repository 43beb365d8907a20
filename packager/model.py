"""The values that flow from the dump to the drive: frozen, in the order in which they appear.

``Revision`` has no field for a contributor, a comment or an address: what a type cannot hold cannot leak.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import NamedTuple, Protocol

# Namespace numbers that the program itself refers to (MediaWiki manual: Namespace).
NS_MEDIA, NS_SPECIAL, NS_MAIN, NS_TALK, NS_USER, NS_PROJECT, NS_FILE, NS_MEDIAWIKI = -2, -1, 0, 1, 2, 4, 6, 8
NS_TEMPLATE, NS_HELP, NS_CATEGORY, NS_PORTAL, NS_MODULE = 10, 12, 14, 100, 828


@dataclass(frozen=True, slots=True)
class Namespace:
    """One namespace of a wiki."""

    id: int
    name: str
    """Local name, ``틀``; empty for the article namespace."""
    canonical: str = ""
    """English name, ``Template``."""
    aliases: tuple[str, ...] = ()
    case: str = "first-letter"
    """``first-letter`` or ``case-sensitive``, as in the dump's ``<siteinfo>``."""
    subpages: bool = True


@dataclass(frozen=True)
class SiteInfo:
    """What the dump's ``<siteinfo>`` and our own language data say about the wiki."""

    dbname: str
    sitename: str
    lang: str
    """MediaWiki language code, ``ko``."""
    namespaces: Mapping[int, Namespace]
    case: str = "first-letter"
    generator: str = ""
    base: str = ""
    """Address of the main page as in the dump; used only to spell {{fullurl:}}, never emitted as a link."""
    interwiki: Mapping[str, str] = field(default_factory=dict)
    """Interwiki prefix to URL pattern with ``$1``; language prefixes included."""
    languages: frozenset[str] = frozenset()
    """The interwiki prefixes that are interlanguage links (they vanish from the text)."""
    local_interwikis: frozenset[str] = frozenset()
    """Interwiki prefixes that mean this very wiki (``ko:`` on ko.wikipedia.org)."""
    index: Mapping[str, int] = field(init=False)
    """Lower-case name or alias with spaces to namespace number."""
    title_memo: dict[tuple[str, int], LinkTarget | None] = field(init=False, repr=False, compare=False)
    """Answers that ``packager.titles.parse_title`` has given before."""

    def __post_init__(self) -> None:
        index: dict[str, int] = {}
        for ns in self.namespaces.values():
            for name in (ns.name, ns.canonical, *ns.aliases):
                if name:
                    index.setdefault(name.replace("_", " ").lower(), ns.id)
        object.__setattr__(self, "index", index)
        object.__setattr__(self, "title_memo", {})


class Title(NamedTuple):
    """A page title in normal form; ``packager.titles`` makes it from text."""

    ns: int
    text: str
    """Without namespace prefix, with spaces instead of underscores."""


class LinkTarget(NamedTuple):
    """What stands between ``[[`` and ``|``: a title, perhaps with fragment or interwiki prefix."""

    title: Title
    fragment: str = ""
    interwiki: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """Identity and time of a revision; deliberately nothing else."""

    id: int
    timestamp: str
    """ISO 8601 as in the dump, ``2024-06-01T00:00:00Z``."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the dump."""

    title: Title
    page_id: int
    revision: Revision
    model: str
    """Content model: ``wikitext``, ``Scribunto``, ``css``, ``sanitized-css``, ``json``, ``html`` ..."""
    text: str
    redirect: LinkTarget | None = None


@dataclass(frozen=True, slots=True)
class FileInfo:
    """Size and type of a picture, without its bytes."""

    name: str
    width: int
    height: int
    mime: str
    size: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True)
class SiteCounts:
    """What {{NUMBEROF...}} and mw.site.stats answer, counted in the dump."""

    articles: int = 0
    pages: int = 0
    files: int = 0
    edits: int = 0
    users: int = 0
    admins: int = 0
    active_users: int = 0


class CategoryLink(NamedTuple):
    """One ``[[분류:...]]`` of a page."""

    title: Title
    sort_key: str


TIME = "time"
"""Kind of a problem that the clock caused and no count: on another machine the page may come out otherwise."""


class Problem(NamedTuple):
    """Something that went wrong while a page was rendered; shown in the report."""

    kind: str
    """``lua-error``, ``template-loop``, ``missing-template``, ``limit``, ``cite-error``, ``timeout`` ..."""
    where: str
    """Prefixed title of the template, module or page that caused it."""
    message: str


class Dependency(NamedTuple):
    """One question that rendering a page asked about the rest of the wiki, with the answer it got."""

    kind: str  # one of those of ``tracking.Answers``
    name: str
    """What was asked about: ``10:Title``, a file, the field of a count; empty for ``clock``."""
    answer: str
    """``page``: digest of its text in hex digits, ``tree``: of what a transclusion sees of it, ``exists``: ``page``
    or ``redirect``, ``id``: a number, ``link``: the entry that a link leads to, ``subpages``: digest of the list,
    ``file``, ``count`` and ``revision``: the facts written out, of the present moment: the words that the page was
    told. ``-`` where there is nothing of that name."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What the wikitext renderer gives for one page (``--stage wikitext``)."""

    title: Title
    html: str
    """``<div class="mw-parser-output">...</div>`` with MediaWiki's own hrefs (``/wiki/...``)."""
    display_title: str = ""
    categories: tuple[CategoryLink, ...] = ()
    templates: tuple[Title, ...] = ()
    files: tuple[str, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    """Page properties: ``hiddencat``, ``disambiguation``, ``notoc``, ``defaultsort`` ..."""
    problems: tuple[Problem, ...] = ()
    dropped: tuple[str, ...] = ()
    """Names of the boxes that were removed on purpose (maintenance, navigation for editors)."""


class Heading(NamedTuple):
    """One entry of a table of contents."""

    level: int
    """Nesting depth, 1 for the outermost."""
    anchor: str
    text: str
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class PageFacts:
    """A finished page without its text: what the library, the relations and the report need of it."""

    title: Title
    page_id: int
    revision: int
    timestamp: str
    """Of the revision, ISO 8601 as in the dump."""
    display_title: str = ""
    """What {{DISPLAYTITLE:}} shows, without markup; empty if it is the page's own title."""
    heading: str = ""
    """HTML of a title with markup (``H<sub>2</sub>O``): a few bare inline tags; empty if it has none."""
    headings: tuple[Heading, ...] = ()
    categories: tuple[CategoryLink, ...] = ()
    links: tuple[str, ...] = ()
    """Paths of the pages of the store that the page links to, each once, in order of first appearance."""
    boxed: tuple[str, ...] = ()
    """Those of ``links`` that stand in navigation boxes alone."""
    templates: tuple[Title, ...] = ()
    """Pages that it transcludes, itself or through others, the redirects to them too, by namespace and title."""
    references: int = 0  # notes in its lists of references
    properties: Mapping[str, str] = field(default_factory=dict)
    """Page properties (``Rendered.properties``), by name."""
    problems: tuple[Problem, ...] = ()
    dropped: tuple[str, ...] = ()
    """Boxes that were removed on purpose, in page order."""
    removed: Mapping[str, int] = field(default_factory=dict)
    """Scrub rule to how many elements it changed or took away, by name."""
    failed: str = ""
    """Why it could not be rendered (``timeout``, ``memory``, ``crash``, ``error``); empty: it could."""


@dataclass(frozen=True, kw_only=True)
class Finished(PageFacts):
    """A page as rendering and finishing leave it: the one value that goes from the workers to the library."""

    html: str
    """Body, closed over the store: every href is ``./<path>`` of a page of the store, or ``#id``."""
    prose: str
    """Visible running text for search."""

    @classmethod
    def of(cls, facts: PageFacts, html: str, prose: str) -> Finished:
        """``facts`` with the page's text."""
        return cls(**{f.name: getattr(facts, f.name) for f in fields(facts)}, html=html, prose=prose)

    @classmethod
    def note(cls, title: Title, page_id: int, revision: Revision, problem: Problem, html: str) -> Finished:
        """What stands in for a page that could not be rendered; ``problem.kind`` is ``page-`` and the reason."""
        return cls(
            title=title,
            page_id=page_id,
            revision=revision.id,
            timestamp=revision.timestamp,
            problems=(problem,),
            failed=problem.kind.removeprefix("page-"),
            html=html,
            prose="",
        )


@dataclass(frozen=True, slots=True)
class Article:
    """A finished page: cleaned HTML fragment with links of the form ``./path#fragment`` only."""

    path: str  # as ``titles.entry_path`` makes it
    title: str
    html: str
    """Body, closed world: every href is ``./<path>`` of an entry that is written (``html.links``), or ``#id``."""
    prose: str
    """Visible running text for search: no tables of numbers, no reference list, no navigation box."""
    kind: str = "article"
    """``article``, ``category``, ``index``, ``special`` (licence, about)."""
    front: bool = True
    page_id: int = 0
    revision_id: int = 0
    timestamp: str = ""
    headings: tuple[Heading, ...] = ()
    categories: tuple[str, ...] = ()
    """Paths of visible category pages."""
    incoming: int = 0
    """Number of other articles that link here, redirects followed."""
    disambiguation: bool = False
    heading: str = ""
    """``title`` as HTML where it has markup (``PageFacts.heading``), else empty."""


class Redirect(NamedTuple):
    """A redirect that resolves: path and title of its own, path of an article, optional fragment."""

    path: str
    title: str
    target: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A picture or style sheet that goes into the outputs."""

    path: str
    mimetype: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Metadata:
    """Archive metadata, from configuration and dump only."""

    name: str
    title: str
    description: str
    date: str
    """Dump date, ``YYYY-MM-DD``."""
    language: str = "kor"
    creator: str = "위키백과 기여자"
    publisher: str = "-"
    license: str = "CC BY-SA 4.0"
    long_description: str = ""
    license_text: str = ""  # SHA-256 of the full text on the licence page, for the judges; empty if it has none


class Entry(NamedTuple):
    """What can be told of an ``Article`` without its text."""

    path: str
    title: str
    kind: str = "article"
    incoming: int = 0
    front: bool = True
    disambiguation: bool = False

    @classmethod
    def of(cls, article: Article) -> Entry:
        """The entry of an article that is at hand."""
        return cls(article.path, article.title, article.kind, article.incoming, article.front, article.disambiguation)


class Subject(NamedTuple):
    """A subject of the first page: path of a category, how many articles are nearest to it, one of them to begin."""

    label: str
    path: str
    articles: int
    lead: str
    lead_path: str


@dataclass(frozen=True, slots=True)
class Subjects:
    """The subjects of a library, perhaps none."""

    rows: tuple[Subject, ...] = ()
    of: Callable[[str], int] = lambda path: -1
    """Which of the rows the article of a path belongs to, -1 for none."""


class Overview(NamedTuple):
    """What a main page shows."""

    articles: int
    categories: int
    top: tuple[tuple[str, str], ...]
    """Title and path of the articles with most incoming links."""
    random: tuple[tuple[str, str], ...]
    letters: tuple[tuple[str, str], ...]
    subjects: tuple[Subject, ...] = ()
    examples: tuple[str, ...] = ()
    """Titles that a new reader may try."""


class Pages(Protocol):
    """The pages of a wiki that are finished. Iterating twice gives the same things in the same (canonical) order."""

    site: SiteInfo
    metadata: Metadata

    def entries(self) -> Iterator[Entry]:
        """The entries of ``articles()``, in that order, without unpacking a text."""
        ...

    def articles(self) -> Iterator[Article]:
        """Pages whole, ordered by topic; 2.2 million at most, so never a list."""
        ...

    def redirects(self) -> Iterator[Redirect]:
        """Redirects ordered by path; every target is the path of an article."""
        ...

    def media(self) -> Iterator[MediaFile]:
        """Style sheets and pictures ordered by path."""
        ...

    def subjects(self) -> Subjects: ...


class Library(Pages, Protocol):
    """Everything a reader can open, for the targets: the wiki's pages and our own (``special``, ``index``)."""

    def overview(self) -> Overview: ...


class Finding(NamedTuple):
    """Something that must not be in the output, found by a scrub rule or by ``verify``."""

    rule: str
    where: str
    """Entry or file, with line where it has lines."""
    what: str
