"""From dump files to an open page store, with progress: where every command that takes a dump begins."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from packager.dump import open_dump
from packager.model import SiteInfo
from packager.pages.file_table import read_file_table
from packager.pages.store import PageStore
from packager.terminal.progress import Progress

Wanted = Callable[[SiteInfo], Collection[int]]


def ingested(
    dumps: Sequence[Path],
    path: Path,
    progress: Progress,
    jobs: int = 1,
    files: Path | None = None,
    wanted: Wanted | None = None,
) -> PageStore:
    """The page store of a dump at ``path``, made anew unless it is there already.

    ``files`` is the table of pictures that exist; ``wanted`` gives the namespaces to keep of a site, None: all.
    Raises DumpError for a dump that is not whole.
    """
    dump = open_dump(dumps, jobs)
    table = read_file_table(files) if files else None
    namespaces = wanted(dump.site) if wanted else None
    with progress.stage("ingest", sum(part.size for part in dump.info.parts), unit="bytes") as stage:
        return PageStore.open_for(dump, path, namespaces, lambda seen: stage.at(seen.bytes_read), table)
