"""``packager inspect``: facts about a dump, a store, a ZIM or a drive folder."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from packager.drive.publish import files_of
from packager.errors import UsageError
from packager.zimfile.archive import ZimFile, ZimFormatError


def inspect(path: Path) -> dict[str, Any]:
    """A JSON-able description. Raises UsageError if there is nothing at ``path``."""
    if path.is_dir():
        files = [(p.relative_to(path).as_posix(), p.stat().st_size) for p in files_of(path)]
        inner = {name: zim_facts(path / name) for name, _ in files if name.endswith(".zim")}
        return {"kind": "folder", "files": len(files), "bytes": sum(size for _, size in files), "zim": inner}
    if not path.is_file():
        raise UsageError(f"{path.name}: there is no such file or folder")
    with path.open("rb") as file:
        head = file.read(16)
    if head[:4] == b"ZIM\x04":
        return zim_facts(path)
    from packager.inspect.dump_or_store import describe

    return describe(path)


def zim_facts(path: Path) -> dict[str, Any]:
    """Counts, metadata and layout of a ZIM, read without libzim so that damaged files can be described too."""
    facts: dict[str, Any] = {"kind": "zim", "bytes": path.stat().st_size}
    try:
        with ZimFile(path) as zim:
            header = zim.header
            facts |= {
                "version": f"{header.major}.{header.minor}",
                "uuid": header.uuid.hex(),
                "entries": header.entry_count,
                "clusters": header.cluster_count,
            }
            namespaces: Counter[str] = Counter()
            types: Counter[str] = Counter()
            metadata = {}
            for entry in zim.dirents():
                namespaces[entry.namespace] += 1
                types["redirect" if entry.target >= 0 else entry.mimetype] += 1
                if entry.namespace == "M" and entry.mimetype.startswith("text/"):
                    metadata[entry.path] = zim.cluster(entry.cluster).blob(entry.blob).decode("utf-8", "replace")
            facts |= {
                "namespaces": dict(sorted(namespaces.items())),
                "types": dict(sorted(types.items())),
                "metadata": metadata,
            }
    except ZimFormatError as error:
        facts["damage"] = str(error)
    return facts
