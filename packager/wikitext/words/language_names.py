"""Names of languages by their code: in themselves, in Korean, in English (CLDR, as kowiki shows them)."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

_COLUMNS = {"": 0, "ko": 1, "en": 2}


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in (files("packager.lua") / "language_names.tsv").read_text("utf-8").splitlines():
        code, *names = line.split("\t")
        table[code] = tuple(names)
    return table


def language_name(code: str, in_language: str = "") -> str:
    """Name of the language ``code``; in itself unless ``in_language`` is ko or en. Empty if it is not known."""
    names = _table().get(code)
    if names is None:
        return ""
    column = _COLUMNS.get(in_language, 0)
    return names[column] if len(names) > column and names[column] else names[0] or next(filter(None, names), "")
