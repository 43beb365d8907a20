"""What a page was told of the present moment, and what it would be told at another one.

A page that shows the year is out of date when the year is another, not with every dump. So a page's row holds the words
it was told, by the question that brings them: a variable (``word``), a format and a date (``time``), a format of Lua's
``os.date`` (``lua date``), or on which side of the days it names a day lies (``before``). Only who asks for the moment
itself, to the second, depends on every change of it (``clock``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from packager.lua.dates import told_by_strftime
from packager.model import NS_MAIN, SiteInfo, Title
from packager.pages.source import MemorySource
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions.calendar import seconds_of_datetime
from packager.wikitext.functions.date_functions import format_moment
from packager.wikitext.functions.date_input import parse_date
from packager.wikitext.functions.registry import VARIABLES
from packager.wikitext.parser import new_parser
from packager.wikitext.settings import RenderSettings

Teller = Callable[[str], str]
"""The answer to the question of a name, at one moment."""


def tellers(site: SiteInfo, settings: RenderSettings) -> Mapping[str, Teller]:
    """By kind of question, at the moment of ``settings``."""
    source = MemorySource(site)

    def frame() -> Frame:
        # A new one each time: the length of all formats on a page is limited.
        return new_parser(source, settings, Title(NS_MAIN, "-")).root

    def time(name: str) -> str:
        form, date, code, local = json.loads(name)
        return format_moment(frame(), form, date, code, local)

    def before(name: str) -> str:
        """``[date, low, high]``: whether the date lies between these two, in seconds since 1970; None is no bound."""
        date, low, high = json.loads(name)
        present = seconds_of_datetime(settings.now)
        seconds = parse_date(date, present) if date else present
        return str(seconds is not None and (low is None or low < seconds) and (high is None or seconds < high))

    return {
        "clock": lambda name: f"{settings.now:%Y%m%d%H%M%S}",
        "word": lambda name: VARIABLES[name](frame()),
        "time": time,
        "lua date": lambda name: told_by_strftime(name, settings.now),
        "before": before,
    }
