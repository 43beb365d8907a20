"""The index of a multistream dump (manual: Multistream dumps): ``offset:page id:title``, one page a line.

It is kept as numbers only: how many pages, the sum of their ids, where their streams begin.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from packager.dump.containers import find_container
from packager.errors import DumpError


@dataclass(slots=True)
class MultistreamIndex:
    """What the index promises about its dump file."""

    path: Path
    pages: int = 0
    id_sum: int = 0
    offsets: set[int] = field(default_factory=set)


def _lines(path: Path) -> Iterator[bytes]:
    rest = b""
    for piece in find_container(path).unpack(path, 1, lambda done: None):
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
    if rest:
        yield rest


def index_titles(path: Path) -> Iterator[str]:
    """The titles as the index spells them, with XML's escapes."""
    for line in _lines(path):
        yield line.split(b":", 2)[-1].decode("utf-8", "replace")


def index_rows(path: Path) -> Iterator[tuple[int, int, str]]:
    """Offset, page id and title, as the index spells it, of each page. Raises DumpError for a line that is none."""
    for number, line in enumerate(_lines(path), 1):
        offset, _, rest = line.partition(b":")
        page_id, _, title = rest.partition(b":")
        if not (offset.isdigit() and page_id.isdigit() and title):
            raise _no_row(path, number)
        yield int(offset), int(page_id), title.decode("utf-8", "replace")


def _no_row(path: Path, number: int) -> DumpError:
    return DumpError(
        "{file}: line {line}: not offset:page:title; the index is damaged, fetch it again", file=path, line=number
    )


def read_index(path: Path) -> MultistreamIndex:
    """The whole index, counted."""
    index = MultistreamIndex(path)
    for number, line in enumerate(_lines(path), 1):
        offset, _, rest = line.partition(b":")
        page_id, _, title = rest.partition(b":")
        if not (offset.isdigit() and page_id.isdigit() and title):
            raise _no_row(path, number)
        index.pages += 1
        index.id_sum += int(page_id)
        index.offsets.add(int(offset))
    return index


def check_index(part: Path, index: MultistreamIndex, pages: int, id_sum: int, starts: list[int]) -> None:
    """Raise if the dump file does not hold exactly what its index promises."""
    if pages != index.pages:
        raise DumpError(
            "{file}: byte {offset}: {pages} pages read, but {index} lists {listed};"
            " dump and index do not belong together or pages are lost, fetch both again",
            file=part,
            offset=part.stat().st_size,
            pages=pages,
            index=index.path.name,
            listed=index.pages,
        )
    if id_sum != index.id_sum:
        raise DumpError(
            "{file}: byte 0: other pages than {index} lists; dump and index do not belong together, fetch both again",
            file=part,
            index=index.path.name,
        )
    lost = sorted(index.offsets - set(starts))
    if starts and lost:
        raise DumpError(
            "{file}: byte {offset}: {index} says that a stream begins here, but none does; dump and index"
            " do not belong together, fetch both again",
            file=part,
            offset=lost[0],
            index=index.path.name,
        )
