"""``formatDate("U", date)``: a date in seconds since 1970, as modules ask for it that compare dates.

A date that counts from the present moment changes every day, but a module that only compares it (``only_compared``) is
told no more than which of the other dates come before it. That is what the page notes, as the nearest ones on either
side: ``clock.tellers``, kind ``before``.
"""

from __future__ import annotations

import json

from packager.lua.host import HostFunction, Value, text
from packager.lua.language import format_date
from packager.lua.only_compared import only_compared
from packager.lua.page_state import PageState
from packager.titles import parse_title
from packager.wikitext.functions.calendar import civil, seconds_of_datetime
from packager.wikitext.functions.date_functions import depends_on_present
from packager.wikitext.functions.date_input import parse_date
from packager.wikitext.slots import Slot
from packager.wikitext.state import Parser
from packager.wikitext.words.language import language_or


class _Dates:
    """The dates that one page's modules have asked for in seconds."""

    def __init__(self) -> None:
        self.fixed: set[float] = set()
        """Those that are the same at any moment, and the numbers that moving ones are compared with."""
        self.moving: dict[str, int] = {}
        """Those that count from the present moment and are only compared."""
        self.functions: dict[tuple[str, int], str] = {}
        """Module and first line of a function to the moving date it asked for: comparing two of them is no answer
        that stays."""

    def note(self, parser: Parser) -> None:
        """Note for each moving date between which others it lies."""
        for date, seconds in self.moving.items():
            if seconds in self.fixed:
                _note_itself(parser, date)
                continue
            low = max((number for number in self.fixed if number < seconds), default=None)
            high = min((number for number in self.fixed if number > seconds), default=None)
            parser.source.noted("before", json.dumps([date, low, high], ensure_ascii=False))


_DATES: Slot[_Dates] = Slot("dates in seconds")


def _note_itself(parser: Parser, date: str) -> None:
    parser.source.noted("time", json.dumps(["U", date, "", False], ensure_ascii=False))


def format_seconds(
    state: PageState, code: bytes, timestamp: bytes, chunk: bytes, first: int = 0, last: int = 0, line: int = 0
) -> Value:
    """The seconds as digits. ``chunk``, ``first``, ``last``, ``line``: the module's function that asks."""
    parser, date = state.parser, text(timestamp)
    present = seconds_of_datetime(parser.now)
    seconds = parse_date(date, present) if date else present
    if seconds is None or not 0 <= civil(seconds).year <= 9999 or (len(date) == 4 and date.isdigit()):
        return format_date(state, code, b"U", timestamp, False)
    dates = parser.data.of(_DATES, _Dates)
    if not depends_on_present(date, present):
        if seconds not in dates.fixed:
            dates.fixed.add(seconds)
            dates.note(parser)
        return _written(parser, text(code), seconds)
    target = parse_title(text(chunk).replace("_", " "), parser.site) if chunk else None
    module = parser.fetch(target.title) if target is not None and not target.interwiki else None
    found = only_compared(module.text, first, last, line) if module is not None else None
    if found is None or dates.functions.setdefault((text(chunk), first), date) != date:
        _note_itself(parser, date)
        if found is not None:
            _note_itself(parser, dates.functions[text(chunk), first])
    elif date not in dates.moving or not dates.fixed.issuperset(found.numbers):
        dates.moving[date] = seconds
        dates.fixed.update(found.numbers)
        dates.note(parser)
    return _written(parser, text(code), seconds)


def _written(parser: Parser, code: str, seconds: int) -> str:
    return language_or(code, parser.language).format_num(str(seconds), separate=False)


FUNCTIONS: dict[str, HostFunction] = {"format_seconds": format_seconds}
