"""Dates in free English text, as #time and mw.language:formatDate accept them (PHP manual: Supported Date Formats).

At each place the longest form that fits is taken; what fits no form makes the whole date invalid.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from packager.wikitext.functions.calendar import DAY, Civil, civil, day_number, seconds_of, weekday
from packager.wikitext.functions.time_zones import offset_of, zone_offset

_MONTH_NAMES = (
    "january jan i", "february feb ii", "march mar iii", "april apr iv", "may v", "june jun vi", "july jul vii",
    "august aug viii", "september sep sept ix", "october oct x", "november nov xi", "december dec xii",
)  # fmt: skip
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_WEEKDAYS = {
    name: number
    for number, names in enumerate((
        "sunday sun sundays", "monday mon mondays", "tuesday tue tues tuesdays", "wednesday wed wednesdays",
        "thursday thu thur thurs thursdays", "friday fri fridays", "saturday sat saturdays",
    ))
    for name in names.split()
}  # fmt: skip
_ORDINAL_NAMES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip
_ORDINALS = {name: number for number, name in enumerate(_ORDINAL_NAMES, 1)} | {
    "next": 1,
    "last": -1,
    "previous": -1,
    "this": 0,
}
_UNITS = {
    "sec": ("second", 1), "second": ("second", 1), "min": ("second", 60), "minute": ("second", 60),
    "hour": ("second", 3600), "day": ("day", 1), "week": ("day", 7), "fortnight": ("day", 14),
    "forthnight": ("day", 14), "month": ("month", 1), "year": ("month", 12), "msec": ("second", 0),
    "millisecond": ("second", 0), "usec": ("second", 0), "microsecond": ("second", 0),
}  # fmt: skip


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_MONTH = rf"(?P<month_name>{_any(_MONTHS)})"
_WEEKDAY = rf"(?P<weekday>{_any(_WEEKDAYS)})"
_ORDINAL = rf"(?P<ordinal>{_any(_ORDINALS)})"
_UNIT = rf"(?P<unit>(?:{_any(_UNITS)})s?)"
_DAY = r"(?P<d>(?:[0-2]?[0-9]|3[01]))(?:st|nd|rd|th)?"
_DAY2, _M, _M2 = r"(?P<d>[0-2][0-9]|3[01])", r"(?P<m>1[0-2]|0?[0-9])", r"(?P<m>0[0-9]|1[0-2])"
_Y, _Y4 = r"(?P<y>[0-9]{1,4})", r"(?P<y>[0-9]{4})"
_H, _H2 = r"(?P<h>2[0-4]|[01]?[0-9])", r"(?P<h>2[0-4]|[01][0-9])"
_I, _I2 = r"(?P<i>[0-5]?[0-9])", r"(?P<i>[0-5][0-9])"
_S, _S2 = r"(?P<s>60|[0-5]?[0-9])", r"(?P<s>60|[0-5][0-9])"
_H12, _HALF = r"(?P<h>1[0-2]|0?[1-9])", r"(?P<half>[ap])\.?m\.?(?![a-z])"
_FRACTION = r"[.,][0-9]+"
_OFFSET = r"(?P<offset>(?:GMT|UTC)?[+-][0-9]{1,2}:?(?:[0-9]{2})?)"
_SEPARATOR = r"[ \t.\-]*"


@dataclass
class _Date:
    """What has been read so far."""

    fields: dict[str, int] = field(default_factory=dict)
    months: int = 0
    days: int = 0
    seconds: int = 0
    weekday: int | None = None
    weekday_steps: int = 0
    weekday_counts_today: bool = True
    edge: str = ""
    """``first`` or ``last``: day of the month."""
    nth_weekday: tuple[int, int] | None = None
    zone: str = ""
    has_date: bool = False
    has_time: bool = False
    has_zone: bool = False
    absolute: int | None = None


class _InvalidError(Exception):
    """The text is no date."""


_Groups = dict[str, str]
_Handler = Callable[[_Date, _Groups], None]


def _set_date(date: _Date, year: int | None, month: int, day: int) -> None:
    if date.has_date:
        raise _InvalidError
    date.has_date = True
    if year is not None:
        date.fields["y"] = year
    date.fields["m"], date.fields["d"] = month, day


def _year(text: str) -> int:
    """One or two digits mean this century or the last."""
    value = int(text)
    if len(text) < 4 and 0 <= value < 100:
        value += 2000 if value < 70 else 1900
    return value


def _date(date: _Date, g: _Groups) -> None:
    month = _MONTHS[g["month_name"].lower()] if "month_name" in g else int(g["m"])
    _set_date(date, _year(g["y"]) if "y" in g else None, month, int(g.get("d", "1")))


def _day_of_year(date: _Date, g: _Groups) -> None:
    _set_date(date, int(g["y"]), 1, int(g["number"]))


def _iso_week(date: _Date, g: _Groups) -> None:
    year, week = int(g["y"]), int(g["number"])
    fourth = day_number(year, 1, 4)
    monday = fourth - (weekday(fourth) + 6) % 7 + (week - 1) * 7
    found = civil((monday + int(g.get("d", "1")) - 1) * DAY)
    _set_date(date, found.year, found.month, found.day)


def _month_only(date: _Date, g: _Groups) -> None:
    if date.has_date:
        raise _InvalidError
    date.has_date = True
    date.fields["m"] = _MONTHS[g["month_name"].lower()]


def _time(date: _Date, g: _Groups) -> None:
    if date.has_time:
        raise _InvalidError
    hour = int(g["h"])
    if "half" in g:
        hour = hour % 12 + (12 if g["half"] in "pP" else 0)
    date.has_time = True
    date.fields.update(h=hour, i=int(g.get("i", "0")), s=int(g.get("s", "0")))
    _zone(date, g)


def _four_digits(date: _Date, g: _Groups) -> None:
    """``2004`` is four minutes past eight in the evening, unless the time is known already."""
    if not date.has_time:
        _time(date, g)
    else:
        date.fields["y"] = int(g["h"] + g["i"])


def _bare_year(date: _Date, g: _Groups) -> None:
    date.fields["y"] = int(g["y"])


def _date_and_time(date: _Date, g: _Groups) -> None:
    _date(date, g)
    _time(date, g)


def _zone(date: _Date, g: _Groups) -> None:
    name = g.get("offset") or g.get("zone")
    if name:
        if date.has_zone:
            raise _InvalidError
        date.has_zone = True
        date.zone = name.strip("()")


def _timestamp(date: _Date, g: _Groups) -> None:
    date.absolute = int(g["number"])


def _clear_time(date: _Date) -> None:
    if not date.has_time:
        date.fields.update(h=0, i=0, s=0)


def _word(date: _Date, g: _Groups) -> None:
    word = g["word"].lower()
    if word == "now":
        return
    _clear_time(date)
    if word == "noon":
        date.has_time = True
        date.fields["h"] = 12
    date.days += {"yesterday": -1, "tomorrow": 1}.get(word, 0)


def _weekday_name(date: _Date, g: _Groups) -> None:
    _clear_time(date)
    date.weekday = _WEEKDAYS[g["weekday"].lower()]


def _add(date: _Date, amount: int, unit: str) -> None:
    unit = unit.lower()
    if unit in _WEEKDAYS:
        _clear_time(date)
        date.weekday = _WEEKDAYS[unit]
        date.weekday_steps += (amount - 1 if amount > 0 else amount) * 7
        date.weekday_counts_today = amount == 0
        return
    kind, factor = _UNITS[unit if unit in _UNITS else unit.removesuffix("s")]
    setattr(date, kind + "s", getattr(date, kind + "s") + amount * factor)


def _relative(date: _Date, g: _Groups) -> None:
    signs, number = g["signs"], int(g["number"])
    _add(date, -number if signs.count("-") % 2 else number, g.get("unit") or g["weekday"])


def _relative_text(date: _Date, g: _Groups) -> None:
    ordinal = g["ordinal"].lower()
    unit = (g.get("unit") or g["weekday"]).lower()
    _add(date, _ORDINALS[ordinal], unit)


def _nth_weekday(date: _Date, g: _Groups) -> None:
    _clear_time(date)
    date.nth_weekday = _ORDINALS[g["ordinal"].lower()], _WEEKDAYS[g["weekday"].lower()]


def _edge(date: _Date, g: _Groups) -> None:
    date.edge = g["edge"].lower()


def _ago(date: _Date, g: _Groups) -> None:
    date.months, date.days, date.seconds = -date.months, -date.days, -date.seconds
    date.weekday_steps = -date.weekday_steps


def _nothing(date: _Date, g: _Groups) -> None:
    pass


_ZONE_NAME = r"(?P<zone>[A-Z][A-Za-z]+(?:[_/+-][A-Za-z0-9]+)+|\(?[A-Za-z]{1,6}\)?)"
_FORMS: tuple[tuple[re.Pattern[str], _Handler], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), handler)
    for pattern, handler in (
        (r"[ \t\n\r.,;]+", _nothing),
        (r"@(?P<number>-?[0-9]{1,19})(?:\.[0-9]+)?(?![0-9])", _timestamp),
        (r"(?P<word>yesterday|today|tomorrow|midnight|noon|now)(?![a-z])", _word),
        (r"(?P<edge>first|last) day of(?![a-z])", _edge),
        (rf"{_ORDINAL}[ \t]+{_WEEKDAY}[ \t]+of(?![a-z])", _nth_weekday),
        (rf"{_ORDINAL}[ \t]+(?:{_UNIT}|{_WEEKDAY})(?![a-z])", _relative_text),
        (rf"(?P<signs>[+-]*)[ \t]*(?P<number>[0-9]{{1,13}})[ \t]*(?:{_UNIT}|{_WEEKDAY})(?![a-z])", _relative),
        (r"ago(?![a-z])", _ago),
        (rf"{_WEEKDAY}(?![a-z])\.?", _weekday_name),
        # Times of day
        (rf"{_H12}[ \t]*{_HALF}", _time),
        (rf"{_H12}[:.]{_I2}[ \t]*{_HALF}", _time),
        (rf"{_H12}[:.]{_I2}[:.]{_S2}[ \t]*{_HALF}", _time),
        (rf"t?{_H}[:.]{_I}", _time),
        (rf"t?{_H}[:.]{_I}[:.]{_S}(?:{_FRACTION})?", _time),
        (rf"t?{_H}[:.]{_I}(?:[:.]{_S2}(?:{_FRACTION})?)?[ \t]*{_OFFSET}", _time),
        (rf"t{_H2}{_I2}(?:{_S2})?", _time),
        (rf"{_H2}{_I2}", _four_digits),
        # Dates
        (rf"(?P<y>[+-]?[0-9]{{4}})-{_M2}-{_DAY2}", _date),
        (rf"{_Y4}/{_M2}/{_DAY2}/?", _date),
        (rf"{_M}/{_DAY}", _date),
        (rf"{_M}/{_DAY}/{_Y}", _date),
        (rf"{_Y}-{_M}-{_DAY}", _date),
        (rf"{_Y4}-{_M}", _date),
        (rf"{_DAY}[.\t-]{_M}[.-]{_Y4}", _date),
        (rf"{_DAY}[.\t]{_M}\.(?P<y>[0-9]{{2}})", _date),
        (rf"{_DAY}{_SEPARATOR}{_MONTH}{_SEPARATOR}{_Y}", _date),
        (rf"{_MONTH}{_SEPARATOR}{_Y4}", _date),
        (rf"{_Y4}{_SEPARATOR}{_MONTH}", _date),
        (rf"{_MONTH}{_SEPARATOR}{_DAY}[,.stndrh\t ]+{_Y}", _date),
        (rf"{_MONTH}{_SEPARATOR}{_DAY}[,.stndrh\t ]*", _date),
        (rf"{_MONTH}{_SEPARATOR}{_DAY}[,.stndrh\t ]*t?{_H}[:.]{_I2}(?:[:.]{_S2})?", _date_and_time),
        (rf"{_MONTH}{_SEPARATOR}{_DAY}[,.stndrh\t ]*{_H12}[:.]{_I2}(?:[:.]{_S2})?[ \t]*{_HALF}", _date_and_time),
        (rf"{_DAY}{_SEPARATOR}{_MONTH}", _date),
        (rf"{_Y4}{_M2}{_DAY2}", _date),
        (rf"{_Y4}{_M2}{_DAY2}t?{_H}:?{_I2}:?{_S2}", _date_and_time),
        (rf"{_Y4}-{_M}-{_DAY2}t{_H2}:{_I2}:{_S2}(?:{_FRACTION})?", _date_and_time),
        (rf"{_Y4}:{_M2}:{_DAY2} {_H2}:{_I2}:{_S2}", _date_and_time),
        (rf"{_MONTH}-{_DAY2}-{_Y}", _date),
        (rf"{_Y}-{_MONTH}-{_DAY2}", _date),
        (rf"{_Y4}\.?(?P<number>00[1-9]|0[1-9][0-9]|[12][0-9][0-9]|3[0-5][0-9]|36[0-6])", _day_of_year),
        (rf"{_Y4}-?W(?P<number>[0-4][0-9]|5[0-3])(?:-?(?P<d>[0-7]))?", _iso_week),
        (rf"{_MONTH}(?![a-z])", _month_only),
        (rf"{_Y4}", _bare_year),
        # Time zones
        (rf"{_OFFSET}", _zone),
        (rf"{_ZONE_NAME}", _zone),
    )
)


@lru_cache(maxsize=4096)
def parse_date(text: str, now: int) -> int | None:
    """Seconds since 1970 (UTC) of a date in words; None if it is no date. ``now`` is what relative dates start from."""
    date = _Date()
    position = 0
    text = text.strip(" \t\n\r\0\x0b")
    if len(text) > 500:
        return None
    try:
        while position < len(text):
            best: re.Match[str] | None = None
            chosen: _Handler = _nothing
            for pattern, handler in _FORMS:
                match = pattern.match(text, position)
                if match and (best is None or match.end() > best.end()):
                    best, chosen = match, handler
            if best is None or best.end() == position:
                return None
            chosen(date, {name: value for name, value in best.groupdict().items() if value is not None})
            position = best.end()
        return _resolve(date, now)
    except _InvalidError:
        return None


def _resolve(date: _Date, now: int) -> int | None:
    if date.absolute is not None:
        return date.absolute + date.days * DAY + date.seconds
    present = civil(now)
    get = date.fields.get
    if date.has_date and not date.has_time:
        _clear_time(date)
    month = get("m", present.month) + date.months
    year, month = get("y", present.year) + (month - 1) // 12, (month - 1) % 12 + 1
    day = get("d", present.day)
    if date.edge == "first":
        day = 1
    elif date.edge == "last":
        month, day = month + 1, 0
    days = day_number(year, month, day)
    if date.nth_weekday is not None:
        days = _nth(year, month, *date.nth_weekday)
    days += date.days
    if date.weekday is not None:
        ahead = (date.weekday - weekday(days)) % 7
        if ahead == 0 and not date.weekday_counts_today and date.weekday_steps >= 0:
            ahead = 7
        days += ahead + date.weekday_steps
    moment = civil(days * DAY)
    local = Civil(moment.year, moment.month, moment.day, get("h", present.hour), get("i", present.minute),
                  get("s", present.second))
    offset = 0
    if date.zone:
        found = offset_of(date.zone)
        if found is None:
            found = zone_offset(date.zone, local)
        if found is None:
            return None
        offset = found
    return seconds_of(local) - offset * 60 + date.seconds


def _nth(year: int, month: int, ordinal: int, day_of_week: int) -> int:
    """``second tuesday of``, ``last friday of``."""
    if ordinal < 0:
        last = day_number(year, month + 1, 0)
        return last - (weekday(last) - day_of_week) % 7
    first = day_number(year, month, 1)
    return first + (day_of_week - weekday(first)) % 7 + (max(ordinal, 1) - 1) * 7
