"""An editor's file with one title a line, as it stands: no wiki is asked yet.

``title``, ``title<TAB>reason``, or the same as Excel writes it, with commas or quotes. ``#`` begins a comment, at the
start of a line or behind a blank: no title can hold that sign.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from packager.errors import UsageError
from packager.files.text import lines_of, read_text

_COMMENT = re.compile(r"(?:^|\s)#.*", re.S)


class Reading(NamedTuple):
    """One way to read a line."""

    title: str
    reason: str


class ListedLine(NamedTuple):
    """One line that is no comment."""

    number: int
    readings: tuple[Reading, ...]
    """As it stands first, then as a row of a spreadsheet: a title may hold commas and quotes of its own."""


def read_title_file(path: Path) -> list[ListedLine]:
    """The lines of a list. Raises UsageError for a file that is no text or holds no title."""
    text = lines_of(read_text(path))
    columns = {len(next(csv.reader([line]), ())) for line in text if line.strip(", ")}
    lines = [
        ListedLine(number, readings)
        for number, line in enumerate(text, 1)
        if (readings := readings_of(line)) and not _is_blank_row(line, columns)
    ]
    if not lines:
        raise UsageError("{file}: the list is empty; write one title a line, or do without the list", file=path.name)
    return lines


def _is_blank_row(line: str, columns: Collection[int]) -> bool:
    """Whether the line is a row without text, as spreadsheets write it, and no title like ``,,``.

    All rows of a spreadsheet have as many commas; ``columns`` are the counts of fields in the rows with text.
    """
    return not line.strip(", ") and set(columns) == {line.count(",") + 1}


def readings_of(line: str) -> tuple[Reading, ...]:
    """Every way to read a line, the likeliest first; none for a blank line or a comment."""
    if not _COMMENT.sub("", line.partition("\t")[0]).strip():
        return ()
    rows = [line.split("\t")]
    if '"' in line or "," in line:
        rows += [next(csv.reader([line], delimiter=sign), [line]) for sign in "\t,"]
    found = dict.fromkeys(Reading(_COMMENT.sub("", row[0]).strip(), " ".join(row[1:]).strip()) for row in rows if row)
    return tuple(reading for reading in found if reading.title and "\t" not in reading.title)
