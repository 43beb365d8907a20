"""Names of months and days in many languages, of four calendars, from ``calendar_names.tsv``.

A row of the table is a language, a kind of name and the names in order. A language without a row is read from those
that stand in its place; a genitive that is not told apart is the plain name.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from packager.wikitext.words.fallbacks import FALLBACKS

_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "sunday monday tuesday wednesday thursday friday saturday".split()
NAMED_BY_MESSAGES: dict[str, tuple[str, int]] = {
    **{month: ("month", number) for number, month in enumerate(_MONTHS)},
    "may_long": ("month", 4),
    **{f"{month}-gen": ("genitive", number) for number, month in enumerate(_MONTHS)},
    **{month[:3]: ("short", number) for number, month in enumerate(_MONTHS)},
    **{day: ("weekday", number) for number, day in enumerate(_DAYS)},
    **{day[:3]: ("day", number) for number, day in enumerate(_DAYS)},
}
"""Key of a message to the kind of name that it holds and its place in the list."""
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
