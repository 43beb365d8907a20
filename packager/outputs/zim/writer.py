"""The ZIM archive: finished articles, redirects and media written through libzim, the same bytes from any machine.

What libzim leaves to chance is taken away here: entries are added in the library's canonical order, indexing threads
add their documents in that same order (``Turn``), and ``seal`` replaces the identifiers. Facts: openZIM wiki,
"Metadata"; libzim 3.13 binding. The index language is ``kor``: with ``ko`` libzim loads Korean stop words that the
query side still demands, and half of all queries find nothing.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from libzim.writer import Creator, Hint, IndexData, Item, StringProvider

from packager.addresses import category_label, quote_path
from packager.errors import OutputError
from packager.library.letter_index import letter_pages
from packager.library.special_pages import LICENSE_PATH, MAIN_PATH, Overview, license_page, main_page
from packager.model import Article, Library, MediaFile, Metadata, Redirect
from packager.outputs.zim.illustration import illustration
from packager.outputs.zim.index_text import fold, keywords
from packager.outputs.zim.seal import add_title_list, seal
from packager.outputs.zim.split import FAT32_LIMIT, split
from packager.templating import STYLE_PATH, template

MAX_TITLE_WORD = 240
"""Bytes; libzim accepts a longer word in a title and then fails when it finishes the file."""
_HREF = re.compile(r'( (?:href|src)=")\./')


@dataclass(frozen=True)
class ZimSettings:
    """What an editor can set for the archive (table ``[zim]`` of snapshot.toml)."""

    file_name: str = "wiki.zim"
    fulltext: bool = True
    redirect_suggestions: bool = True
    """Suggest redirects as titles too; costs about 260 bytes for each."""
    title_list: bool = True
    """Append the title list that readers and checkers built on libzim before 9.3 expect."""
    part_size: int = FAT32_LIMIT
    workers: int = 2
    license_text: str = ""
    illustration: bytes = b""
    """PNG, 48x48, already made anew; empty: our own computed one."""
    seen: Overview | None = None
    """What the main page shows, if the caller has gathered it already."""


class ZimReport(NamedTuple):
    """What was written."""

    files: tuple[Path, ...]
    uuid: str
    articles: int
    redirects: int
    html_bytes: int


class Turn:
    """Lets threads pass in the order of their numbers."""

    def __init__(self) -> None:
        self._next = 0
        self._changed = threading.Condition()

    def wait(self, number: int) -> None:
        """Block until all smaller numbers are done."""
        with self._changed:
            self._changed.wait_for(lambda: self._next >= number)

    def done(self, number: int) -> None:
        """Let ``number + 1`` pass."""
        with self._changed:
            self._next = max(self._next, number + 1)
            self._changed.notify_all()


class _OrderedIndexData(IndexData):  # type: ignore[misc]
    """Index data of one page.

    libzim asks for the keywords last, just before it adds the document, and drops the object just after: waiting in
    the one and passing the turn on in the other orders the documents for any number of threads.
    """

    def __init__(self, turn: Turn, number: int, title: str, prose: str) -> None:
        super().__init__()
        self.turn, self.number, self.title, self.prose = turn, number, title, prose

    def has_indexdata(self) -> bool:
        return True

    def get_title(self) -> str:
        return fold(self.title)

    def get_content(self) -> str:
        return fold(self.prose)

    def get_keywords(self) -> str:
        words = fold(keywords(self.title))
        self.turn.wait(self.number)
        return words

    def get_wordcount(self) -> int:
        return len(self.prose.split())

    def get_geoposition(self) -> None:
        return None

    def __del__(self) -> None:
        self.turn.done(self.number)


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
        index, self.index = self.index, None  # hand over the only reference: see _OrderedIndexData
        return index


def relative(html: str, path: str) -> str:
    """``./X`` means the archive's root in an ``Article``; spell it as seen from ``path``."""
    depth = path.count("/")
    return _HREF.sub(rf"\1{'../' * depth}", html) if depth else html


def article_page(article: Article, metadata: Metadata, root: str) -> str:
    """The whole HTML document of one article."""
    return template("article.html.jinja2").render(
        article=article,
        metadata=metadata,
        root=root,
        style=root + STYLE_PATH,
        main=root + MAIN_PATH,
        license=root + LICENSE_PATH,
        body=relative(article.html, article.path),
        category_links=[(root + quote_path(path), category_label(path)) for path in article.categories],
    )


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
        creator.add_metadata(name, value.encode(), "text/plain;charset=utf-8")
    creator.add_illustration(48, picture or illustration())


class _Writer:
    """Adds entries one by one and counts them."""

    def __init__(self, creator: Creator, library: Library, settings: ZimSettings, tick: Callable[[int], None]) -> None:
        self.creator, self.library, self.settings, self.tick = creator, library, settings, tick
        self.turn, self.indexed = Turn(), 0
        self.articles = self.redirects = self.html_bytes = 0

    def add(self, path: str, title: str, mimetype: str, content: bytes, front: bool, prose: str | None = None) -> None:
        index = None
        if prose is not None and self.settings.fulltext:
            index = _OrderedIndexData(self.turn, self.indexed, title, prose)
            self.indexed += 1
        self.creator.add_item(_Entry(path, title, mimetype, content, front, index))

    def article(self, article: Article) -> None:
        check_title(article.title)
        root = "../" * article.path.count("/") or "./"
        content = article_page(article, self.library.metadata, root).encode()
        self.add(
            article.path, article.title, "text/html", content, article.front, article.prose if article.front else None
        )
        self.articles += 1
        self.html_bytes += len(content)
        self.tick(1)

    def redirect(self, redirect: Redirect) -> None:
        hints = {Hint.FRONT_ARTICLE: int(self.settings.redirect_suggestions)}
        self.creator.add_redirection(redirect.path, redirect.title, redirect.target, hints)
        self.redirects += 1

    def media(self, file: MediaFile) -> None:
        self.add(file.path, "", file.mimetype, file.content, front=False)


def check_title(title: str) -> None:
    """Raises OutputError for a title that would make libzim fail at the very end."""
    longest = max((len(fold(word).encode()) for word in title.split()), default=0)
    if longest > MAX_TITLE_WORD:
        raise OutputError(
            f"title «{title[:40]}...» has a word of {longest} bytes and the index takes {MAX_TITLE_WORD}; "
            "leave the page out with [selection] exclude"
        )


@contextmanager
def _quiet() -> Iterator[None]:
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
    library: Library, folder: Path, settings: ZimSettings, tick: Callable[[int], None] = lambda n: None
) -> ZimReport:
    """Write the archive into ``folder``, which is private to this run: libzim finishes a file even after an error.

    Raises OutputError with the reason when libzim cannot write.
    """
    path = folder / settings.file_name
    creator = Creator(path).config_indexing(settings.fulltext, library.metadata.language)
    creator.config_nbworkers(max(1, settings.workers)).config_verbose(False).set_mainpath(MAIN_PATH)
    try:
        with _quiet(), creator:
            writer = _Writer(creator, library, settings, tick)
            _metadata(creator, library.metadata, settings.illustration)
            for file in library.media():
                writer.media(file)
            writer.article(main_page(library, settings.seen))
            writer.article(license_page(library.metadata, settings.license_text))
            titles = []
            for article in library.articles():
                writer.article(article)
                if article.kind == "article":
                    titles.append((article.title, article.path))
            for page in letter_pages(titles):
                writer.article(page)
            for redirect in library.redirects():
                writer.redirect(redirect)
    except (RuntimeError, OSError) as error:
        raise OutputError(
            f"{settings.file_name}: libzim could not write it ({error}); is there room on the disk?"
        ) from error
    if settings.title_list:
        add_title_list(path)
    uuid = seal(path)
    files = split(path, settings.part_size)
    return ZimReport(tuple(files), uuid, writer.articles, writer.redirects, writer.html_bytes)
