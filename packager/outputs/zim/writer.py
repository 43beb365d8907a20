"""The ZIM archive: finished articles, redirects and media written through libzim, the same bytes from any machine.

What libzim leaves to chance is taken away here: entries are added in the library's canonical order, indexing threads
add their documents in that same order (``ordered_index``), and ``seal`` replaces the identifiers. Facts: openZIM wiki,
"Metadata"; libzim 3.13 binding. The index language is ``kor``: with ``ko`` libzim loads Korean stop words that the
query side still demands, and half of all queries find nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from libzim.writer import Creator, Hint, IndexData, Item, StringProvider

from packager.addresses import title_text
from packager.config import ZimConfig
from packager.errors import OutputError
from packager.library.special_pages import MAIN_PATH
from packager.model import NS_CATEGORY, NS_MAIN, Article, Library, MediaFile, Metadata, Redirect, Title
from packager.outputs.zim.illustration import illustration
from packager.outputs.zim.index_title import indexed_title
from packager.outputs.zim.northern import NorthernNames
from packager.outputs.zim.ordered_index import OrderedIndexData, Turn
from packager.outputs.zim.page import article_page
from packager.outputs.zim.seal import add_title_list, seal
from packager.outputs.zim.split import split
from packager.titles import entry_path

DEFAULT = ZimConfig()
_TEXT = "text/plain;charset=utf-8"


class ZimReport(NamedTuple):
    """What was written."""

    files: tuple[Path, ...]
    uuid: str
    articles: int
    redirects: int
    html_bytes: int
    shortened: tuple[str, ...] = ()
    """Titles that the index holds only in part."""


class _Entry(Item):  # type: ignore[misc]
    """One entry of the archive."""

    def __init__(
        self, path: str, title: str, mimetype: str, content: bytes, front: bool, index: IndexData | None = None
    ) -> None:
        super().__init__()
        self.path, self.title, self.mimetype, self.content, self.front, self.index = (
            path, title, mimetype, content, front, index,
        )  # fmt: skip

    def get_path(self) -> str:
        return self.path

    def get_title(self) -> str:
        return self.title

    def get_mimetype(self) -> str:
        return self.mimetype

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(self.content)

    def get_hints(self) -> dict[Any, int]:
        text = self.mimetype.startswith("text/") or self.mimetype == "image/svg+xml"
        return {Hint.FRONT_ARTICLE: int(self.front), Hint.COMPRESS: int(text)}

    def get_indexdata(self) -> IndexData | None:
        index, self.index = self.index, None  # hand over the only reference: see OrderedIndexData
        return index


def _metadata(creator: Creator, metadata: Metadata, picture: bytes) -> None:
    values = {
        "Name": metadata.name,
        "Title": metadata.title,
        "Creator": metadata.creator,
        "Publisher": metadata.publisher,
        "Date": metadata.date,
        "Description": metadata.description,
        "Language": metadata.language,
        "License": metadata.license,
    }
    if metadata.long_description:
        values["LongDescription"] = metadata.long_description
    for name, value in sorted(values.items()):
        creator.add_metadata(name, value.encode(), _TEXT)
    creator.add_illustration(48, picture or illustration())


class _Writer:
    """Adds entries one by one and counts them."""

    def __init__(self, creator: Creator, library: Library, fulltext: bool, redirect_suggestions: bool) -> None:
        self.creator, self.metadata, self.fulltext = creator, library.metadata, fulltext
        self.redirect_suggestions = redirect_suggestions
        self.category = entry_path(Title(NS_CATEGORY, "-"), library.site)[:-1]
        """How the paths of categories begin."""
        self.pictures = False
        self.northern = NorthernNames()
        self.turn, self.indexed = Turn(), 0
        self.articles = self.redirects = self.html_bytes = 0
        self.shortened: list[str] = []

    def _add(self, path: str, title: str, mimetype: str, content: bytes, front: bool, prose: str | None) -> None:
        index = None
        if prose is not None and self.fulltext:
            index = OrderedIndexData(self.turn, self.indexed, title, prose)
            self.indexed += 1
        self.creator.add_item(_Entry(path, title, mimetype, content, front, index))

    def _title(self, title: str) -> str:
        """The title as the index takes it."""
        indexed = indexed_title(title)
        if indexed != title:
            self.shortened.append(title)
        return indexed

    def article(self, article: Article) -> None:
        root = "../" * article.path.count("/") or "./"
        content = article_page(article, self.metadata, root).encode()
        prose = article.prose if article.front else None
        if article.kind == "article" and not article.disambiguation and self.redirect_suggestions:
            self.northern.offer(article.path, article.title, article.prose, article.incoming)
        # Whoever asks for any article wants no list of them: a category is found in the text and by its links only.
        front = article.front and article.kind == "article"
        self._add(article.path, self._title(article.title), "text/html", content, front, prose)
        self.articles += 1
        self.html_bytes += len(content)

    def redirect(self, redirect: Redirect) -> None:
        front = self.redirect_suggestions and not redirect.target.startswith(self.category)
        hints = {Hint.FRONT_ARTICLE: int(front)}
        self.creator.add_redirection(redirect.path, self._title(redirect.title), redirect.target, hints)
        self.redirects += 1

    def media(self, file: MediaFile) -> None:
        self.pictures = self.pictures or file.mimetype.startswith("image/")
        self._add(file.path, "", file.mimetype, file.content, front=False, prose=None)

    def northern_spellings(self, library: Library) -> list[Redirect]:
        """Further names of articles, none of which is a title of the library's own."""
        for entry in library.entries():
            self.northern.taken(title_text(entry.path))
        names = self.northern.names()
        return [Redirect(entry_path(Title(NS_MAIN, name), library.site), name, path) for name, path in names]

    def tags(self) -> None:
        """Say what the archive holds, once its pictures are known (openZIM wiki, "Tags")."""
        said = {True: "yes", False: "no"}
        tags = (
            "wikipedia",
            "_category:wikipedia",
            f"_pictures:{said[self.pictures]}",
            "_videos:no",
            "_details:yes",
            f"_ftindex:{said[self.fulltext]}",
        )
        self.creator.add_metadata("Tags", ";".join(tags).encode(), _TEXT)


@contextmanager
def quiet() -> Iterator[None]:
    """libzim's writer talks on the process's standard output from C++; that belongs to our callers."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def write_zim(
    library: Library,
    folder: Path,
    config: ZimConfig = DEFAULT,
    *,
    jobs: int = 2,
    picture: bytes = b"",
    tick: Callable[[], object] = lambda: None,
) -> ZimReport:
    """Write the archive into ``folder``, which is private to this run: libzim finishes a file even after an error.

    ``picture`` is a PNG of 48x48 pixels, already made anew; without one our own computed one is taken.
    Raises OutputError with the reason when libzim cannot write.
    """
    path = folder / config.file_name
    creator = Creator(path).config_indexing(config.fulltext, library.metadata.language)
    creator.config_nbworkers(max(1, jobs)).config_verbose(False).set_mainpath(MAIN_PATH)
    try:
        with quiet(), creator:
            writer = _Writer(creator, library, config.fulltext, config.redirect_suggestions)
            _metadata(creator, library.metadata, picture)
            for file in library.media():
                writer.media(file)
            writer.tags()
            for article in library.articles():
                writer.article(article)
                tick()
            for redirect in library.redirects():
                writer.northern.taken(title_text(redirect.path))
                writer.redirect(redirect)
            for redirect in writer.northern_spellings(library):
                writer.redirect(redirect)
    except (RuntimeError, OSError) as error:
        raise OutputError(
            "{file}: libzim could not write it ({error}); is there room on the disk?",
            file=config.file_name,
            error=error,
        ) from error
    if config.title_list:
        add_title_list(path)
    uuid = seal(path)
    files = split(path, config.part_size)
    return ZimReport(tuple(files), uuid, writer.articles, writer.redirects, writer.html_bytes, tuple(writer.shortened))
