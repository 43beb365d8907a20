"""``packager inspect`` for inputs: the facts of a dump or of a page store as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from packager.dump import open_dump
from packager.model import SiteInfo
from packager.pages.store import PageStore

SQLITE = b"SQLite format 3\0"


def is_store(path: Path) -> bool:
    """Whether the file is a SQLite database, which among our inputs only a page store is."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE


def describe(path: Path, jobs: int = 1) -> dict[str, Any]:
    """What is in a dump (file, folder, pattern) or in a page store. A dump is read to its end, and so proven whole."""
    return _describe_store(path) if is_store(path) else describe_dump([path], jobs)


def describe_dump(paths: Sequence[Path], jobs: int = 1) -> dict[str, Any]:
    """Facts of the dump in several files."""
    dump = open_dump(paths, jobs)
    for _ in dump.pages(keep=lambda ns: False):
        pass
    info, counts = dump.info, dump.counts
    return {
        "kind": "dump",
        "reader": info.reader,
        "version": info.version,
        "wiki": _site(dump.site),
        "date": info.date,
        "newest": counts.newest,
        "fingerprint": info.fingerprint,
        "parts": [
            {
                "name": part.path.name, "bytes": part.size, "sha256": part.sha256, "container": part.container,
                "verified_by": part.verified_by,
            }
            for part in info.parts
        ],
        "pages": counts.pages,
        "pages_by_namespace": _named(counts.namespaces, dump.site),
        "text_deleted": counts.deleted,
        "text_missing": counts.missing,
        "notes": list(info.notes),
    }


def _describe_store(path: Path) -> dict[str, Any]:
    store = PageStore(path)
    try:
        return {
            "kind": "store",
            "wiki": _site(store.site),
            "bytes": path.stat().st_size,
            "pages_by_namespace": _named(store.namespaces(), store.site),
            "ingest": asdict(store.report),
        }
    finally:
        store.close()


def _site(site: SiteInfo) -> dict[str, Any]:
    return {"dbname": site.dbname, "sitename": site.sitename, "lang": site.lang, "generator": site.generator}


def _named(counts: dict[int, int], site: SiteInfo) -> dict[str, int]:
    names = {number: namespace.name for number, namespace in site.namespaces.items()}
    return {f"{number} {names.get(number, '')}".strip(): counts[number] for number in sorted(counts)}
