"""The words of dates in English and the forms they stand in (PHP manual: Supported Date and Time Formats).

A form matches as a whole; at each place of a date the longest match counts, and the first form of two as long.
``$`` stands for the end of the date, which some forms take for a separator.
"""

from __future__ import annotations

from collections.abc import Iterable

_MONTH_NAMES = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sep sept", "october oct", "november nov", "december dec",
)  # fmt: skip
_ROMAN_MONTHS = "I II III IV V VI VII VIII IX X XI XII".split()
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()} | {
    name.lower(): number for number, name in enumerate(_ROMAN_MONTHS, 1)
}
WEEKDAYS = {
    name: number
    for number, names in enumerate((
        "sunday sun sundays", "monday mon mondays", "tuesday tue tuesdays", "wednesday wed wednesdays",
        "thursday thu thursdays", "friday fri fridays", "saturday sat saturdays",
    ))
    for name in names.split()
}  # fmt: skip
WORKING_DAYS = frozenset({"weekday", "weekdays"})
_ORDINAL_NAMES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip
ORDINALS = {name: number for number, name in enumerate(_ORDINAL_NAMES, 1)}
STEPS = {"next": 1, "last": -1, "previous": -1, "this": 0}
UNITS = {
    "sec": ("second", 1), "second": ("second", 1), "min": ("second", 60), "minute": ("second", 60),
    "hour": ("second", 3600), "day": ("day", 1), "week": ("day", 7), "fortnight": ("day", 14),
    "forthnight": ("day", 14), "month": ("month", 1), "year": ("year", 1), "ms": ("second", 0), "msec": ("second", 0),
    "millisecond": ("second", 0), "usec": ("second", 0), "microsecond": ("second", 0),
}  # fmt: skip
"""Field of the date that a unit counts, and how many of it; fractions of seconds count for nothing."""


def unit_of(word: str) -> tuple[str, int] | None:
    """Field and factor of ``days``; None for a word that is no unit."""
    return UNITS.get(word) or (UNITS.get(word[:-1]) if word.endswith("s") else None)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_FULL_WEEKDAYS = _any(WEEKDAYS)
_MONTH_ABBREVIATION = "(?P<month_name>jan|feb|mar|apr|may|jun|jul|aug|sept|sep|oct|nov|dec)"
_MONTH_WORD = f"(?P<month_name>{_any(name for names in _MONTH_NAMES for name in names.split())})"
_MONTH = f"(?P<month_name>{_any(name for names in _MONTH_NAMES for name in names.split())}|(?-i:{_any(_ROMAN_MONTHS)}))"
_DAY_TEXT = f"(?:{_FULL_WEEKDAYS}|weekdays|weekday)"
_WEEKDAY = f"(?P<weekday>{_DAY_TEXT})"
_COUNTED = "msec|millisecond|microsecond|usec|second|sec|minute|min|hour|day|fortnight|forthnight|month|year"
_UNIT = f"(?:ms|(?:{_COUNTED})s?|weeks|{_DAY_TEXT})"
_ORDINAL = _any(ORDINALS)
_STEP = _any(STEPS)
_SUFFIX = "(?-i:st|nd|rd|th)?"
_DAY = rf"(?P<d>3[01]|[0-2]?[0-9]){_SUFFIX}"
_DAY2, _M, _M2 = r"(?P<d>0[0-9]|[1-2][0-9]|3[01])", r"(?P<m>1[0-2]|0?[0-9])", r"(?P<m>0[0-9]|1[0-2])"
_Y, _Y2, _Y4 = r"(?P<y>[0-9]{1,4})", r"(?P<y>[0-9]{2})", r"(?P<y>[0-9]{4})"
_H, _H2 = r"(?P<h>2[0-4]|[01]?[0-9])", r"(?P<h>2[0-4]|[01][0-9])"
_I, _I2 = r"(?P<i>[0-5]?[0-9])", r"(?P<i>[0-5][0-9])"
_S, _S2 = r"(?P<s>60|[0-5]?[0-9])", r"(?P<s>60|[0-5][0-9])"
_H12, _HALF = r"(?P<h>1[0-2]|0?[1-9])", r"(?P<half>[ap])\.?m\.?(?:[ \t]|$)"
_FRACTION = r"\.[0-9]+"
_SPACE = r"[ \t]*"
_OFFSET = (
    r"(?-i:GMT)?[+-](?:(?:2[0-4]|[01]?[0-9])(?::?[0-5]?[0-9])?"
    r"|(?:2[0-4]|[01][0-9]):?[0-5][0-9]:?(?:60|[0-5][0-9]))"
)
_ZONE = r"(?-i:[A-Z][a-z]+(?:[_/-][A-Za-z]+)+)|\(?[A-Za-z]{1,6}\)?"
_BETWEEN = r"[ \t.\-]*"
_AFTER_DAY = r"(?:(?-i:[,.stndrh\t ]+)|$)"
_DATE_WITHOUT_YEAR = rf"{_MONTH}{_BETWEEN}(?P<d>3[01]|[0-2]?[0-9]){_AFTER_DAY}"
_DAY_OF_YEAR = "(?P<number>00[1-9]|0[1-9][0-9]|[12][0-9][0-9]|3[0-5][0-9]|36[0-6])"
_WEEK = "(?P<number>0[1-9]|[1-4][0-9]|5[0-3])"
_TIME24 = rf"t?{_H}[:.]{_I}"
_LONG24 = rf"t?{_H}[:.]{_I}[:.]{_S}"
_WITH_ZONE = rf"t?{_H}[:.]{_I}[:.]{_S2}{_SPACE}(?P<zone>{_OFFSET}|{_ZONE})"

FORMS: tuple[tuple[str, str], ...] = (
    (r"[ \t.,]+", "nothing"),
    (r"(?P<word>yesterday|now|noon|midnight|today|tomorrow)", "word"),
    (r"@(?P<number>-?[0-9]{1,19})(?:\.[0-9]{0,6})?", "timestamp"),
    (r"(?P<edge>first|last) day of", "edge"),
    (rf"(?P<edge>back|front) of {_H}(?:{_SPACE}{_HALF})?", "quarter"),
    (rf"(?P<ordinal>{_ORDINAL}|{_STEP})[ \t]+(?P<weekday>{_FULL_WEEKDAYS})[ \t]+of", "nth_weekday"),
    # Times of day
    (rf"{_H12}{_SPACE}{_HALF}", "time"),
    (rf"{_H12}[:.]{_I2}{_SPACE}{_HALF}", "time"),
    (rf"{_H12}[:.]{_I}[:.]{_S2}{_SPACE}{_HALF}", "time"),
    (rf"{_H12}:{_I2}:{_S2}[:.][0-9]+{_HALF}", "time"),
    (rf"t{_H}", "time"),
    (_TIME24, "time"),
    (_LONG24, "time"),
    (rf"{_LONG24}{_FRACTION}", "time"),
    (rf"t?{_H2}{_I2}", "four_digits"),
    (rf"t?{_H2}{_I2}{_S2}", "time"),
    # Dates
    (rf"{_M}/{_DAY}", "date"),
    (rf"{_M}/{_DAY}/{_Y}", "date"),
    (rf"(?P<y>[+-]?[0-9]{{4}})-{_M2}-{_DAY2}", "date"),
    (rf"{_Y4}/{_M2}/{_DAY2}/?", "date"),
    (rf"{_Y4}/{_M}/{_DAY}", "date"),
    (rf"{_Y2}-{_M2}-{_DAY2}", "date"),
    (rf"(?P<y>[+-][0-9]{{5,19}})-{_M2}-{_DAY2}", "date"),
    (rf"{_Y4}-{_M}", "date"),
    (rf"{_Y}-{_M}-{_DAY}", "date"),
    (rf"{_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}{_Y}", "date"),
    (rf"{_DAY}[.\t-]{_M}[.-]{_Y4}", "date"),
    (rf"{_DAY}[.\t]{_M}\.{_Y2}", "pointed"),
    (rf"{_MONTH}{_BETWEEN}{_Y4}", "date"),
    (rf"{_Y4}{_BETWEEN}{_MONTH}", "date"),
    (rf"{_MONTH}{_BETWEEN}(?P<d>3[01]|[0-2]?[0-9])(?-i:[,.stndrh\t ]+){_Y}", "date"),
    (_DATE_WITHOUT_YEAR, "date"),
    (rf"{_DAY}{_BETWEEN}{_MONTH}", "date"),
    (rf"{_Y4}{_M2}{_DAY2}", "date"),
    (rf"{_Y4}{_M2}{_DAY2}(?-i:T){_H}:{_I2}:{_S2}", "date_and_time"),
    (rf"{_Y4}{_M2}{_DAY2}t{_H}{_I2}{_S2}", "date_and_time"),
    (rf"{_Y4}-{_M2}-{_DAY2}(?-i:T){_H2}:{_I2}:{_S2}{_FRACTION}(?P<zone>{_OFFSET})?", "date_and_time"),
    (rf"{_Y4}-{_M}-{_DAY}(?-i:T){_H}:{_I}:{_S}", "date_and_time"),
    (rf"{_Y4}:{_M2}:{_DAY2} {_H2}:{_I2}:{_S2}", "date_and_time"),
    (rf"{_Y4}[.-]?{_DAY_OF_YEAR}", "day_of_year"),
    (rf"{_Y4}-?(?-i:W){_WEEK}-?(?P<d>[0-7])", "iso_week"),
    (rf"{_Y4}-?(?-i:W){_WEEK}", "iso_week"),
    (rf"{_MONTH_ABBREVIATION}-{_DAY2}-{_Y}", "date"),
    (rf"{_Y}-{_MONTH_ABBREVIATION}-{_DAY2}", "date"),
    (rf"{_DAY}/{_MONTH_ABBREVIATION}/{_Y4}:{_H2}:{_I2}:{_S2}[ \t]+(?P<zone>{_OFFSET})", "date_and_time"),
    (_Y4, "bare_year"),
    # Relative to the rest
    ("ago", "ago"),
    (_WEEKDAY, "weekday_name"),
    (rf"(?P<ordinal>{_STEP})[ \t]+week", "relative_week"),
    (rf"(?P<ordinal>{_ORDINAL}|{_STEP})[ \t]+(?P<unit>{_UNIT})", "relative_text"),
    (_MONTH_WORD, "month_only"),
    (rf"(?P<zone>{_OFFSET}|{_ZONE})", "zone"),
    (rf"{_DATE_WITHOUT_YEAR}{_H12}[:.]{_I2}{_SPACE}{_HALF}", "date_and_time"),
    (rf"{_DATE_WITHOUT_YEAR}{_H12}[:.]{_I}[:.]{_S2}{_SPACE}{_HALF}", "date_and_time"),
    (rf"{_DATE_WITHOUT_YEAR}{_TIME24}", "date_and_time"),
    (rf"{_DATE_WITHOUT_YEAR}{_LONG24}", "date_and_time"),
    (rf"{_DATE_WITHOUT_YEAR}{_WITH_ZONE}", "date_and_time"),
    (rf"(?P<signs>[+-]*)[ \t]*(?P<number>[0-9]{{1,13}}){_SPACE}(?P<unit>{_UNIT}|week)", "relative"),
)
"""Form and the name of what is done with it, in PHP's order."""
