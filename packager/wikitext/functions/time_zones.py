"""Time zones in dates: abbreviations, offsets, names such as Europe/Paris."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, reset_tzpath

from packager.wikitext.functions.calendar import Civil, seconds_of

reset_tzpath(to=())  # the pinned tzdata package alone: the system's own tables differ from machine to machine

_HOUR = 60
ABBREVIATIONS = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "uct": 0, "zulu": 0,
    "cet": 1 * _HOUR, "bst": 1 * _HOUR, "west": 1 * _HOUR, "met": 1 * _HOUR, "wat": 1 * _HOUR,
    "cest": 2 * _HOUR, "eet": 2 * _HOUR, "mest": 2 * _HOUR, "sast": 2 * _HOUR, "cat": 2 * _HOUR,
    "eest": 3 * _HOUR, "msk": 3 * _HOUR, "eat": 3 * _HOUR, "msd": 4 * _HOUR,
    "pkt": 5 * _HOUR, "ist": 5 * _HOUR + 30, "wib": 7 * _HOUR, "wita": 8 * _HOUR, "hkt": 8 * _HOUR,
    "jst": 9 * _HOUR, "kst": 9 * _HOUR, "kdt": 10 * _HOUR, "wit": 9 * _HOUR,
    "acst": 9 * _HOUR + 30, "aest": 10 * _HOUR, "acdt": 10 * _HOUR + 30, "aedt": 11 * _HOUR, "awst": 8 * _HOUR,
    "nzst": 12 * _HOUR, "nzdt": 13 * _HOUR,
    "nst": -3 * _HOUR - 30, "ndt": -2 * _HOUR - 30, "ast": -4 * _HOUR, "adt": -3 * _HOUR,
    "est": -5 * _HOUR, "edt": -4 * _HOUR, "cst": -6 * _HOUR, "cdt": -5 * _HOUR, "mst": -7 * _HOUR, "mdt": -6 * _HOUR,
    "pst": -8 * _HOUR, "pdt": -7 * _HOUR, "akst": -9 * _HOUR, "akdt": -8 * _HOUR, "hst": -10 * _HOUR,
    **{letter: hours * _HOUR for hours, letter in enumerate("abcdefghiklm", 1)},
    **{letter: -hours * _HOUR for hours, letter in enumerate("nopqrstuvwxy", 1)},
}  # fmt: skip
"""Minutes east of Greenwich."""
_OFFSET = re.compile(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?(?::?(\d{2}))?", re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"(?:GMT|UTC)?([+-])(\d{1,2})(\d{2})", re.IGNORECASE)


def offset_of(text: str) -> int | None:
    """Minutes of ``+9``, ``+0900``, ``GMT-5:30``."""
    match = _FOUR_DIGITS.fullmatch(text) or _OFFSET.fullmatch(text)
    if not match:
        return None
    minutes = int(match[2]) * _HOUR + int(match[3] or 0)
    return -minutes if match[1] == "-" else minutes


def zone_offset(name: str, local: Civil) -> int | None:
    """Minutes east of Greenwich of a named zone at a local time; None if there is no such zone."""
    minutes = ABBREVIATIONS.get(name.lower())
    if minutes is not None:
        return minutes
    try:
        zone = ZoneInfo("/".join(part[:1].upper() + part[1:] for part in name.split("/")))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    year = min(max(local.year, 2), 9998)
    seconds = seconds_of(local._replace(year=year))
    moment = datetime(1970, 1, 1) + timedelta(seconds=seconds)
    offset = moment.replace(tzinfo=zone).utcoffset()
    return round(offset.total_seconds() / 60) if offset is not None else None


