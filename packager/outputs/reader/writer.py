"""The reader: ``index.html`` that opens by a double click, its data files, and plain pages.

Nothing here holds the library: paths are kept as hashes, articles pass one by one into shards.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from packager.addresses import href
from packager.errors import OutputError
from packager.library.letter_index import INDEX_PATH, letter_pages
from packager.library.special_pages import LICENSE_PATH, Overview, license_page, overview
from packager.model import Article, Library
from packager.outputs.reader.items import article_item, picture_item
from packager.outputs.reader.links import LinkRewriter
from packager.outputs.reader.paths import PathIndex
from packager.outputs.reader.plain import INDEX_FILE, MostLinked, PlainPages
from packager.outputs.reader.scripts import reader_script, reader_styles
from packager.outputs.reader.search.indexes import write_indexes
from packager.outputs.reader.search.settings import SearchSettings
from packager.outputs.reader.shards import (
    DEFAULT_LEVEL,
    DEFAULT_SEGMENT,
    DEFAULT_TARGET,
    ShardWriter,
    boot_payload,
    boot_script,
    shard_path,
    tables,
)
from packager.templating import template

DATA = "data"
_COPIED = 1  # compression level for pictures, which are compressed already


def nothing() -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class ReaderSettings:
    """What the editor decides about the reader; the same settings and library give the same bytes."""

    title: str = "문서"
    """Title of the window, the same for every page; it stays in the browser's history, so it says nothing."""
    shard_size: int = DEFAULT_TARGET
    """Bytes on disk that data files are filled up to."""
    level: int = DEFAULT_LEVEL
    """Zstandard level of the data files."""
    segment: int = DEFAULT_SEGMENT
    plain_pages: int = 2000
    """How many of the most linked-to articles are written as plain pages."""
    aliases: Path | None = None
    """More pairs for the search (TSV), besides the bundled ones."""
    license_text: str = ""
    seen: Overview | None = None
    """What the main page shows, if the caller has gathered it already."""
    temp: Path | None = None
    """Folder for files that do not stay; the system's if None."""
    jobs: int = 1
    """Threads that compress. Does not change the bytes."""
    tick: Callable[[], object] = nothing
    """Called after each article."""


class ReaderReport(NamedTuple):
    """What was written."""

    articles: int
    """Items of kind A: articles, category and index pages."""
    files: int
    size: int
    plain_files: int
    unresolved: int
    """Links that led to no entry and became text; 0 unless the library is not closed."""
    kinds: dict[str, tuple[int, int, int]]
    """For each kind of shard: files, raw bytes, bytes on disk."""


@dataclass
class _Writing:
    """The shard writers of one run in the order in which they were asked for."""

    folder: Path
    settings: ReaderSettings
    writers: list[ShardWriter] = field(default_factory=list)

    def writer(self, kind: str, target: int | None = None, level: int | None = None) -> ShardWriter:
        """The writer for a kind of shard; ``target`` is the size of a file on disk."""
        if any(writer.kind == kind for writer in self.writers) or not kind.isascii() or not kind.isalpha():
            raise ValueError(f"kind of shard {kind!r}")
        made = ShardWriter(
            self.folder,
            kind,
            target or self.settings.shard_size,
            self.settings.level if level is None else level,
            workers=self.settings.jobs,
            segment=self.settings.segment,
        )
        self.writers.append(made)
        return made


def write_reader(library: Library, out: Path, settings: ReaderSettings | None = None) -> ReaderReport:
    """Write the reader of ``library`` into the folder ``out``."""
    settings = settings or ReaderSettings()
    out.mkdir(parents=True, exist_ok=True)
    seen = settings.seen or overview(library)
    work = _Writing(out / DATA, settings)

    pictures, article_styles = _write_media(library, work)
    paths, titles, most_linked = _number_pages(library, settings)
    articles = paths.count
    for page in _extra_pages(library, titles, settings):
        paths.add(page.path)
    paths.freeze()
    for row in library.redirects():
        paths.redirect(row.path, row.target, row.fragment)
    paths.freeze()

    def picture(path: str) -> int | None:
        found = pictures.locate(path)
        return found.number if found else None

    links = LinkRewriter(paths.locate, paths.is_category, picture)
    plain = PlainPages(out, settings.temp, most_linked.numbers(), settings.title, settings.shard_size)
    writer = work.writer("A")
    for page in _all_pages(library, titles, settings):
        body = links.rewrite(page.html)
        number = writer.add(article_item(page, body, paths.locate))
        plain.offer(number, page.title, body)
        settings.tick()
    writer.close()
    del titles

    blocks = _write_search(library, work, paths, settings)
    for each in work.writers:
        each.close()

    main = template("reader/main.html.jinja2").render(
        seen=seen, metadata=library.metadata, href=href, license=LICENSE_PATH
    )
    blocks["main"] = links.rewrite(main).encode()
    blocks["site"] = _site_facts(library, paths, articles)
    blocks["tables"] = tables(work.writers)
    boot = out / DATA / shard_path("B", 0)
    boot.parent.mkdir(parents=True, exist_ok=True)
    boot.write_bytes(boot_script(boot_payload(blocks), settings.level))

    styles = article_styles + reader_styles()
    plain_files = plain.write(styles)
    index = template("reader/index.html.jinja2").render(
        title=settings.title, styles=styles, script=reader_script(), plain_pages=INDEX_FILE if plain_files else ""
    )
    (out / "index.html").write_text(index, encoding="utf-8", newline="\n")

    kinds = {w.kind: (len(w.counts), w.raw_size, w.file_size) for w in work.writers}
    files = sum(count for count, _, _ in kinds.values()) + 2 + plain_files
    size = sum(size for _, _, size in kinds.values()) + boot.stat().st_size + len(index.encode())
    return ReaderReport(paths.count, files, size, plain_files, sum(links.unresolved.values()), kinds)


def _write_media(library: Library, work: _Writing) -> tuple[PathIndex, str]:
    """Pictures as items of kind I; the text of the style sheets, which go into the page."""
    pictures, styles = PathIndex(), []
    writer = work.writer("I", level=_COPIED)
    for file in library.media():
        if file.mimetype.startswith("image/"):
            pictures.add(file.path)
            writer.add(picture_item(file.mimetype, file.content))
        elif file.mimetype == "text/css":
            styles.append(file.content.decode("utf-8") + "\n")
    writer.close()
    pictures.freeze()
    return pictures, "".join(styles)


def _number_pages(library: Library, settings: ReaderSettings) -> tuple[PathIndex, list[tuple[str, str]], MostLinked]:
    """Item numbers in library order, titles for the 가나다 index, and the articles for the plain pages."""
    paths, titles, most_linked = PathIndex(), [], MostLinked(settings.plain_pages)
    for page in library.articles():
        number = paths.add(page.path, category=page.kind == "category")
        if page.kind == "article":
            most_linked.offer(number, page.incoming)
            if page.front:
                titles.append((page.title, page.path))
    if not paths.count:
        raise OutputError("reader: there are no articles to write; look at the selection")
    return paths, titles, most_linked


def _extra_pages(library: Library, titles: list[tuple[str, str]], settings: ReaderSettings) -> Iterator[Article]:
    """Pages that the library does not have: licence and 가나다 index."""
    yield license_page(library.metadata, settings.license_text)
    yield from letter_pages(titles)


def _all_pages(library: Library, titles: list[tuple[str, str]], settings: ReaderSettings) -> Iterator[Article]:
    yield from library.articles()
    yield from _extra_pages(library, titles, settings)


def _write_search(library: Library, work: _Writing, paths: PathIndex, settings: ReaderSettings) -> dict[str, bytes]:
    """The indexes; their blocks for the boot file."""
    aliases = settings.aliases.read_text(encoding="utf-8") if settings.aliases else ""
    size = settings.shard_size
    wanted = SearchSettings(text_shard=size // 2, lead_shard=size // 8, aliases=aliases, jobs=settings.jobs)
    with tempfile.TemporaryDirectory(dir=settings.temp) as temp:
        return dict(write_indexes(library, work.writer, paths.locate, wanted, Path(temp)))


def _site_facts(library: Library, paths: PathIndex, articles: int) -> bytes:
    """Lines of name, tab, value for ``R.site``."""
    places = {"indexPage": paths.locate(INDEX_PATH), "licensePage": paths.locate(LICENSE_PATH)}
    facts: dict[str, object] = {
        "articles": articles,
        "title": library.metadata.title,
        "date": library.metadata.date,
        "license": library.metadata.license,
        **{name: place.number for name, place in places.items() if place},
    }
    return "".join(f"{name}\t{value}\n" for name, value in facts.items()).encode()
