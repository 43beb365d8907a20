"""The case tables beside this file: rows of fields with tabs between, run by Python and by JavaScript."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent


def rows(name: str) -> list[list[str]]:
    """The rows of a table, without comments."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
