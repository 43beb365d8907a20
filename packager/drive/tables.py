"""The report's lists as JSON lines and, beside each, as a table that a spreadsheet opens (TSV, UTF-8 with BOM)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from packager.files.beside import beside

Row = Mapping[str, object]
"""Plain data that JSON can hold."""
BOM = "\ufeff"
"""By which Excel tells UTF-8 from the code page of its machine."""
_FORMULA = ("=", "+", "-", "@")
"""A cell that begins so is computed, and what it computes may ask the network: a page's title must not."""


def write_lines(path: Path, rows: Iterable[Row]) -> None:
    """One JSON object a line at ``path`` (``NAME.jsonl``), and the same as ``NAME.tsv``."""
    columns: dict[str, None] = {}
    with beside(path) as file:
        for row in rows:
            columns.update(dict.fromkeys(row))
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    with path.open(encoding="utf-8") as lines, beside(path.with_suffix(".tsv")) as table:
        table.write(BOM + "\t".join(columns) + "\n")
        for line in lines:
            row = json.loads(line)
            table.write("\t".join(cell(row.get(name, "")) for name in columns) + "\n")


def cell(value: object) -> str:
    """A value as text without tabs and line ends, that no spreadsheet takes for a formula."""
    if isinstance(value, int | float):
        return str(value)
    text = " | ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    text = " ".join(text.split())
    return "'" + text if text.startswith(_FORMULA) else text
