"""The tables of ``snapshot.toml``, with the defaults.

Each is a frozen dataclass; the text under a field is its documentation (docs/config.md is made from it).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def _choice(default: str | int, *options: str | int) -> Any:
    return field(default=default, metadata={"choices": options})


def _number(default: float, low: float, high: float) -> Any:
    return field(default=default, metadata={"range": (low, high)})


def _text(default: str, longest: int) -> Any:
    return field(default=default, metadata={"longest": longest})


@dataclass(frozen=True)
class SnapshotConfig:
    """What the archive says about itself. Neutral constants: nothing here is taken from the machine or the user."""

    name: str = _text("wikipedia_ko_all", 100)
    """Stable name of the archive (ZIM metadata Name), of ASCII letters, digits, ., - or _; bookmarks of reading
    programs hang on it."""
    title: str = _text("위키백과", 30)
    """Title that readers see; at most 30 characters."""
    description: str = _text("한국어 위키백과", 80)
    """One line, at most 80 characters."""
    creator: str = _text("위키백과 기여자", 100)
    """Who wrote the texts. Never your own name."""
    publisher: str = _text("-", 100)
    """Who publishes. A dash says nobody; never your own name."""
    language: str = _text("kor", 3)
    """ISO 639-3 code. Keep kor: with ko, stock search loads stop words and finds half as much."""
    date: str = _text("", 10)
    """Date of the snapshot, YYYY-MM-DD; empty: the date of the dump."""
    license_file: str = ""
    """File with the full text of the licence to show on the licence page; empty: our own summary only."""
    illustration: str = ""
    """Picture of the archive (PNG, JPEG, GIF or WebP), made anew from its bare pixels in 48x48; empty: our own."""


@dataclass(frozen=True)
class SelectionConfig:
    """Which pages go onto the drive."""

    include: str = ""
    """File with one title a line: only these articles; empty: all."""
    exclude: str = ""
    """File with one title a line: these articles and categories are left out. A reason may follow after a tab."""
    rules: str = ""
    """File of rules with reasons, five columns with tabs between (action, kind, value, reason, weight): what is kept,
    dropped, preferred, avoided and held; see docs/curation.md."""
    holds: str = ""
    """Folder with the texts of pages that the rules hold at an earlier revision, as `packager hold` writes them."""
    unmatched: str = _choice("refuse", "refuse", "report")
    """What a line of a list that matches no page does: refuse the build, or stand in the report."""
    refused_pages: int = _number(20, 0, 1_000_000)
    """Pages that may be left out because the judge of the new drive finds something in them; more fail the build."""
    categories: bool = True
    """Whether category pages with their members are written."""
    subjects: str = _text("", 1000)
    """Categories that the first page leads to, with | between their names; empty: 자연, 수학, 기술 and others that the
    wiki has, then its largest. Those that are not there are passed over; fewer than three are not shown."""


@dataclass(frozen=True)
class RankingConfig:
    """What a page's place in the rank hangs on. A weight says how much of the score a signal can give, in parts of the
    sum of all; a signal counts by the share of articles that have less of it."""

    pagerank: int = _number(40, 0, 1_000_000)
    """Links from other articles, each worth what its own page is worth; navigation boxes do not count."""
    incoming: int = _number(15, 0, 1_000_000)
    """Articles that link to it, navigation boxes apart."""
    prose: int = _number(15, 0, 1_000_000)
    """Bytes of running text."""
    references: int = _number(10, 0, 1_000_000)
    """Notes in its lists of references."""
    featured: int = _number(10, 0, 1_000_000)
    """Whether it has one of the templates in featured_templates."""
    required: int = _number(10, 0, 1_000_000)
    """Whether one of the pages in required_lists links to it."""
    featured_templates: str = _text("틀:알찬 글|틀:좋은 글", 1000)
    """Templates that mark good articles, with | between their names."""
    required_lists: str = _text("위키백과:필수 문서", 1000)
    """Pages that list what every encyclopedia must have, with | between their names."""


@dataclass(frozen=True)
class RenderConfig:
    """Limits of rendering."""

    page_seconds: float = _number(120.0, 0.1, 3600)
    """A page that takes longer is tried once more alone with three times that, then left as a visible note. Counts
    (instructions, nodes, expansions) should end a page first: they do so at the same place on every machine."""
    unstable: str = ""
    """File with one title a line: pages that may be ended by time. `make release` refuses any others."""
    page_memory_mb: int = _number(500, 50, 16384)
    """A page whose rendering needs more memory than this on top of the program's own is left as a visible note."""
    failed_pages_percent: float = _number(0.1, 0, 100)
    """Share of pages that may fail before the build is refused."""
    failed_pages_free: int = _number(5, 0, 1_000_000)
    """This many failed pages are always tolerated (small wikis)."""
    lua_million: int = _number(800, 1, 1_000_000)
    """Instructions, in millions, that the modules of one page may run (115 a second on a machine of 2024)."""
    lua_seconds: float = _number(60.0, 0.1, 3600)
    """Time for the modules of one page; less than page_seconds, so that the rest of the page is saved. It protects from
    what is not counted; a page that it ends is told in report/unstable.jsonl."""
    lua_memory_mb: int = _number(200, 8, 4096)
    """Memory for the modules of one page."""
    page_categories: int = _number(1000, 1, 1_000_000)
    """Categories that one page may stand in. Each makes a page of its own on the drive; those beyond the number are
    left out, and report/problems.jsonl names the page (limit)."""
    thumb_width: int = _number(220, 20, 2000)
    """Width of thumbnails without a size, in pixels."""
    wikidata: str = ""
    """File with item, label and page name a line (tabs between), for modules that ask Wikidata; empty: no data."""
    drops: str = ""
    """Your own drop list instead of the bundled packager/finish/drops.toml: which boxes and templates are not shown."""
    math: str = _choice("mathml", "mathml", "source")
    """How formulas are written."""


@dataclass(frozen=True)
class ScrubConfig:
    """What happens to things that point outward."""

    plain_addresses: str = _choice("keep", "keep", "host", "drop")
    """Web addresses in the text itself: keep them as text, shorten them to the host, or drop them. Never links."""


@dataclass(frozen=True)
class CleaningConfig:
    """What a reader without the web can do nothing with, each kind with its switch: true takes it out. How many of
    each went stands in report/build.json (removed). Words of the article proper never go."""

    errors: bool = True
    """Messages for editors in red: of footnotes, formulas, modules and templates."""
    unknown_websites: bool = True
    """Messages of 틀:공식 웹사이트 where no website is known."""
    archive_notes: bool = True
    """«원본 문서에서 보존된 문서» in citations."""
    broken_links: bool = True
    """Requests to mend a link: [깨진 링크]."""
    sounds: bool = True
    """«듣기» beside a word whose sound is not on the drive."""
    editing_links: bool = True
    """Links that open an editor, a history or a fresh copy: [편집], «새로 고침»."""
    switches: bool = True
    """«[펼치기]», «[숨기기]» where everything is open."""
    wikidata_pens: bool = True
    """Pens that lead to an item of Wikidata."""
    missing_templates: bool = True
    """Names of templates that the wiki does not have, where their text would stand: «틀:...»."""
    language_marks: bool = True
    """«(영어판)» or [en] behind a name: links to articles in other languages."""
    numbered_links: bool = True
    """[1] for a web link without words, which looks like the number of a footnote."""
    editor_marks: bool = True
    """[출처 필요], [언제?] and their like, raised in the text."""
    media_help: bool = True
    """Help for sounds and films that are not on the drive: «(도움말·정보)»."""
    sister_lines: bool = True
    """«위키미디어 공용에 관련 자료가 있습니다» and lines like it that lead to other wikis."""
    map_services: bool = True
    """«이 문서의 모든 좌표를 지도로 보기» and downloads of coordinates."""
    dead_sections: bool = True
    """Sections of web links (외부 링크) that hold nothing but links to the web."""
    website_rows: bool = True
    """Rows of infoboxes for the address of a website."""
    empty_rows: bool = True
    """Rows of infoboxes with a label and no value."""


@dataclass(frozen=True)
class ZimConfig:
    """The ZIM archive."""

    write: bool = True
    """Whether the archive is written at all."""
    file_name: str = _text("wiki.zim", 40)
    """Name of the file on the drive."""
    fulltext: bool = True
    """Full-text index for Kiwix programs; about as large as the text itself."""
    redirect_suggestions: bool = True
    """Suggest redirects as titles (about 260 bytes each)."""
    title_list: bool = True
    """Title list that readers and checkers built on libzim before 9.3 expect (4 bytes an entry)."""
    part_size: int = _number((4 << 30) - 1, 1 << 20, 1 << 50)
    """Largest file in bytes; a larger archive is cut into parts. The default is the limit of FAT32."""


@dataclass(frozen=True)
class ReaderConfig:
    """The bundled reader."""

    write: bool = True
    """Whether the reader is written at all."""
    shard_size: int = _number(128 * 1024, 16 * 1024, 1 << 20)
    """Size on disk, in bytes, that data files are filled up to."""
    plain_pages: int = _number(2000, 0, 60_000)
    """How many of the most linked-to articles are also written as plain pages, for browsers without script."""
    aliases: str = ""
    """File with more pairs (written form, tab, title) for the search; empty: the bundled list only."""


@dataclass(frozen=True)
class InputConfig:
    """What a dump must be like."""

    wiki: str = _text("kowiki", 40)
    """Database name of the wiki that the drive is for; a dump of another, or of one that names none, is
    refused. Empty: any wiki."""
    repeated_titles: int = _number(20, 0, 1_000_000_000)
    """Pages that may come twice in an export, by title or by page id; the newest stays. More mean that two dumps are
    mixed, and so does a tenth of all pages with the id of another."""
    faulty_pages: int = _number(100, 0, 1_000_000_000)
    """Pages that may be left out for fields that cannot be believed or titles that no wiki allows."""


@dataclass(frozen=True)
class GatesConfig:
    """How far the new drive may differ from the one that stands there, in per cent of that; more needs --accept."""

    articles: float = _number(5.0, 0, 1e9)
    """Articles, more or fewer."""
    redirects: float = _number(10.0, 0, 1e9)
    """Redirects, more or fewer."""
    pictures: float = _number(25.0, 0, 1e9)
    """Pictures, more or fewer."""
    bytes: float = _number(25.0, 0, 1e9)
    """Size of the drive, larger or smaller."""
    failed: float = _number(50.0, 0, 1e9)
    """Pages that could not be rendered; fewer are always welcome."""
    problems: float = _number(50.0, 0, 1e9)
    """Problems on pages (report/problems.jsonl); fewer are always welcome."""
    free: int = _number(5, 0, 1_000_000)
    """So many more, or fewer down to half, are never too many (small wikis)."""


@dataclass(frozen=True)
class ReleaseConfig:
    """What stays of earlier builds."""

    keep: int = _number(2, 0, 1000)
    """So many earlier drives are kept with their reports, in OUT/YYYY-MM; `packager rollback` takes one back."""
    cache_builds: int = _number(3, 1, 1000)
    """Rendered pages that so many finished builds in a row had no use for are forgotten."""
    watch: str = ""
    """File with one title a line: pages whose first sentence `packager diff` watches."""
    watch_words: str = ""
    """File with one word a line, as names of helpers: report/look.jsonl lists the pages that have one, and those with
    telephone numbers and addresses; `packager diff` those that have a word more often than a month before."""


@dataclass(frozen=True)
class ImageConfig:
    """What `packager image` writes where the command line does not say."""

    size: int = _choice(8, 2, 4, 8, 16, 32, 64)
    """Size of the stick in the gigabytes that are printed on it."""
    fs: str = _choice("fat32", "fat32", "exfat")
    """File system. Every system of the last 25 years reads FAT32; exFAT is for single files of 4 GB and more."""
    cluster: int = _choice(0, 0, 4096, 8192, 16384, 32768)
    """Bytes of a cluster; 0: what suits the size."""
    order: tuple[str, ...] = ("index.html", "README.txt", "TXT", "data", "S", "sums.txt")
    """What comes first on the stick, and is copied first; archives always come last."""


@dataclass(frozen=True)
class Config:
    """All tables of ``snapshot.toml``."""

    snapshot: SnapshotConfig = field(default_factory=SnapshotConfig)
    selection: SelectionConfig = field(default_factory=SelectionConfig)
    ranking: RankingConfig = field(default_factory=RankingConfig)
    render: RenderConfig = field(default_factory=RenderConfig)
    scrub: ScrubConfig = field(default_factory=ScrubConfig)
    cleaning: CleaningConfig = field(default_factory=CleaningConfig)
    zim: ZimConfig = field(default_factory=ZimConfig)
    reader: ReaderConfig = field(default_factory=ReaderConfig)
    input: InputConfig = field(default_factory=InputConfig)
    gates: GatesConfig = field(default_factory=GatesConfig)
    release: ReleaseConfig = field(default_factory=ReleaseConfig)
    image: ImageConfig = field(default_factory=ImageConfig)
    folder: Path = Path()
    """Folder that relative file names in the configuration start from; not a table."""

    def file(self, name: str) -> Path:
        """A file named in the configuration."""
        return self.folder / name

    def table(self, kind: type[T]) -> T:
        """The table of a type, ``ZimConfig``; for whoever knows the type but not the name."""
        return next(table for table in (getattr(self, name) for name in TABLES) if isinstance(table, kind))


TABLES: dict[str, type[Any]] = {
    "snapshot": SnapshotConfig,
    "selection": SelectionConfig,
    "ranking": RankingConfig,
    "render": RenderConfig,
    "scrub": ScrubConfig,
    "cleaning": CleaningConfig,
    "zim": ZimConfig,
    "reader": ReaderConfig,
    "input": InputConfig,
    "gates": GatesConfig,
    "release": ReleaseConfig,
    "image": ImageConfig,
}
FILE_KEYS = (
    ("render", "wikidata"),
    ("render", "drops"),
    ("render", "unstable"),
    ("snapshot", "license_file"),
    ("snapshot", "illustration"),
    ("selection", "include"),
    ("selection", "exclude"),
    ("selection", "rules"),
    ("release", "watch"),
    ("release", "watch_words"),
    ("reader", "aliases"),
)
PICTURE_KEYS = frozenset({("snapshot", "illustration")})
"""Those of them that are no text."""


def names_of(text: str) -> tuple[str, ...]:
    """The names in a value that holds several with | between them."""
    return tuple(name.strip() for name in text.split("|") if name.strip())


def subject_names(config: Config) -> tuple[str, ...]:
    """The categories of ``[selection] subjects``."""
    return names_of(config.selection.subjects)
