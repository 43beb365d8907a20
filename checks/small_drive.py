"""A small finished drive, written by the real outputs from an invented library."""

from __future__ import annotations

from pathlib import Path

from checks.small_library import SmallLibrary
from packager.drive.publish import set_times, write_manifest
from packager.model import Library
from packager.outputs.reader.writer import ReaderSettings, write_reader
from packager.outputs.zim.writer import ZimSettings, write_zim


def small_drive(folder: Path, count: int = 20, library: Library | None = None) -> Path:
    """Write archive, reader, manifest and times into ``folder``."""
    library = library or SmallLibrary(count)
    folder.mkdir(parents=True, exist_ok=True)
    write_zim(library, folder, ZimSettings())
    write_reader(library, folder, ReaderSettings(shard_size=4096, plain_pages=10))
    write_manifest(folder)
    set_times(folder, library.metadata.date)
    return folder
