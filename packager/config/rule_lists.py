"""The lists of titles that a file of rules names: they decide as the rules do, so they count wherever those count."""

from __future__ import annotations

from pathlib import Path

from packager.config.tables import Config
from packager.files.text import lines_of, read_text


def rule_lists(config: Config) -> list[Path]:
    """The files that the rules of ``[selection] rules`` name and that are there, in the order of the rules."""
    name = config.selection.rules
    if not name:
        return []
    path = config.file(name)
    rows = [line.split("\t") for line in lines_of(read_text(path)) if not line.startswith("#")]
    named = [path.parent / row[2].strip().strip('"') for row in rows if len(row) > 2 and row[1].strip() == "list"]
    return [file for file in named if file.is_file()]
