"""#if, #ifeq, #switch, #iferror, #ifexist (MediaWiki manual: Help:Extension:ParserFunctions).

All take their arguments unexpanded: only the branch that is chosen gets expanded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from packager.char_references import decode_char_references
from packager.model import NS_FILE, NS_MEDIA, NS_SPECIAL, Title
from packager.titles import parse_title
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.nodes import TRIM, Part
from packager.wikitext.functions.magic_words import PARAMETERS
from packager.wikitext.functions.registry import Args, parser_function
from packager.wikitext.slots import Slot
from packager.wikitext.words.numeric import is_numeric, loosely_equal, number

_ERROR = re.compile(r'<(?:strong|span|p|div)\s(?:[^\s>]*\s+)*?class="(?:[^"\s>]*\s+)*?error(?:\s[^">]*)?"')
_DEFAULTS = frozenset(PARAMETERS["default"])
_INDEX_FROM = 6
"""Cases from which on a #switch is looked up in a table."""
_MAX_TABLES = 5_000


@parser_function("if", lazy=True)
def if_(frame: Frame, args: Args) -> str:
    return args[1] if args[0] else args[2]


@parser_function("ifeq", lazy=True)
def ifeq(frame: Frame, args: Args) -> str:
    return args[2] if loosely_equal(_decoded(args[0]), _decoded(args[1])) else args[3]


@parser_function("iferror", lazy=True)
def iferror(frame: Frame, args: Args) -> str:
    if "error" in args[0] and _ERROR.search(args[0]):
        return args[1]
    return args[2] if len(args) > 2 else args[0]


_ASKED: Slot[dict[Title, bool]] = Slot("ifexist")
"""Pages that #ifexist was asked about: each counts as expensive once."""


@parser_function("ifexist", lazy=True)
def ifexist(frame: Frame, args: Args) -> str:
    return args[1] if page_exists(frame, args[0]) else args[2]


def page_exists(frame: Frame, text: str) -> bool:
    """Whether there is a page (file, special page) of that name on this wiki; counts as expensive."""
    parser = frame.parser
    link = parse_title(text, parser.site)
    if link is None or link.interwiki or not link.title.text:
        return False
    title = link.title
    if title.ns == NS_SPECIAL:
        return parser.language.is_special_page(title.text.partition("/")[0])
    asked = parser.data.of(_ASKED, dict)
    if title in asked:
        return asked[title]
    frame.state.expensive += 1
    if frame.state.expensive > parser.settings.limits.expensive:
        if frame.state.expensive == parser.settings.limits.expensive + 1:
            parser.problem("limit", parser.title, f"more than {parser.settings.limits.expensive} expensive calls")
        return False
    if title.ns == NS_MEDIA:
        found = parser.file(title.text) is not None or _redirected_file(frame, title)
    else:
        found = title in parser.source.existing((title,))
    asked[title] = found
    return found


def _redirected_file(frame: Frame, title: Title) -> bool:
    page = frame.parser.fetch(Title(NS_FILE, title.text))
    target = page.redirect if page is not None else None
    return target is not None and target.title.ns == NS_FILE and frame.parser.file(target.title.text) is not None


class _Table(NamedTuple):
    """A #switch whose cases are all known beforehand."""

    parts: Sequence[Part]
    texts: dict[str, int]
    """Case to the number of the part that holds its result."""
    numbers: dict[float, int]
    otherwise: int
    """Part with the default; -1 if there is none."""
    last_text: str | None
    """The default itself, if the last part is a bare value."""


_TABLES: Slot[dict[int, tuple[Sequence[Part], _Table | None]]] = Slot("tables of long #switch calls")
"""By identity of a call's parts, which are kept beside."""


@parser_function("switch", lazy=True)
def switch(frame: Frame, args: Args) -> str:
    parts = args.parts
    primary = _decoded(args[0])
    if len(parts) >= _INDEX_FROM:
        table = _table(frame, parts)
        if table is not None:
            return _look_up(frame, table, primary)
    found = default_found = False
    default: Part | None = None
    last_text: str | None = None
    for part in parts:
        if part.name is not None:
            last_text = None
            if found:
                return _value(frame, part)
            test = _decoded(part.key if part.key is not None else frame.expand(part.name))
            if loosely_equal(test, primary):
                return _value(frame, part)
            if default_found or test.lower() in _DEFAULTS:
                default = part
                default_found = False
        else:
            last_text = _value(frame, part)
            test = _decoded(last_text)
            if loosely_equal(test, primary):
                found = True
            elif test.lower() in _DEFAULTS:
                default_found = True
    if last_text is not None:
        return last_text
    return _value(frame, default) if default is not None else ""


def _decoded(text: str) -> str:
    return (decode_char_references(text) if "&" in text else text).strip(TRIM)


def _value(frame: Frame, part: Part) -> str:
    return frame.expand(part.value).strip(TRIM)


def _table(frame: Frame, parts: Sequence[Part]) -> _Table | None:
    """The look-up table of a call, or None if one of its cases depends on the frame. Made once per worker."""
    tables = frame.parser.cache.data.of(_TABLES, dict)
    known = tables.get(id(parts))
    if known is not None and known[0] is parts:
        return known[1]
    if len(tables) >= _MAX_TABLES:
        tables.clear()
    table = _make_table(parts)
    tables[id(parts)] = parts, table
    return table


def _make_table(parts: Sequence[Part]) -> _Table | None:
    texts: dict[str, int] = {}
    numbers: dict[float, int] = {}
    waiting: list[str] = []
    otherwise = -1
    default_waits = False
    last_text: str | None = None
    for position, part in enumerate(parts):
        if part.name is None:
            if not isinstance(part.value, str):
                return None
            last_text = part.value.strip(TRIM)
            case = _decoded(last_text)
            waiting.append(case)
            default_waits = default_waits or case.lower() in _DEFAULTS
            continue
        last_text = None
        if part.key is None:
            return None
        case = _decoded(part.key)
        if default_waits or case.lower() in _DEFAULTS:
            otherwise = position
            default_waits = False
        for name in (*waiting, case):
            texts.setdefault(name, position)
            if is_numeric(name):
                numbers.setdefault(number(name), position)
        waiting = []
    for name in waiting:
        # A match here finds no result after it: the bare last value is what remains.
        texts.setdefault(name, -1)
        if is_numeric(name):
            numbers.setdefault(number(name), -1)
    return _Table(parts, texts, numbers, otherwise, last_text)


def _look_up(frame: Frame, table: _Table, primary: str) -> str:
    position = table.texts.get(primary)
    if position is None and table.numbers and is_numeric(primary):
        position = table.numbers.get(number(primary))
    elif position is not None and table.numbers and is_numeric(primary):
        position = min(position, table.numbers.get(number(primary), position)) if position >= 0 else position
    if position is None or position < 0:
        if table.last_text is not None:
            return table.last_text
        position = table.otherwise
    return _value(frame, table.parts[position]) if position >= 0 else ""
