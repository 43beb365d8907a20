"""A page store."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from packager.inspect.kinds import Facts, named, wiki
from packager.pages.store import PageStore, is_store

is_one = is_store


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
