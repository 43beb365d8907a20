"""The archive as a target."""

from __future__ import annotations

from pathlib import Path

from packager.config import Config, ZimConfig
from packager.drive.layout import ARCHIVE
from packager.media.raster import rebuild
from packager.model import Library
from packager.outputs.targets import Run, Written
from packager.outputs.zim.writer import write_zim

NAME = "zim"
CONFIG = ZimConfig
FILES = ARCHIVE


def write(library: Library, out: Path, run: Run) -> Written:
    """Write the archive. Raises OutputError with the reason when libzim cannot."""
    report = write_zim(
        library, out, run.config.table(CONFIG), jobs=run.jobs, picture=_illustration(run.config), tick=run.tick
    )
    return Written(NAME, report.articles, report.uuid)


def _illustration(config: Config) -> bytes:
    """The editor's picture without anything but its pixels, if there is one."""
    name = config.snapshot.illustration
    return rebuild(config.file(name).read_bytes(), Path(name).name, size=(48, 48), kind="PNG").data if name else b""
