"""What ``os.date`` tells a module of the present moment (C89's strftime in the C locale, UTC)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from packager.lua.host import HostFunction, Value, text
from packager.lua.page_state import PageState

_FIELDS: dict[str, Callable[[datetime], int]] = {
    "a": lambda t: t.weekday(),
    "A": lambda t: t.weekday(),
    "b": lambda t: t.month,
    "B": lambda t: t.month,
    "d": lambda t: t.day,
    "H": lambda t: t.hour,
    "I": lambda t: t.hour % 12,
    "j": lambda t: t.timetuple().tm_yday,
    "m": lambda t: t.month,
    "M": lambda t: t.minute,
    "p": lambda t: t.hour // 12,
    "S": lambda t: t.second,
    "U": lambda t: (t.timetuple().tm_yday + 6 - t.isoweekday() % 7) // 7,
    "w": lambda t: t.isoweekday() % 7,
    "W": lambda t: (t.timetuple().tm_yday + 6 - t.weekday()) // 7,
    "y": lambda t: t.year % 100,
    "Y": lambda t: t.year,
}
"""Letter of a format to the number that its words follow from."""
_TOGETHER = {"c": "YmdHMS", "x": "ymd", "X": "HMS"}
_LETTER = re.compile("%(.?)", re.S)


def told_by_strftime(pattern: str, moment: datetime) -> str:
    """The numbers that the words of a format follow from, in the order of its letters; equal words, equal numbers."""
    if pattern.lstrip("!").startswith("*t"):
        return f"{moment:%Y%m%d%H%M%S}"
    letters = "".join(_TOGETHER.get(found, found) for found in _LETTER.findall(pattern))
    return " ".join(str(_FIELDS[letter](moment)) for letter in letters if letter in _FIELDS)


def told_date(state: PageState, pattern: bytes) -> Value:
    """A module has the present moment written in a format of os.date."""
    state.parser.source.noted("lua date", text(pattern))
    return None


def told_moment(state: PageState) -> Value:
    """A module has the present moment itself."""
    state.parser.source.clock()
    return None


FUNCTIONS: dict[str, HostFunction] = {"told_date": told_date, "told_moment": told_moment}
