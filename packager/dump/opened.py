"""A dump that has been opened: what it is, and its pages one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from packager.dump.containers import Container, bzip2
from packager.dump.info import DumpInfo, plain_name
from packager.dump.multistream_index import check_index, read_index
from packager.dump.page_ids import PageIds
from packager.dump.page_title import page_title
from packager.dump.part_names import parse_part_name
from packager.dump.prefetch import Prefetch
from packager.dump.raw_page import KeepNamespace, LeftOut, RawPage
from packager.dump.reader import Reader
from packager.dump.redirect import redirect_target
from packager.dump.soundness import LARGEST_ID, fault_of, sound_time
from packager.dump.unpacked_byte import unpacked_byte
from packager.errors import DumpError, Said
from packager.model import Page, Revision, SiteInfo, Title

BytesRead = Callable[[int], None]

LISTED = 10_000
"""Most pages that are listed one by one; all are counted."""


def _shifted(bytes_read: BytesRead, before: int, done: int) -> None:
    bytes_read(before + done)


@dataclass(slots=True)
class DumpPart:
    """One file with the modules that understand it."""

    path: Path
    container: Container
    reader: Reader
    index: Path | None = None

    @property
    def packed(self) -> bool:
        return self.container.NAME != "plain"


@dataclass(slots=True)
class ReadCounts:
    """What came by while the pages were read; ``pages`` is the sum of the rest."""

    pages: int = 0
    given: int = 0
    """Pages that the iteration gave."""
    namespaces: dict[int, int] = field(default_factory=dict)
    """Pages passed over, by namespace."""
    deleted: int = 0
    """Pages whose text the wiki has hidden."""
    faulty: int = 0
    """Pages with a field that cannot be believed; they are left out."""
    repeated: int = 0
    """How often a page id came again: all are given, the page store keeps the newest and tells whether there are so
    many that two dumps must be mixed. An HTML snapshot may hold several revisions of every page."""
    left_out: list[LeftOut] = field(default_factory=list)
    """The faulty pages, the first ``LISTED`` of them."""
    missing: int = 0
    """Pages that the dump lists without their text."""
    newest: str = ""
    """Time of the newest revision; what is no time does not count."""


class Dump:
    """All parts of one dump as one sequence of pages. Iterate once; iterating again reads the files again."""

    def __init__(self, info: DumpInfo, site: SiteInfo, parts: list[DumpPart], jobs: int) -> None:
        self.site = site
        self.parts = parts
        self.jobs = jobs
        self.place: tuple[int, int] = (0, 0)
        """Number of the part and byte of its unpacked text at which the last page that was given begins."""
        self.counts = ReadCounts()
        self._info = info

    @property
    def info(self) -> DumpInfo:
        """Identity of the dump; its date is there after the last page was read."""
        return replace(self._info, date=self.counts.newest[:10])

    def place_of(self, part: int, offset: int) -> Said:
        """A place in the dump as messages name it."""
        place = unpacked_byte(offset, self.parts[part].packed)
        return Said("{file}: {place}", file=plain_name(self.parts[part].path), place=place)

    def __iter__(self) -> Iterator[Page]:
        return self.pages()

    def pages(self, keep: KeepNamespace | None = None, bytes_read: BytesRead | None = None) -> Iterator[Page]:
        """Pages of the namespaces that ``keep`` accepts, in the order of the dump, each as often as it comes."""
        for page, _ in self.pages_with_bytes(keep, bytes_read):
            yield page

    def pages_with_bytes(
        self, keep: KeepNamespace | None = None, bytes_read: BytesRead | None = None
    ) -> Iterator[tuple[Page, bytes]]:
        """The same, each with its text in UTF-8, which the reader mostly has already."""
        self.counts = counts = ReadCounts()
        for raw in self._raw_pages(keep, bytes_read or (lambda done: None)):
            counts.pages += 1
            if raw.timestamp > counts.newest and sound_time(raw.timestamp):
                counts.newest = raw.timestamp
            if raw.state == "text" and (fault := fault_of(raw)):
                counts.faulty += 1
                if len(counts.left_out) < LISTED:
                    counts.left_out.append(LeftOut(raw.title, raw.page_id, self.place_of(*self.place), fault))
                continue
            if raw.state in ("deleted", "missing"):
                setattr(counts, raw.state, getattr(counts, raw.state) + 1)
                continue
            if raw.state == "text":
                title = page_title(raw.title, raw.ns, self.site)
                if keep is None or keep(title.ns):
                    counts.given += 1
                    yield self._page(raw, title), raw.utf8 or raw.text.encode("utf-8")
                    continue
            ns = raw.ns if raw.ns is not None else page_title(raw.title, None, self.site).ns
            counts.namespaces[ns] = counts.namespaces.get(ns, 0) + 1
        if not counts.pages:
            raise DumpError("{file}: byte 0: not a single page in it; give a dump of pages", file=self.parts[0].path)
        if counts.missing and not counts.given and not counts.namespaces:
            raise DumpError(
                "{file}: byte 0: a stub dump, {count} pages without their text;"
                " fetch pages-articles or the content export instead",
                file=self.parts[0].path,
                count=counts.missing,
            )

    def page_of(self, raw: RawPage) -> Page | None:
        """The page that stands in the dump as ``raw``; None if it has no text or cannot be believed."""
        if raw.state != "text" or fault_of(raw):
            return None
        return self._page(raw, page_title(raw.title, raw.ns, self.site))

    def _page(self, raw: RawPage, title: Title) -> Page:
        redirect = None
        if raw.redirect is not None or (raw.model == "wikitext" and "#" in raw.text[:64]):
            redirect = redirect_target(raw.text, raw.redirect, self.site)
        revision = Revision(raw.revision_id, raw.timestamp)
        return Page(title, raw.page_id, revision, raw.model, raw.text, redirect)

    def _raw_pages(self, keep: KeepNamespace | None, bytes_read: BytesRead) -> Iterator[RawPage]:
        seen = PageIds()
        slices = any(parse_part_name(part.path.name).slice_of_page for part in self.parts)
        held: RawPage | None = None
        before = 0
        for number, part in enumerate(self.parts):
            for raw in self._part_pages(part, keep, partial(_shifted, bytes_read, before)):
                if slices and held is not None and held.page_id == raw.page_id and held.title == raw.title:
                    held = max(held, raw, key=lambda page: (page.timestamp, page.revision_id))
                    continue
                if 0 < raw.page_id <= LARGEST_ID and not seen.add(raw.page_id):
                    self.counts.repeated += 1
                if held is not None:
                    yield held
                held = raw
                self.place = (number, raw.offset)
                if not slices:
                    yield raw
                    held = None
            before += part.path.stat().st_size
        if held is not None:
            yield held

    def _part_pages(self, part: DumpPart, keep: KeepNamespace | None, bytes_read: BytesRead) -> Iterator[RawPage]:
        index = read_index(part.index) if part.index else None
        pages = id_sum = 0
        starts: list[int] = []
        if part.container is bzip2:
            source = bzip2.unpack(part.path, self.jobs, bytes_read, starts)
        else:
            source = part.container.unpack(part.path, self.jobs, bytes_read)
        pieces = Prefetch(source)
        try:
            for raw in part.reader.read_pages(part.path, pieces, keep, part.packed):
                pages += 1
                id_sum += raw.page_id
                yield raw
            if next(pieces, None) is not None:
                raise DumpError("{file}: bytes after the end of the dump; fetch it again", file=part.path)
        finally:
            pieces.close()
        if index is not None:
            check_index(part.path, index, pages, id_sum, starts)
