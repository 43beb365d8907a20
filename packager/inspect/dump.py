"""A dump. It is read to its end, and so proven whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from packager.dump import open_dump
from packager.dump.info import plain_name
from packager.inspect.kinds import Facts, named, wiki


def facts(paths: Sequence[Path]) -> Facts:
    """The wiki, the files and how each was proven whole, and the pages. Raises DumpError if it is not whole."""
    dump = open_dump(paths)
    for _ in dump.pages(keep=lambda ns: False):
        pass
    info, counts = dump.info, dump.counts
    return {
        "kind": "dump",
        "reader": info.reader,
        "version": info.version,
        "wiki": wiki(dump.site),
        "date": info.date,
        "newest": counts.newest,
        "fingerprint": info.fingerprint,
        "parts": [
            {
                "name": plain_name(part.path),
                "bytes": part.size,
                "sha256": part.sha256,
                "container": part.container,
                "verified_by": part.verified_by,
            }
            for part in info.parts
        ],
        "pages": counts.pages,
        "pages_by_namespace": named(counts.namespaces, dump.site),
        "text_deleted": counts.deleted,
        "text_missing": counts.missing,
        "notes": list(info.notes),
    }
