"""Names of months and days in many languages, of four calendars, from ``calendar_names.tsv``.

A row of the table is a language, a kind of name and the names in order. A language without a row is read from those
that stand in its place; a genitive that is not told apart is the plain name.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from packager.wikitext.words.fallbacks import FALLBACKS

_PLAIN = {"genitive": "month", "hebrew genitive": "hebrew"}


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], tuple[str, ...]]:
    table = {}
    for line in (files(__package__) / "calendar_names.tsv").read_text("utf-8").splitlines():
        code, kind, names = line.split("\t")
        table[code, kind] = tuple(names.split("|"))
    return table


@lru_cache(maxsize=256)
def calendar_names(code: str, kind: str) -> tuple[str, ...]:
    """Names of one kind in a language.

    ``month``, ``genitive`` and ``short`` are twelve from January, ``weekday`` and ``day`` seven from Sunday,
    ``hijri`` and ``iranian`` twelve; ``hebrew`` and ``hebrew genitive`` are twelve from Tishrei and the two Adars.
    """
    table = _table()
    for each in (code, *FALLBACKS.get(code, ()), "en"):
        for wanted in (kind, _PLAIN.get(kind)):
            if wanted is not None and (each, wanted) in table:
                return table[each, wanted]
    raise KeyError(kind)
