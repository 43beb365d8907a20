"""Host side of ``mw.text``, ``mw.hash`` and ``mw.ustring``."""

from __future__ import annotations

import html.entities
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from packager.lua import byte_patterns, ustring
from packager.lua.hashing import algorithms
from packager.lua.host import HostFunction, Value, text
from packager.lua.limits import LuaFault, bounded
from packager.lua.page_state import PageState
from packager.lua.patterns import PatternError, compile_pattern, parse
from packager.lua.remembered import Answering
from packager.wikitext.expansion.strip_markers import kill_markers

_SPLIT_BATCH = 200
_WORK = 2 * 10**8
_MAX_PATTERN = 400


def _pure(function: Callable[..., Any]) -> HostFunction:
    """A function that does not depend on the page."""

    def call(state: PageState, *args: Any) -> Any:
        return function(*args)

    return call


@lru_cache(maxsize=4096)
def _pattern_bound(pattern: bytes) -> int:
    """The longest subject on which Lua's own matcher surely ends soon: it can do length ** (repeats + 1) steps, and
    it recurses once for each item."""
    if len(pattern) > _MAX_PATTERN:
        return -1
    try:
        parsed = parse(pattern.decode("latin-1"))
    except PatternError:
        # Lua gives its own message.
        return 1 << 30
    repeats = sum(1 for item in parsed.items if item.repeat in ("*", "+", "-") or item.kind == "balance")
    power = repeats + (0 if parsed.anchored else 1)
    if not power:
        return 1 << 30
    longest = int((_WORK / max(len(pattern), 1)) ** (1 / power)) if power > 1 else _WORK // max(len(pattern), 1)
    return max(longest, 8)


def pattern_bound(pattern: bytes) -> int:
    return _pattern_bound(pattern)


def analyse(pattern: bytes, anchor: bool) -> tuple[Value, ...]:
    for_ascii, for_all, repeats = byte_patterns.analyse(pattern, anchor)
    longest = int((_WORK / max(len(pattern), 1)) ** (1 / (repeats + 1)))
    return for_ascii, for_all, max(longest, 8)


def split(subject: bytes, pattern: bytes, plain: bool, start: int) -> tuple[Value, ...]:
    """A batch of mw.text.split: next start or nil, then the pieces. The pattern is tried from each start on."""
    try:
        whole, needle = subject.decode("utf-8"), pattern.decode("utf-8")
    except UnicodeDecodeError:
        raise LuaFault("bad argument #1 to 'mw.text.split' (string is not UTF-8)") from None
    size = len(whole)
    pieces: list[Value] = []
    compiled = None
    if not plain:
        try:
            compiled = compile_pattern(needle, True, True)
        except PatternError as error:
            raise LuaFault(error.unicode) from None
    at: int | None = start
    with bounded(size, compiled.repeats if compiled else 0):
        while at is not None and len(pieces) < _SPLIT_BATCH:
            if compiled is None:
                first = whole.find(needle, at)
                last = first + len(needle)
            else:
                found = ustring.search(compiled, whole, at, True)
                first, last = (found.start, found.end) if found else (-1, -1)
            if first < 0:
                pieces.append(whole[at:])
                at = None
            elif last == first:
                # An empty separator stands behind the character at which it was found.
                pieces.append(whole[at : first + 1])
                at = first + 1 if first + 1 < size else None
            else:
                pieces.append(whole[at:first])
                at = last
    return (at, *pieces)


def named_entity(name: bytes) -> Value:
    return html.entities.html5.get(text(name) + ";")


def unstrip_nowiki(state: PageState, source: bytes, original: bool) -> Value:
    return state.parser.strip.unstrip_nowiki(text(source))


def unstrip(state: PageState, source: bytes) -> Value:
    return kill_markers(state.parser.strip.unstrip_nowiki(text(source)))


def kill(state: PageState, source: bytes) -> Value:
    return kill_markers(text(source))


FUNCTIONS: dict[str, HostFunction] = {
    "pattern_bound": _pure(pattern_bound),
    "analyse": _pure(analyse),
    "usplit": _pure(split),
    "named_entity": _pure(named_entity),
    "hash_value": _pure(algorithms.hash_value),
    "hash_algorithms": _pure(algorithms.algorithms),
    "unstrip_nowiki": unstrip_nowiki,
    "unstrip": unstrip,
    "kill_markers": kill,
    "ufind": _pure(ustring.find),
    "umatch": _pure(ustring.match),
    "ugmatch": _pure(ustring.gmatch),
    "ugsub": _pure(ustring.gsub),
    "ugsub_parts": _pure(ustring.gsub_parts),
    "ulen": _pure(ustring.length),
    "usub": _pure(ustring.sub),
    "ulower": _pure(ustring.lower),
    "uupper": _pure(ustring.upper),
    "ucodepoint": _pure(ustring.codepoint),
    "ucodepoints": _pure(ustring.codepoints),
    "ubyteoffset": _pure(ustring.byteoffset),
    "uisutf8": _pure(ustring.is_utf8),
    "unormalize": _pure(ustring.normalize),
}
"""Names under which ``lualib`` calls them."""

_ANY_LENGTH = 10**8
"""Longest safe subject from which on it need not be looked at how long a subject is."""

REMEMBERED: dict[str, Answering] = {
    "pattern": lambda state, pattern: list(analyse(pattern, True)),
    "gmatch_pattern": lambda state, pattern: list(analyse(pattern, False)),
    "pattern_bound": lambda state, pattern: pattern_bound(pattern),
    "any_length": lambda state, pattern: pattern_bound(pattern) >= _ANY_LENGTH,
    "lower": lambda state, subject: ustring.lower(subject),
    "upper": lambda state, subject: ustring.upper(subject),
}
"""Answers that stay in the Lua state."""
