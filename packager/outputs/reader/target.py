"""The reader as a target."""

from __future__ import annotations

from pathlib import Path

from packager.config import ReaderConfig
from packager.drive.layout import READER
from packager.files.text import read_text
from packager.model import Library
from packager.outputs.reader.writer import write_reader
from packager.outputs.targets import Run, Written

NAME = "reader"
CONFIG = ReaderConfig
FILES = READER


def write(library: Library, out: Path, run: Run) -> Written:
    """Write the reader. Raises OutputError if there is nothing to write or no room for it."""
    table = run.config.table(CONFIG)
    aliases = read_text(run.config.file(table.aliases)) if table.aliases else ""
    report = write_reader(library, out, table, aliases=aliases, jobs=run.jobs, temp=run.temp, tick=run.tick)
    return Written(NAME, report.articles)
