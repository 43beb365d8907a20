"""The reader: ``index.html`` that opens by a double click, its data files, and plain pages.

Nothing here holds the library: paths are kept as hashes, articles pass one by one into shards.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeVar

from packager.addresses import href, title_text
from packager.config import ReaderConfig
from packager.errors import OutputError
from packager.library.letter_index import INDEX_PATH, LETTERS
from packager.library.special_pages import LICENSE_PATH, MAIN_PATH
from packager.model import Article, Entry, Library
from packager.outputs.reader.items import article_item, picture_item
from packager.outputs.reader.links import LinkRewriter
from packager.outputs.reader.paths import PathIndex
from packager.outputs.reader.plain import INDEX_FILE, MostLinked, PlainPages
from packager.outputs.reader.scripts import reader_script, reader_styles
from packager.outputs.reader.search.indexes import SearchIndexes, lead_size, text_size
from packager.outputs.reader.shards import (
    DEFAULT_LEVEL,
    DEFAULT_SEGMENT,
    ROOTS,
    ShardWriter,
    boot_payload,
    boot_script,
    shard_path,
    tables,
    write_copies,
)
from packager.templating import template, words

DEFAULT = ReaderConfig()
P = TypeVar("P", Article, Entry)
DATA = "data"
_COPIED = 1  # compression level for pictures, which are compressed already


class Frames(NamedTuple):
    """How data files are compressed; part of the bytes, and the same for every drive but those of tests."""

    level: int = DEFAULT_LEVEL
    """Zstandard level."""
    segment: int = DEFAULT_SEGMENT


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
    target: int
    jobs: int
    frames: Frames
    writers: list[ShardWriter] = field(default_factory=list)

    def writer(self, kind: str, target: int | None = None, level: int | None = None) -> ShardWriter:
        """The writer for a kind of shard; ``target`` is the size of a file on disk."""
        if any(writer.kind == kind for writer in self.writers) or not kind.isascii() or not kind.isalpha():
            raise ValueError(f"kind of shard {kind!r}")
        made = ShardWriter(
            self.folder,
            kind,
            target or self.target,
            self.frames.level if level is None else level,
            workers=self.jobs,
            segment=self.frames.segment,
        )
        self.writers.append(made)
        return made


class _Numbered(NamedTuple):
    """The pages of the reader by item number."""

    paths: PathIndex
    own: int
    """How many of them are the wiki's."""
    plain: frozenset[int]
    """Articles that are written as plain pages too."""


def write_reader(
    library: Library,
    out: Path,
    config: ReaderConfig = DEFAULT,
    *,
    aliases: str = "",
    jobs: int = 1,
    temp: Path | None = None,
    tick: Callable[[], object] = lambda: None,
    frames: Frames = Frames(),  # noqa: B008 - frozen
) -> ReaderReport:
    """Write the reader of ``library`` into the folder ``out``; the same library and settings give the same bytes.

    ``aliases`` are the editor's rows for the search, besides the bundled ones; ``jobs`` threads compress; ``temp`` is a
    folder for files that do not stay, the system's if None. Raises OutputError for an empty library.
    """
    out.mkdir(parents=True, exist_ok=True)
    work = _Writing(out / DATA, config.shard_size, jobs, frames)
    pictures, article_styles = _write_media(library, work)
    numbered = _number_pages(library, config.plain_pages)
    links = LinkRewriter(numbered.paths.locate, numbered.paths.is_category, pictures.number)
    plain = PlainPages(out, temp, numbered.plain, words("window"), library.metadata.license)
    with tempfile.TemporaryDirectory(dir=temp) as folder:
        _write_pages(library, work, numbered.paths, links, plain, Path(folder), aliases, tick)
    boot_size = _write_boot(library, work, numbered, links) + write_copies(work.folder)
    styles = article_styles + reader_styles()
    plain_files, subjects = plain.write(styles, library.subjects())
    index = shell(styles, plain_files > 0, subjects)
    (out / "index.html").write_text(index, encoding="utf-8", newline="\n")
    text = readme(plain_files > 0)
    (out / "README.txt").write_bytes(text)

    kinds = {w.kind: (len(w.counts), w.raw_size, w.file_size) for w in work.writers}
    files = sum(count for count, _, _ in kinds.values()) + len(ROOTS) + 3 + plain_files
    size = sum(size for _, _, size in kinds.values()) + boot_size + len(index.encode()) + len(text)
    return ReaderReport(numbered.paths.count, files, size, plain_files, sum(links.unresolved.values()), kinds)


def shell(styles: str, plain_pages: bool, subjects: Sequence[tuple[str, str]] = ()) -> str:
    """``index.html``: a small front page for browsers without script, and the script that makes the reader of it."""
    return template("reader/index.html.jinja2").render(
        title=words("window"),
        styles=styles,
        script=reader_script(),
        app=template("reader/app.html.jinja2").render(),
        shelves=LETTERS,
        plain_pages=INDEX_FILE if plain_pages else "",
        subjects=subjects,
    )


def readme(plain_pages: bool) -> bytes:
    """The text for whoever looks at the drive first. Old text editors need the byte order mark and both line ends."""
    text = template("reader/readme.txt.jinja2").render(plain_pages=plain_pages)
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


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


def reader_order(pages: Iterable[P]) -> Iterator[P]:
    """The wiki's pages first, so that item numbers begin with them; the main page is one of the reader's own."""
    special: list[P] = []
    for page in pages:
        if page.kind == "special":
            special.append(page)
            continue
        if page.kind == "index":
            yield from (each for each in special if each.path != MAIN_PATH)
            special = []
        yield page
    yield from (each for each in special if each.path != MAIN_PATH)


def _number_pages(library: Library, plain_pages: int) -> _Numbered:
    """Item numbers in the reader's order, redirects, and the articles for the plain pages."""
    paths, most_linked, own = PathIndex(), MostLinked(plain_pages), 0
    for entry in reader_order(library.entries()):
        number = paths.add(entry.path, category=entry.kind == "category")
        own += entry.kind in ("article", "category")
        if entry.kind == "article":
            most_linked.offer(number, entry.incoming)
    if not own:
        raise OutputError("reader: there are no articles to write; look at the selection")
    paths.freeze()
    for row in library.redirects():
        paths.redirect(row.path, row.target, row.fragment)
    paths.freeze()
    return _Numbered(paths, own, most_linked.numbers())


def _write_pages(
    library: Library,
    work: _Writing,
    paths: PathIndex,
    links: LinkRewriter,
    plain: PlainPages,
    temp: Path,
    aliases: str,
    tick: Callable[[], object],
) -> None:
    """One pass over the library: items, plain pages and indexes."""
    writer = work.writer("A")
    indexes = SearchIndexes(
        work.writer,
        temp,
        text_shard=text_size(work.target),
        lead_shard=lead_size(work.target),
        aliases=aliases,
        jobs=work.jobs,
    )
    for page in reader_order(library.articles()):
        body = links.rewrite(page.html)
        number = writer.add(article_item(page, body, paths.locate))
        plain.offer(number, page, body)
        if page.kind == "article" and page.front:
            # Pages that only tell names apart are found by their names; their lists answer nothing.
            indexes.article(number, page.title, "" if page.disambiguation else page.prose, page.incoming)
        tick()
    writer.close()
    for redirect in library.redirects():
        place = paths.locate(redirect.target)
        if place:
            indexes.redirect(redirect.title, place.number, title_text(redirect.target), redirect.fragment)
    indexes.close()
    for each in work.writers:
        each.close()


def _write_boot(library: Library, work: _Writing, numbered: _Numbered, links: LinkRewriter) -> int:
    """The file that the reader loads first: main page, facts, tables of the shards. Gives its size."""
    main = template("reader/main.html.jinja2").render(
        seen=library.overview(), metadata=library.metadata, href=href, license=LICENSE_PATH
    )
    blocks = {
        "main": links.rewrite(main).encode(),
        "site": _site_facts(library, numbered.paths, numbered.own),
        "tables": tables(work.writers),
    }
    boot = work.folder / shard_path("B", 0)
    boot.parent.mkdir(parents=True, exist_ok=True)
    boot.write_bytes(boot_script(boot_payload(blocks), work.frames.level))
    return boot.stat().st_size


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
