"""The files behind a file of rules: lists that it names, texts that it holds. They count wherever the rules count."""

from __future__ import annotations

from pathlib import Path

from packager.config.tables import Config
from packager.files.columns import columns
from packager.files.text import lines_of, read_text


def rule_lists(config: Config) -> list[Path]:
    """The files that the rules of ``[selection] rules`` name, in order, and the held texts; those that are there."""
    name = config.selection.rules
    if not name:
        return []
    path = config.file(name)
    rows = [columns(line)[1] for line in lines_of(read_text(path)) if not line.startswith("#")]
    named = [path.parent / row[2] for row in rows if len(row) > 2 and row[1] == "list"]
    held = sorted(config.file(config.selection.holds).glob("*.txt")) if config.selection.holds else []
    return [*(file for file in named if file.is_file()), *held]
