"""Calendars that #time knows beside the Gregorian one: Iranian, Islamic, Hebrew, Japanese eras."""

from __future__ import annotations

from packager.wikitext.functions.calendar import Civil, day_number

_HIJRI_EPOCH = day_number(622, 7, 19)
_IRANIAN_EPOCH = day_number(1600, 3, 20)
IRANIAN_MONTH_LENGTHS = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 29)
_HEBREW_EPOCH = day_number(-3760, 9, 7)
_ERAS = (
    (day_number(2019, 5, 1), "令和", 2018),
    (day_number(1989, 1, 8), "平成", 1988),
    (day_number(1926, 12, 26), "昭和", 1925),
    (day_number(1912, 7, 31), "大正", 1911),
)
_FIRST_ERA = "明治", 1867
_REFORM = (1582, 10, 15)
"""First day of the Gregorian calendar: what is before counts as Julian for the Islamic months."""


def iranian(days: int) -> tuple[int, int, int, int]:
    """Year, month, day and day of the year (from 0) of the solar Hijri calendar (33-year cycles)."""
    rest = days - _IRANIAN_EPOCH
    # Before the epoch the remainders are negative, as MediaWiki has them.
    cycles, rest = rest // 12_053, _remainder(rest, 12_053)
    year = 979 + 33 * cycles + 4 * (rest // 1461)
    rest = _remainder(rest, 1461)
    if rest >= 366:
        year += (rest - 1) // 365
        rest = (rest - 1) % 365
    of_year = rest
    for month, length in enumerate(IRANIAN_MONTH_LENGTHS[:-1], 1):
        if rest < length:
            return year, month, rest + 1, of_year
        rest -= length
    return year, 12, rest + 1, of_year


def _remainder(value: int, divisor: int) -> int:
    """With the sign of the value."""
    return value % divisor if value >= 0 else -(-value % divisor)


def hijri(date: Civil) -> tuple[int, int, int]:
    """Year, month and day of the tabular Islamic calendar."""
    if (date.year, date.month, date.day) < _REFORM:
        rest = _julian_day_number(date.year, date.month, date.day) - _HIJRI_EPOCH
    else:
        rest = day_number(date.year, date.month, date.day) - _HIJRI_EPOCH
    cycles, rest = divmod(rest, 10_631)
    year = 0
    while True:
        length = 354 + ((11 * (year + 1) + 14) % 30 < 11)
        if rest < length or year == 29:
            break
        rest -= length
        year += 1
    month = 0
    while month < 11 and rest >= (30 - month % 2):
        rest -= 30 - month % 2
        month += 1
    return 30 * cycles + year + 1, month + 1, rest + 1


def _julian_day_number(year: int, month: int, day: int) -> int:
    """Days since 1 January 1970 (Gregorian) of a date of the Julian calendar."""
    years, months = (year, month - 3) if month > 2 else (year - 1, month + 9)
    return 365 * years + years // 4 + (153 * months + 2) // 5 + day - 719_471


def _hebrew_new_year(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12_084 + 13_753 * months
    day = 29 * months + parts // 25_920
    if 3 * (day + 1) % 7 < 3:
        day += 1
    return day


def _hebrew_start(year: int) -> int:
    before, this, after = (_hebrew_new_year(year + step) for step in (-1, 0, 1))
    correction = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + correction


def hebrew(days: int) -> tuple[int, int, int, int]:
    """Year, month (1 Tishrei ... 12 Elul, 13 and 14 the two Adars of a leap year), day, and length of the month."""
    year = (days - _HEBREW_EPOCH) * 98_496 // 35_975_351 + 1
    while _hebrew_start(year + 1) <= days:
        year += 1
    while _hebrew_start(year) > days:
        year -= 1
    start, length = _hebrew_start(year), _hebrew_start(year + 1) - _hebrew_start(year)
    leap = length > 380
    months = [1, 2, 3, 4, 5, *((13, 14) if leap else (6,)), 7, 8, 9, 10, 11, 12]
    sizes = {1: 30, 2: 29 + (length % 10 == 5), 3: 30 - (length % 10 == 3), 4: 29, 5: 30, 6: 29, 13: 30, 14: 29,
             7: 30, 8: 29, 9: 30, 10: 29, 11: 30, 12: 29}
    rest = days - start
    for month in months:
        if rest < sizes[month]:
            return year, month, rest + 1, sizes[month]
        rest -= sizes[month]
    return year, 12, rest + 1, sizes[12]


def hebrew_month_length(days: int) -> int:
    return hebrew(days)[3]


def nengo(date: Civil) -> str:
    """Japanese era and year, ``平成31``; the first year of an era is ``元``. Eras before Meiji are not told apart."""
    days = day_number(date.year, date.month, date.day)
    name, offset = next(((name, offset) for start, name, offset in _ERAS if days >= start), _FIRST_ERA)
    year = date.year - offset
    return name + ("元" if year == 1 else str(year))


def thai_year(date: Civil) -> int:
    """Buddhist year; until 1940 it began in April."""
    return date.year + 543 - (1912 <= date.year <= 1940 and date.month <= 3)
