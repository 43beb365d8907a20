"""Dates in free English text, as #time and mw.language:formatDate accept them (PHP manual: Supported Date Formats).

At each place the longest form that fits is taken; what fits no form makes the whole date invalid.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from packager.wikitext.functions.calendar import DAY, Civil, civil, day_number, seconds_of, weekday
from packager.wikitext.functions.date_words import FORMS, MONTHS, ORDINALS, STEPS, WEEKDAYS, WORKING_DAYS, unit_of
from packager.wikitext.functions.time_zones import offset_of, zone_offset

_MAX_YEARS = 200_000
_THIS_WEEK = 2
"""How a weekday counts: 0 the next one after the day, 1 that day included, 2 the one of the same week."""


@dataclass
class _Date:
    """What has been read so far."""

    fields: dict[str, int] = field(default_factory=dict)
    """Of y, m, d, h, i, s those that the text gives."""
    years: int = 0
    months: int = 0
    days: int = 0
    seconds: int = 0
    weekday: int | None = None
    weekday_behavior: int = 0
    working_days: int | None = None
    edge: str = ""
    """``first`` or ``last``: day of the month."""
    of_month: str = ""
    """``first`` or ``last``: the weekday is counted from the start or the end of the month."""
    zone: str = ""
    has_date: bool = False
    has_time: bool = False
    zones: int = 0


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
    month = MONTHS[g["month_name"].lower()] if "month_name" in g else int(g["m"])
    _set_date(date, _year(g["y"]) if "y" in g else None, month, int(g.get("d", "1")))


def _pointed(date: _Date, g: _Groups) -> None:
    """``02.01.24`` is a date, unless it can only be a time of day."""
    _date(date, g)


def _day_of_year(date: _Date, g: _Groups) -> None:
    _set_date(date, int(g["y"]), 1, int(g["number"]))


def _iso_week(date: _Date, g: _Groups) -> None:
    """The day is counted from the first of January, as a number of days to add."""
    year, week, day = int(g["y"]), int(g["number"]), int(g.get("d", "1"))
    first = weekday(day_number(year, 1, 1))
    _set_date(date, year, 1, 1)
    date.days = (week - 1) * 7 + day - (first - 7 if first > 4 else first)


def _month_only(date: _Date, g: _Groups) -> None:
    if date.has_date:
        raise _InvalidError
    date.has_date = True
    date.fields["m"] = MONTHS[g["month_name"].lower()]


def _time(date: _Date, g: _Groups) -> None:
    if date.has_time:
        raise _InvalidError
    hour = int(g["h"])
    if "half" in g:
        hour = hour % 12 + (12 if g["half"] in "pP" else 0)
    date.has_time = True
    date.fields.update(h=hour, i=int(g.get("i", "0")), s=int(g.get("s", "0")))
    if g.get("zone"):
        # The time takes the zone that belongs to it, without counting it.
        date.zone = g["zone"]


def _four_digits(date: _Date, g: _Groups) -> None:
    """``2004`` is four minutes past eight in the evening, unless the time is known already."""
    if not date.has_time:
        _time(date, g)
    else:
        date.fields["y"] = int(g["h"] + g["i"])


def _bare_year(date: _Date, g: _Groups) -> None:
    date.fields["y"] = int(g["y"])


def _date_and_time(date: _Date, g: _Groups) -> None:
    # In this order: a second date is an error even where the time is new.
    _time(date, g)
    _date(date, g)


def _quarter(date: _Date, g: _Groups) -> None:
    """``back of 7pm`` is a quarter past, ``front of 7pm`` a quarter to seven."""
    _clear_time(date)
    hour = int(g["h"])
    if "half" in g:
        hour = hour % 12 + (12 if g["half"] in "pP" else 0)
    back = g["edge"].lower() == "back"
    date.has_time = True
    date.fields.update(h=hour if back else hour - 1, i=15 if back else 45, s=0)


def _zone(date: _Date, g: _Groups) -> None:
    date.zones += 1
    if date.zones > 2:
        raise _InvalidError
    if date.zones == 1:
        date.zone = g["zone"]


def _timestamp(date: _Date, g: _Groups) -> None:
    date.has_date = date.has_time = False
    date.zones += 1
    date.fields.update(y=1970, m=1, d=1, h=0, i=0, s=0)
    date.seconds += int(g["number"])
    date.zone = "UTC"


def _clear_time(date: _Date) -> None:
    date.has_time = False
    date.fields.update(h=0, i=0, s=0)


def _word(date: _Date, g: _Groups) -> None:
    word = g["word"].lower()
    if word == "now":
        return
    _clear_time(date)
    if word == "noon":
        date.has_time = True
        date.fields["h"] = 12
    elif word in ("yesterday", "tomorrow"):
        date.days = -1 if word == "yesterday" else 1


def _weekday_name(date: _Date, g: _Groups) -> None:
    _clear_time(date)
    name = g["weekday"].lower()
    # ``weekday`` alone counts as Monday.
    date.weekday = WEEKDAYS.get(name, 1)
    if date.weekday_behavior != _THIS_WEEK:
        date.weekday_behavior = 1


def _add(date: _Date, amount: int, unit: str, behavior: int, keep_time: bool) -> None:
    unit = unit.lower()
    if unit in WEEKDAYS:
        if not keep_time:
            _clear_time(date)
        date.days += (amount - 1 if amount > 0 else amount) * 7
        date.weekday, date.weekday_behavior = WEEKDAYS[unit], behavior
    elif unit in WORKING_DAYS:
        if not keep_time:
            _clear_time(date)
        date.working_days = amount
    else:
        found = unit_of(unit)
        if found is not None:
            kind, factor = found
            setattr(date, kind + "s", getattr(date, kind + "s") + amount * factor)


def _relative(date: _Date, g: _Groups) -> None:
    signs, number = g["signs"], int(g["number"])
    _add(date, -number if signs.count("-") % 2 else number, g["unit"], 1, True)


def _ordinal(word: str) -> tuple[int, int]:
    """How many, and how a weekday after it counts."""
    word = word.lower()
    return (ORDINALS[word], 0) if word in ORDINALS else (STEPS[word], int(word == "this"))


def _relative_text(date: _Date, g: _Groups) -> None:
    _add(date, *_swap(_ordinal(g["ordinal"]), g["unit"]), False)


def _swap(ordinal: tuple[int, int], unit: str) -> tuple[int, str, int]:
    return ordinal[0], unit, ordinal[1]


def _relative_week(date: _Date, g: _Groups) -> None:
    """``next week``: the same week's Monday, seven days on; after a weekday, that day of the week."""
    amount, _ = _ordinal(g["ordinal"])
    date.days += amount * 7
    date.weekday_behavior = _THIS_WEEK
    if date.weekday is None:
        date.weekday = 1


def _nth_weekday(date: _Date, g: _Groups) -> None:
    amount, behavior = _ordinal(g["ordinal"])
    _clear_time(date)
    date.of_month = "first" if amount > 0 else "last"
    _add(date, amount, g["weekday"], 1 if amount > 0 else behavior, False)


def _edge(date: _Date, g: _Groups) -> None:
    date.edge = g["edge"].lower()


def _ago(date: _Date, g: _Groups) -> None:
    date.years, date.months, date.days, date.seconds = -date.years, -date.months, -date.days, -date.seconds
    if date.weekday is not None:
        date.weekday = -date.weekday or -7
    if date.working_days is not None:
        date.working_days = -date.working_days


def _nothing(date: _Date, g: _Groups) -> None:
    pass


_HANDLERS: dict[str, _Handler] = {
    "nothing": _nothing, "word": _word, "timestamp": _timestamp, "edge": _edge, "quarter": _quarter,
    "nth_weekday": _nth_weekday, "time": _time, "four_digits": _four_digits, "date": _date,
    "pointed": _pointed, "date_and_time": _date_and_time, "day_of_year": _day_of_year, "iso_week": _iso_week,
    "bare_year": _bare_year, "ago": _ago, "weekday_name": _weekday_name, "relative_week": _relative_week,
    "relative_text": _relative_text, "month_only": _month_only, "zone": _zone, "relative": _relative,
}  # fmt: skip
_COMPILED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), name) for pattern, name in FORMS
)


@lru_cache(maxsize=4096)
def parse_date(text: str, now: int) -> int | None:
    """Seconds since 1970 (UTC) of a date in words; None if it is no date. ``now`` is what relative dates start from."""
    date = _Date()
    position = 0
    text = text.strip(" \t\n\r\x0b\x0c")
    if not text or len(text) > 500:
        return None
    try:
        while position < len(text):
            best: re.Match[str] | None = None
            chosen = "nothing"
            for pattern, name in _COMPILED:
                match = pattern.match(text, position)
                if match and (best is None or match.end() > best.end()):
                    best, chosen = match, name
            if best is None or best.end() == position:
                return None
            groups = {name: value for name, value in best.groupdict().items() if value is not None}
            position = best.end()
            _HANDLERS[chosen](date, groups)
        return _resolve(date, now)
    except _InvalidError:
        return None


def _resolve(date: _Date, now: int) -> int | None:
    present = civil(now)
    get = date.fields.get
    if date.has_date and not date.has_time:
        date.fields.update(h=0, i=0, s=0)
    year, month, day = get("y", present.year), get("m", present.month), get("d", present.day)
    if abs(year) + abs(date.years) + abs(date.months) + abs(date.days) // 365 > _MAX_YEARS:
        # Past any year that can be written, whatever the exact number.
        year, date.years, date.months, date.days = (-1 if year + date.years < 0 else 1) * _MAX_YEARS, 0, 0, 0
    months = date.months
    if date.of_month:
        month, day, months = month + months + (date.of_month == "last"), 1, 0
    if date.edge:
        # Once here, where a weekday starts from, and once more when the month is final.
        month, day = (month, 1) if date.edge == "first" else (month + 1, 0)
    days = _weekday_from(date, day_number(year, month, day))
    moved = civil(days * DAY)
    year, month, day = moved.year + date.years, moved.month + months, moved.day + date.days
    if date.edge:
        month, day = (month, 1) if date.edge == "first" else (month + 1, 0)
    days = day_number(year, month, day)
    hour, minute, second = get("h", present.hour), get("i", present.minute), get("s", present.second)
    if date.working_days is not None:
        # Hours and minutes move the day before working days are counted from it.
        shifted = days + (hour * 3600 + minute * 60 + second + date.seconds) // DAY
        days += _working_days(weekday(shifted), date.working_days)
    moved = civil(days * DAY)
    local = Civil(moved.year, moved.month, moved.day, hour, minute, second)
    offset = 0
    if date.zone:
        zone = date.zone.strip("() \t")
        found = offset_of(zone)
        if found is None:
            found = zone_offset(zone, local)
        if found is None:
            return None
        offset = found
    return seconds_of(local) - offset * 60 + date.seconds


def _weekday_from(date: _Date, days: int) -> int:
    """The day that the weekday of the text means, seen from a day."""
    if date.weekday is None:
        return days
    today, wanted = weekday(days), date.weekday
    if date.weekday_behavior == _THIS_WEEK:
        if today == 0 and wanted != 0:
            wanted -= 7
        elif wanted == 0 and today != 0:
            wanted = 7
        return days - today + wanted
    if wanted < 0:
        return days - (7 - (-wanted - today))
    ahead = wanted - today
    if (date.days < 0 and ahead < 0) or (date.days >= 0 and ahead <= -date.weekday_behavior):
        ahead += 7
    return days + ahead


def _working_days(today: int, count: int) -> int:
    """Days from a weekday to the one that is ``count`` days from Monday to Friday away."""
    weeks, rest = divmod(abs(count), 5)
    if count > 0:
        if rest == 0:
            step = -2 if today == 0 else -1 if today == 6 else 0
        elif today == 6:
            step = rest + 1
        else:
            step = rest + 2 if today + rest > 5 else rest
        return weeks * 7 + step
    if rest == 0:
        step = 2 if today == 6 else 1 if today == 0 else 0
    elif today == 0:
        step = -rest - 1
    else:
        step = -rest - 2 if today - rest < 1 else -rest
    return step - weeks * 7
