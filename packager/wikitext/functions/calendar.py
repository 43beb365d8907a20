"""Days and seconds for any year, without the bounds of Python's datetime (proleptic Gregorian calendar)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

DAY = 86_400
_EPOCH_FROM_MARCH_0 = 719_468
_ERA = 146_097


class Civil(NamedTuple):
    """A moment taken apart."""

    year: int
    month: int
    day: int
    hour: int = 0
    minute: int = 0
    second: int = 0


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1 January 1970; months and days out of range count on (31 February is 3 March)."""
    year += (month - 1) // 12
    month = (month - 1) % 12 + 1
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5
    return era * _ERA + of_era * 365 + of_era // 4 - of_era // 100 + of_year + day - 1 - _EPOCH_FROM_MARCH_0


def civil(seconds: int) -> Civil:
    """Date and time of a number of seconds since 1970."""
    days, rest = divmod(seconds, DAY)
    era, of_era = divmod(days + _EPOCH_FROM_MARCH_0, _ERA)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    day = of_year - (153 * shifted + 2) // 5 + 1
    return Civil(era * 400 + year + (month <= 2), month, day, rest // 3600, rest // 60 % 60, rest % 60)


def seconds_of(moment: Civil) -> int:
    """Seconds since 1970; fields out of range count on."""
    days = day_number(moment.year, moment.month, moment.day)
    return days * DAY + moment.hour * 3600 + moment.minute * 60 + moment.second


def seconds_of_datetime(moment: datetime) -> int:
    """The same for a datetime, whose time zone is left aside."""
    return seconds_of(Civil(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second))


def weekday(days: int) -> int:
    """0 is Sunday."""
    return (days + 4) % 7


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def iso_week(days: int) -> tuple[int, int]:
    """ISO 8601 year and week of a day."""
    thursday = days - (weekday(days) + 6) % 7 + 3
    year = civil(thursday * DAY).year
    return year, (thursday - day_number(year, 1, 1)) // 7 + 1
