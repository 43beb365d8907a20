"""Other spellings of common words: Northern, older and foreign ones, for titles and text (``aliases.tsv``)."""

from __future__ import annotations

from importlib.resources import files


def bundled() -> str:
    """The table that comes with the program."""
    return files("packager.korean").joinpath("aliases.tsv").read_text("utf-8")


def pairs(*tables: str) -> dict[str, str]:
    """Spelling to title; a later table wins."""
    found: dict[str, str] = {}
    for line in "\n".join(tables).splitlines():
        spelling, tab, title = line.partition("\t")
        if tab and not line.startswith("#"):
            found[spelling.strip()] = title.split("\t")[0].strip()
    return found


def table_text(rows: dict[str, str]) -> str:
    """The rows as the reader gets them."""
    return "".join(f"{spelling}\t{title}\n" for spelling, title in sorted(rows.items()))
