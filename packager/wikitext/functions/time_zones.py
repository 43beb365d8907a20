"""Time zones in dates: abbreviations, offsets, names such as Europe/Paris."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, reset_tzpath

from packager.wikitext.functions.calendar import Civil, seconds_of

reset_tzpath(to=())  # the pinned tzdata package alone: the system's own tables differ from machine to machine

_HOUR = 60
_BY_OFFSET = (
    (-660, "sst"), (-600, "ahst bdt hst"), (-570, "hdt hpt hwt"), (-540, "ahdt akst yst"),
    (-480, "akdt pst ydt ypt ywt"), (-420, "mst pdt ppt pwt yddt"), (-360, "cst mdt mpt mwt pddt"),
    (-314, "qmt"), (-300, "cdt cpt cwt est mddt"), (-289, "ppmt"), (-280, "sdmt"),
    (-240, "ast cddt edt ept ewt"), (-210, "nst"), (-180, "adt apt awt eddt"), (-150, "npt nwt"),
    (-120, "addt"), (-90, "nddt"), (0, "gmt uct utc wet"), (60, "bst cet met wat west"), (84, "wmt"),
    (120, "bdst cat cest eet ist mest sast wast wemt"), (180, "cemt eat eest idt msk"), (240, "iddt msd"),
    (300, "pkt"), (360, "pkst"), (420, "wib"), (480, "awst hkt wita"), (510, "kst"), (540, "awdt hkst jst wit"),
    (570, "acst cast"), (600, "aest chst gst jdt kdt"), (630, "acdt"), (660, "aedt gdt"), (690, "nzmt"),
    (720, "nzst"), (780, "nzdt"),
)  # fmt: skip
"""Minutes east of Greenwich, and the names that PHP has for them: a name of several zones is the first of its list."""
ABBREVIATIONS = {
    **{name: minutes for minutes, names in _BY_OFFSET for name in names.split()},
    "z": 0,
    **{letter: hours * _HOUR for hours, letter in enumerate("abcdefghiklm", 1)},
    **{letter: -hours * _HOUR for hours, letter in enumerate("nopqrstuvwxy", 1)},
}
"""Minutes east of Greenwich."""
_FIRST, _LAST = (seconds_of(Civil(year, 1, 2, 0, 0, 0)) for year in (1, 9999))
"""Before and after the years that Python knows, a zone's clocks show what they show then."""
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



class ZoneTime(NamedTuple):
    """What a zone's clocks showed."""

    offset: int
    """Seconds east of Greenwich."""
    abbreviation: str
    summer: bool


def zone_at(name: str, seconds: int) -> ZoneTime | None:
    """A named zone at a moment (seconds since 1970, UTC); None if there is no such zone."""
    seconds = min(max(seconds, _FIRST), _LAST)
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        local = moment.astimezone(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OverflowError, OSError):
        return None
    offset = local.utcoffset()
    seconds_east = round(offset.total_seconds()) if offset is not None else 0
    return ZoneTime(seconds_east, local.tzname() or name, bool(local.dst()))
