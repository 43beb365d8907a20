"""All search indexes of the reader in one call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from packager.model import Library
from packager.outputs.reader_paths import Locator
from packager.outputs.shards import ShardWriter
from packager.search.settings import SearchSettings


def write_indexes(
    library: Library,
    writer: Callable[[str, int | None], ShardWriter],
    locate: Callable[[str], Locator | None],
    settings: SearchSettings,
    temp: Path,
) -> Mapping[str, bytes]:
    """Write the shards through ``writer(kind, size of a file)``; gives blocks for the boot file by name.

    The reader has them before anything else: ``R.boot.block(name)``. ``temp`` is an empty folder.
    """
    return {}
