"""A page store."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from packager.inspect.kinds import Facts, named, wiki
from packager.pages.store import PageStore

MAGIC = b"SQLite format 3\0"


def is_one(path: Path) -> bool:
    """Whether the file is a SQLite database, which among our inputs only a page store is."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def facts(path: Path) -> Facts:
    """The wiki, the pages, and how the dump was read. Raises DumpError for another database."""
    with closing(PageStore(path)) as store:
        return {
            "kind": "store",
            "wiki": wiki(store.site),
            "bytes": path.stat().st_size,
            "pages_by_namespace": named(store.namespaces(), store.site),
            "ingest": asdict(store.report),
        }
