"""{{CURRENTYEAR}}, {{LOCALDAY}}, {{REVISIONTIMESTAMP}} ...: the settings' instant, never the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from packager.titles import parse_title
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions.registry import Args, parser_function, variable
from packager.wikitext.words.language import Language

_WORDS: dict[str, Callable[[datetime, Language], str]] = {
    "year": lambda t, lang: f"{t.year}",
    "month": lambda t, lang: f"{t.month:02}",
    "month1": lambda t, lang: f"{t.month}",
    "monthname": lambda t, lang: lang.month(t.month),
    "monthnamegen": lambda t, lang: lang.month_genitive(t.month),
    "monthabbrev": lambda t, lang: lang.month_short(t.month),
    "day": lambda t, lang: f"{t.day}",
    "day2": lambda t, lang: f"{t.day:02}",
    "dayname": lambda t, lang: lang.weekday(t.isoweekday() % 7),
    "dow": lambda t, lang: f"{t.isoweekday() % 7}",
    "week": lambda t, lang: f"{t.isocalendar().week}",
    "hour": lambda t, lang: f"{t.hour:02}",
    "time": lambda t, lang: f"{t:%H:%M}",
    "timestamp": lambda t, lang: timestamp(t),
}
_LOCALISED_DIGITS = frozenset({"year", "month", "month1", "day", "day2", "dow", "week", "hour", "time"})


def timestamp(moment: datetime) -> str:
    """``YYYYMMDDHHMMSS``."""
    return f"{moment.year:04}{moment:%m%d%H%M%S}"


def now(frame: Frame, local: bool = False) -> datetime:
    """The present moment of the build, in UTC or the wiki's local time, without time zone."""
    parser = frame.parser
    parser.source.clock()
    moment = parser.now.replace(tzinfo=None)
    return moment + timedelta(minutes=parser.settings.local_offset) if local else moment


def _register() -> None:
    for word in _WORDS:
        for prefix, local in (("current", False), ("local", True)):

            def value(frame: Frame, word: str = word, local: bool = local) -> str:
                text = _WORDS[word](now(frame, local), frame.parser.language)
                if word in _LOCALISED_DIGITS:
                    return frame.parser.language.format_num(text, separate=False) if text.isdigit() else text
                return text

            variable(prefix + word)(value)


_register()


def _revision_time(frame: Frame, text: str | None) -> datetime | None:
    """Time of the last edit, of this page or of another one."""
    parser = frame.parser
    page = parser.page
    if text is not None:
        link = parse_title(text, parser.site)
        if link is None or link.interwiki:
            return None
        if link.title != parser.title:
            page = parser.fetch(link.title)
    if page is None or not page.revision.timestamp:
        return now(frame, local=True) if text is None else None
    moment = datetime.strptime(page.revision.timestamp, "%Y-%m-%dT%H:%M:%SZ")
    return moment + timedelta(minutes=parser.settings.local_offset)


_REVISION: dict[str, Callable[[datetime], str]] = {
    "revisionday": lambda t: f"{t.day}",
    "revisionday2": lambda t: f"{t.day:02}",
    "revisionmonth": lambda t: f"{t.month:02}",
    "revisionmonth1": lambda t: f"{t.month}",
    "revisionyear": lambda t: f"{t.year}",
    "revisiontimestamp": timestamp,
}


def _register_revision_words() -> None:
    for name, form in _REVISION.items():

        def value(frame: Frame, form: Callable[[datetime], str] = form) -> str:
            moment = _revision_time(frame, None)
            return form(moment) if moment else ""

        def function(frame: Frame, args: Args, form: Callable[[datetime], str] = form) -> str:
            moment = _revision_time(frame, args[0])
            return form(moment) if moment else ""

        variable(name)(value)
        parser_function(name)(function)


_register_revision_words()
