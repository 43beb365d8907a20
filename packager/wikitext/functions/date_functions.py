"""#time, #timel, #timef, #timefl (MediaWiki manual: Help:Extension:ParserFunctions#time)."""

from __future__ import annotations

import json
import re
from html import escape

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions.calendar import seconds_of_datetime
from packager.wikitext.functions.date_input import parse_date
from packager.wikitext.functions.date_output import Moment, format_date
from packager.wikitext.functions.registry import Args, parser_function
from packager.wikitext.functions.time_zones import zone_at
from packager.wikitext.slots import Slot
from packager.wikitext.words.language import language_or

_FOUR_DIGITS = re.compile(r"[0-9]{4}")
_MAX_FORMAT_CHARACTERS = 6_000
FORMAT_CHARACTERS: Slot[int] = Slot("format characters")
"""Length of all formats on the page so far."""
_ANOTHER_TIME = 401 * 86_400 + 3_661
"""A date that comes out the same from this much later does not depend on the present."""
_LOCAL_ZONES = {540: "Asia/Seoul", 0: "UTC"}
"""The zone that a wiki's local time means, by minutes east of Greenwich today."""


def _error(frame: Frame, message: str) -> str:
    return f'<strong class="error">{escape(frame.parser.language.message(message) or message)}</strong>'


def depends_on_present(date: str, present: int) -> bool:
    """Whether a date in words is another one at another moment."""
    return not date or parse_date(date, present) != parse_date(date, present + _ANOTHER_TIME)


def format_moment(frame: Frame, form: str, date: str, code: str, local: bool) -> str:
    """A date in words, in a format and a language; what #time does."""
    parser = frame.parser
    used = (parser.data.get(FORMAT_CHARACTERS) or 0) + len(form.encode("utf-8", "replace"))
    present = seconds_of_datetime(parser.now)
    text = f"00:00 {date}" if _FOUR_DIGITS.fullmatch(date) else date
    seconds = parse_date(text, present) if date else present
    if depends_on_present(text if date else "", present):
        parser.source.noted("time", json.dumps([form, date, code, local], ensure_ascii=False))
    if seconds is None:
        return _error(frame, "pfunc_time_error")
    parser.data.put(FORMAT_CHARACTERS, used)
    if used > _MAX_FORMAT_CHARACTERS:
        return _error(frame, "pfunc_time_too_long")
    moment = _local_moment(seconds, parser.settings.local_offset) if local else Moment.at(seconds)
    year = moment.local.year
    if year < 0:
        return _error(frame, "pfunc_time_too_small")
    if year > 9999:
        return _error(frame, "pfunc_time_too_big")
    return format_date(form, moment, language_or(code, parser.language))


def _local_moment(seconds: int, offset: int) -> Moment:
    """In the wiki's own time, as it was at that moment."""
    zone = _LOCAL_ZONES.get(offset)
    found = zone_at(zone, seconds) if zone else None
    if zone is None or found is None:
        sign = "-" if offset < 0 else "+"
        name = zone or f"{sign}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
        return Moment.at(seconds, offset * 60, name, name)
    return Moment.at(seconds, found.offset, zone, found.abbreviation, found.summer)


@parser_function("time")
def time(frame: Frame, args: Args) -> str:
    return format_moment(frame, args[0], args[1], args[2].lower(), args[3] not in ("", "0"))


@parser_function("timel")
def time_local(frame: Frame, args: Args) -> str:
    return format_moment(frame, args[0], args[1], args[2].lower(), True)


def _named_format(frame: Frame, args: Args, local: bool) -> str:
    """{{#timef:date|date, time, both or pretty|language}}: the language's own formats (MediaWiki 1.42 and later)."""
    code = args[2].lower()
    language = language_or(code, frame.parser.language)
    form = language.data.date_formats.get(args[1].lower() or "both")
    if form is None:
        return _error(frame, "pfunc_timef_bad_format")
    return format_moment(frame, form, args[0], code, local)


@parser_function("timef")
def time_format(frame: Frame, args: Args) -> str:
    return _named_format(frame, args, False)


@parser_function("timefl")
def time_format_local(frame: Frame, args: Args) -> str:
    return _named_format(frame, args, True)
