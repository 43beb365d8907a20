"""A small finished drive, written by the real outputs from an invented library."""

from __future__ import annotations

from pathlib import Path

from checks.small_library import SmallLibrary
from packager.config import ReaderConfig
from packager.drive.publish import set_times, write_manifest
from packager.library.complete import CompleteLibrary
from packager.model import Pages
from packager.outputs.reader.writer import write_reader
from packager.outputs.zim.writer import write_zim


def small_drive(folder: Path, count: int = 20, library: Pages | None = None) -> Path:
    """Write archive, reader, manifest and times into ``folder``."""
    complete = CompleteLibrary(library or SmallLibrary(count))
    folder.mkdir(parents=True, exist_ok=True)
    write_zim(complete, folder)
    write_reader(complete, folder, ReaderConfig(shard_size=4096, plain_pages=10))
    write_manifest(folder)
    set_times(folder, complete.metadata.date)
    return folder
