"""#formatdate: a date in the reader's order of day, month and year (MediaWiki: DateFormatter)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import NamedTuple

from packager.wikitext.words.language import Language

_YEAR = r"(?P<y>\d{1,4}(?:[ _]BC|))"
_ISO_YEAR = r"(?P<iy>-?\d{4})"
_ISO_MONTH, _ISO_DAY, _DAY = r"(?P<m>\d{2})", r"(?P<id>\d{2})", r"(?P<d>\d{1,2})"


class _Form(NamedTuple):
    """One order in which a date can be written."""

    pattern: re.Pattern[str]
    write: Callable[[dict[str, str]], str]


def _iso_year(year: str) -> str:
    """``100 BC`` as ``-0099``."""
    if year[-2:] == "BC":
        return f"-{int(year[:-3]) - 1:04}"
    return f"{int(year):04}"


def _normal_year(iso: str) -> str:
    if iso.startswith("-") or not int(iso):
        return f"{int(iso.removeprefix('-')) + 1} BC"
    return str(int(iso))


@lru_cache(maxsize=8)
def _forms(code: str) -> tuple[dict[str, int], dict[str, _Form]]:
    words = Language(code)
    months: dict[str, int] = {}
    for number in range(1, 13):
        months[words.month(number).lower()] = number
        months[words.month_short(number).lower()] = number
    name = "(?P<F>" + "|".join(re.escape(month) for month in sorted(months, key=lambda m: (-len(m), m))) + ")"

    def form(pattern: str, write: Callable[[dict[str, str]], str]) -> _Form:
        return _Form(re.compile(pattern, re.IGNORECASE), write)

    return months, {
        "dmy": form(rf"{_DAY}[ _]{name}(?: *, *| +){_YEAR}", lambda b: f"{b['d']} {b['F']} {b['y']}"),
        "ydm": form(rf"{_YEAR}(?: *, *| +){_DAY}[ _]{name}", lambda b: f"{b['y']}, {b['d']} {b['F']}"),
        "mdy": form(rf"{name}[ _]{_DAY}(?: *, *| +){_YEAR}", lambda b: f"{b['F']} {b['d']}, {b['y']}"),
        "ymd": form(rf"{_YEAR}(?: *, *| +){name}[ _]{_DAY}", lambda b: f"{b['y']} {b['F']} {b['d']}"),
        "dm": form(rf"{_DAY}[ _]{name}", lambda b: f"{b['d']} {b['F']}"),
        "md": form(rf"{name}[ _]{_DAY}", lambda b: f"{b['F']} {b['d']}"),
        "ISO 8601": form(rf"{_ISO_YEAR}-{_ISO_MONTH}-{_ISO_DAY}", lambda b: f"{b['iy']}-{b['m']}-{b['id']}"),
    }


_SHORT = {"dmy": "dm", "mdy": "md", "ymd": "md", "ydm": "dm"}


def reformat_date(text: str, preference: str, words: Language) -> str:
    """The date in ``preference`` order (``dmy``, ``mdy``, ``ymd``, ``ISO 8601``); other texts come back unchanged."""
    months, forms = _forms(words.code)
    for source, form in forms.items():
        match = form.pattern.fullmatch(text)
        if not match:
            continue
        target = source
        if preference in forms:
            target = _SHORT.get(preference, source) if source in ("dm", "md") else preference
        bits = {key: value for key, value in match.groupdict().items() if value is not None}
        if not _complete(bits, months, words, target):
            return text
        iso = "-".join(bits[key] for key in ("iy", "m", "id") if key in bits)
        return f'<span class="mw-formatted-date" title="{escape(iso)}">{forms[target].write(bits)}</span>'
    return text


def _complete(bits: dict[str, str], months: dict[str, int], words: Language, target: str) -> bool:
    """Adds the pieces of the date in their other spelling; False if ``target`` names the month and there is none."""
    if "F" in bits:
        number = months[bits["F"].lower()]
        bits["m"] = f"{number:02}"
    number = int(bits["m"])
    if 1 <= number <= 12:
        bits["F"] = words.month(number)
    elif target != "ISO 8601":
        return False
    if "d" in bits:
        bits["id"] = f"{int(bits['d']):02}"
    else:
        bits["d"] = str(int(bits["id"]))
    if "y" in bits:
        bits["iy"] = _iso_year(bits["y"])
    elif "iy" in bits:
        bits["y"] = _normal_year(bits["iy"])
    return True
