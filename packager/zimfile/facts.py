"""What a ZIM says of itself, read without libzim so that damaged files can be described too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from packager.zimfile.archive import ZimFile, ZimFormatError


@dataclass(frozen=True)
class ZimFacts:
    """Counts, metadata and layout; of a damaged file as far as it can be read, and what is wrong."""

    bytes: int
    version: str = ""
    uuid: str = ""
    entries: int = 0
    clusters: int = 0
    namespaces: Mapping[str, int] = field(default_factory=dict)
    types: Mapping[str, int] = field(default_factory=dict)
    """Media type, or ``redirect``, to how many entries."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """Those entries of namespace M that are text."""
    damage: str = ""


def zim_facts(path: Path) -> ZimFacts:
    """The facts of the archive at ``path``."""
    facts = ZimFacts(bytes=path.stat().st_size)
    try:
        with ZimFile(path) as zim:
            header = zim.header
            facts = replace(
                facts,
                version=f"{header.major}.{header.minor}",
                uuid=header.uuid.hex(),
                entries=header.entry_count,
                clusters=header.cluster_count,
            )
            namespaces: Counter[str] = Counter()
            types: Counter[str] = Counter()
            metadata = {}
            for entry in zim.dirents():
                namespaces[entry.namespace] += 1
                types["redirect" if entry.target >= 0 else entry.mimetype] += 1
                if entry.namespace == "M" and entry.mimetype.startswith("text/"):
                    metadata[entry.path] = zim.cluster(entry.cluster).blob(entry.blob).decode("utf-8", "replace")
            return replace(
                facts,
                namespaces=dict(sorted(namespaces.items())),
                types=dict(sorted(types.items())),
                metadata=metadata,
            )
    except ZimFormatError as error:
        return replace(facts, damage=str(error))
