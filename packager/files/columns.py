"""The columns of a line that a spreadsheet may have written."""

from __future__ import annotations

import csv


def columns(line: str) -> tuple[list[str], list[str]]:
    """The cells between tabs, blanks around them gone: as they are written, and without a spreadsheet's quotes."""
    plain = [cell.strip() for cell in line.split("\t")]
    cells = [cell.strip() for cell in next(csv.reader([line], delimiter="\t"), [])] if '"' in line else plain
    return plain, cells if len(cells) == len(plain) else plain
