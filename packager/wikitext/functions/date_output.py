"""Writing a moment in the format letters of #time (MediaWiki: Language::sprintfDate)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from packager.wikitext.functions.calendar import DAY, Civil, civil, day_number, is_leap, iso_week, weekday
from packager.wikitext.functions.hebrew_numerals import hebrew_numeral
from packager.wikitext.functions.other_calendars import (
    IRANIAN_MONTH_LENGTHS,
    hebrew,
    hebrew_month_length,
    hijri,
    iranian,
    nengo,
    thai_year,
)
from packager.wikitext.words.language import Language

_ENGLISH = Language("en")
_DIGITS = re.compile(r"[0-9.]+")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Moment(NamedTuple):
    """A moment in some time zone."""

    seconds: int
    """Since 1970, UTC."""
    offset: int = 0
    """Seconds east of Greenwich."""
    zone: str = "UTC"
    """Name of the zone, ``Asia/Seoul``."""
    abbreviation: str = "UTC"
    summer: bool = False
    local: Civil = Civil(1970, 1, 1)
    days: int = 0

    @classmethod
    def at(
        cls, seconds: int, offset: int = 0, zone: str = "UTC", abbreviation: str = "UTC", summer: bool = False
    ) -> Moment:
        shifted = seconds + offset
        return cls(seconds, offset, zone, abbreviation, summer, civil(shifted), shifted // DAY)


def roman(number: int) -> str:
    """Roman numeral up to 10,000; other numbers stay as they are."""
    if not 0 < number <= 10_000:
        return str(number)
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def _offset(moment: Moment, colon: str) -> str:
    hours, minutes = divmod(abs(moment.offset) // 60, 60)
    return f"{'-' if moment.offset < 0 else '+'}{hours:02}{colon}{minutes:02}"


_NUMBERS: dict[str, Callable[[Moment], str]] = {
    "d": lambda t: f"{t.local.day:02}",
    "j": lambda t: f"{t.local.day}",
    "N": lambda t: f"{weekday(t.days) or 7}",
    "w": lambda t: f"{weekday(t.days)}",
    "z": lambda t: f"{t.days - day_number(t.local.year, 1, 1)}",
    "W": lambda t: f"{iso_week(t.days)[1]:02}",
    "m": lambda t: f"{t.local.month:02}",
    "n": lambda t: f"{t.local.month}",
    "t": lambda t: f"{day_number(t.local.year, t.local.month + 1, 0) - day_number(t.local.year, t.local.month, 0)}",
    "L": lambda t: f"{int(is_leap(t.local.year))}",
    "o": lambda t: f"{iso_week(t.days)[0]}",
    "Y": lambda t: f"{t.local.year:04}",
    "y": lambda t: f"{t.local.year % 100:02}",
    "g": lambda t: f"{t.local.hour % 12 or 12}",
    "G": lambda t: f"{t.local.hour}",
    "h": lambda t: f"{t.local.hour % 12 or 12:02}",
    "H": lambda t: f"{t.local.hour:02}",
    "i": lambda t: f"{t.local.minute:02}",
    "s": lambda t: f"{t.local.second:02}",
    "I": lambda t: f"{int(t.summer)}",
    "Z": lambda t: f"{t.offset}",
    "U": lambda t: f"{t.seconds}",
    "xij": lambda t: f"{iranian(t.days)[2]}",
    "xin": lambda t: f"{iranian(t.days)[1]}",
    "xiY": lambda t: f"{iranian(t.days)[0]}",
    "xiy": lambda t: f"{iranian(t.days)[0]}"[-2:],
    "xiz": lambda t: f"{iranian(t.days)[3]}",
    "xit": lambda t: f"{IRANIAN_MONTH_LENGTHS[iranian(t.days)[1] - 1]}",
    "xmj": lambda t: f"{hijri(t.local)[2]}",
    "xmn": lambda t: f"{hijri(t.local)[1]}",
    "xmY": lambda t: f"{hijri(t.local)[0]}",
    "xjj": lambda t: f"{hebrew(t.days)[2]}",
    "xjn": lambda t: f"{hebrew(t.days)[1]}",
    "xjt": lambda t: f"{hebrew_month_length(t.days)}",
    "xjY": lambda t: f"{hebrew(t.days)[0]}",
    "xkY": lambda t: f"{thai_year(t.local)}",
    "xoY": lambda t: f"{t.local.year - 1911}",
    "xtY": lambda t: nengo(t.local),
}
_WORDS: dict[str, Callable[[Moment, Language], str]] = {
    "D": lambda t, lang: lang.weekday_short(weekday(t.days)),
    "l": lambda t, lang: lang.weekday(weekday(t.days)),
    "F": lambda t, lang: lang.month(t.local.month),
    "M": lambda t, lang: lang.month_short(t.local.month),
    "xg": lambda t, lang: lang.month_genitive(t.local.month),
    "a": lambda t, lang: "am" if t.local.hour < 12 else "pm",
    "A": lambda t, lang: "AM" if t.local.hour < 12 else "PM",
    "e": lambda t, lang: t.zone,
    "T": lambda t, lang: t.abbreviation,
    "O": lambda t, lang: _offset(t, ""),
    "P": lambda t, lang: _offset(t, ":"),
    "c": lambda t, lang: _iso(t),
    "r": lambda t, lang: _rfc(t),
    "xiF": lambda t, lang: lang.other_month("iranian", iranian(t.days)[1]),
    "xmF": lambda t, lang: lang.other_month("hijri", hijri(t.local)[1]),
    "xjF": lambda t, lang: lang.other_month("hebrew", hebrew(t.days)[1]),
    "xjx": lambda t, lang: lang.other_month("hebrew genitive", hebrew(t.days)[1]),
}


def _iso(t: Moment) -> str:
    c = t.local
    return f"{c.year:04}-{c.month:02}-{c.day:02}T{c.hour:02}:{c.minute:02}:{c.second:02}{_offset(t, ':')}"


def _rfc(t: Moment) -> str:
    c = t.local
    return (
        f"{_ENGLISH.weekday_short(weekday(t.days))}, {c.day:02} {_ENGLISH.month_short(c.month)} {c.year:04} "
        f"{c.hour:02}:{c.minute:02}:{c.second:02} {_offset(t, '')}"
    )


def format_date(form: str, moment: Moment, language: Language) -> str:
    """``Y년 F j일`` and the like. Quoted text and what follows a backslash stays as it is."""
    out: list[str] = []
    raw = raw_once = as_roman = as_hebrew = False
    position, length = 0, len(form)
    while position < length:
        code = form[position]
        if code == "x" and position + 1 < length:
            position += 1
            code += form[position]
        if code in ("xi", "xm", "xj", "xk", "xo", "xt") and position + 1 < length:
            position += 1
            code += form[position]
        position += 1
        if code in _NUMBERS:
            text = _NUMBERS[code](moment)
            if raw or raw_once:
                out.append(text)
                raw_once = False
            elif as_roman:
                out.append(roman(int(text)) if text.lstrip("-").isdigit() else text)
                as_roman = False
            elif as_hebrew:
                out.append(hebrew_numeral(int(text)) if text.isdigit() else "0")
                as_hebrew = False
            else:
                out.append(language.format_num(text, separate=False) if _DIGITS.fullmatch(text) else text)
        elif code in _WORDS:
            out.append(_WORDS[code](moment, language))
        elif code == "xx":
            out.append("x")
        elif code == "xn":
            raw_once = True
        elif code == "xN":
            raw = not raw
        elif code == "xr":
            as_roman = True
        elif code == "xh":
            as_hebrew = True
        elif code == "\\":
            out.append(form[position:position + 1] or "\\")
            position += 1
        elif code == '"':
            end = form.find('"', position)
            if end < 0:
                out.append('"')
            else:
                out.append(form[position:end])
                position = end + 1
        else:
            # Of letters that mean nothing together, the last one stays.
            out.append(code[-1])
    return "".join(out)
