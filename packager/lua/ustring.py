"""The pattern half of ``mw.ustring`` and the slow half of ``string``: find, match, gmatch and gsub over code points.

Lua code keeps what bytes can answer (``lualib/ustring.lua``); what needs code points comes here. Every function
takes and gives ``bytes``, as Lua strings are; ``unicode`` false reads them as Latin-1 for ``string.*`` patterns
whose cost the Lua side cannot bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from packager.lua import normal_form
from packager.lua.balanced import match_at
from packager.lua.limits import LuaFault, LuaMemory, bounded
from packager.lua.patterns import Compiled, Parsed, PatternError, compile_pattern

MAX_PATTERN = 10_000
"""mw.ustring.maxPatternLength: longer patterns are refused."""
MAX_RESULT = 64 << 20
"""Bytes that one gsub may build."""
MAX_STRING = 2 << 20
"""mw.ustring.maxStringLength (the article size limit, 2 MiB)."""

Value = bytes | int
_BATCH = 240
_REMEMBERED = 64
"""Bytes of the longest text whose small letters are kept."""
_SHORT = 40
"""With few repetitions no search takes long on a text of this length; it goes without the timer."""


class Match(NamedTuple):
    start: int
    end: int
    spans: list[tuple[int, int]]


def _decode(value: bytes, unicode: bool, position: int, name: str) -> str:
    if not unicode:
        return value.decode("latin-1")
    if len(value) > MAX_STRING:
        raise LuaFault(f"bad argument #{position} to '{name}' (string is longer than {MAX_STRING} bytes)")
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise LuaFault(f"bad argument #{position} to '{name}' (string is not UTF-8)") from None


@lru_cache(maxsize=4096)
def _compiled(pattern: bytes, unicode: bool, name: str, anchor: bool = True) -> Compiled:
    if len(pattern) > MAX_PATTERN:
        raise LuaFault(f"bad argument #2 to '{name}' (pattern is longer than {MAX_PATTERN} bytes)")
    try:
        return compile_pattern(_decode(pattern, unicode, 2, name), unicode, anchor)
    except PatternError as error:
        raise LuaFault(error.unicode if unicode else str(error)) from None
    except (RecursionError, OverflowError, re.error):
        raise LuaFault("pattern too complex") from None


def search(compiled: Compiled, subject: str, start: int, unicode: bool) -> Match | None:
    """First match at or after ``start``."""
    regex, parsed = compiled.regex, compiled.parsed
    if regex is not None:
        found = regex.match(subject, start) if parsed.anchored else regex.search(subject, start)
        if found is None:
            return None
        return Match(found.start(), found.end(), [found.span(i) for i in range(1, parsed.captures + 1)])
    for begin in range(start, start + 1 if parsed.anchored else len(subject) + 1):
        if (result := match_at(parsed, subject, begin, unicode)) is not None:
            return Match(begin, result[0], [result[1][i] for i in range(1, parsed.captures + 1)])
    return None


def _each(compiled: Compiled, subject: str, start: int, limit: int, unicode: bool) -> Iterator[Match]:
    """Successive matches as gsub and gmatch of Lua 5.1 see them: after an empty match, one character on."""
    while limit > 0 and start <= len(subject):
        found = search(compiled, subject, start, unicode)
        if found is None:
            return
        yield found
        if compiled.parsed.anchored:
            return
        limit -= 1
        start = found.end + (found.end == found.start)


def _captures(match: Match, parsed: Parsed, subject: str, encode: Callable[[str], bytes], whole: bool) -> list[Value]:
    if not match.spans:
        return [encode(subject[match.start : match.end])] if whole else []
    return [
        a + 1 if number in parsed.positions else encode(subject[a:b]) for number, (a, b) in enumerate(match.spans, 1)
    ]


def _utf8(text: str) -> bytes:
    return text.encode()


def _latin1(text: str) -> bytes:
    return text.encode("latin-1")


def _offset(init: int, size: int) -> int:
    """Zero-based start from Lua's ``init``."""
    if init < 0:
        return max(size + init, 0)
    return min(max(init - 1, 0), size)


def find(subject: bytes, pattern: bytes, init: int, plain: bool, unicode: bool) -> tuple[Value | None, ...]:
    text = _decode(subject, unicode, 1, "find")
    start = _offset(init, len(text))
    if plain:
        needle = _decode(pattern, unicode, 2, "find")
        at = text.find(needle, start)
        return (None,) if at < 0 else (at + 1, at + len(needle))
    compiled = _compiled(pattern, unicode, "find")
    with bounded(len(text), compiled.repeats):
        match = search(compiled, text, start, unicode)
    if match is None:
        return (None,)
    encode = _utf8 if unicode else _latin1
    return (match.start + 1, match.end, *_captures(match, compiled.parsed, text, encode, False))


def match(subject: bytes, pattern: bytes, init: int, unicode: bool) -> tuple[Value | None, ...]:
    text = _decode(subject, unicode, 1, "match")
    compiled = _compiled(pattern, unicode, "match")
    start = _offset(init, len(text)) if init != 1 else 0
    regex, parsed = compiled.regex, compiled.parsed
    if regex is not None and unicode and len(text) < _SHORT and compiled.repeats < 5 and not parsed.positions:
        quick = regex.match(text, start) if parsed.anchored else regex.search(text, start)
        if quick is None:
            return (None,)
        return tuple([group.encode() for group in quick.groups() or (quick.group(),)])
    with bounded(len(text), compiled.repeats):
        found = search(compiled, text, start, unicode)
    if found is None:
        return (None,)
    return tuple(_captures(found, compiled.parsed, text, _utf8 if unicode else _latin1, True))


def gmatch(subject: bytes, pattern: bytes, start: int, unicode: bool) -> tuple[Value | None, ...]:
    """A batch of matches from ``start`` on: next start or nil, captures in a match, then the captures."""
    text = _decode(subject, unicode, 1, "gmatch")
    compiled = _compiled(pattern, unicode, "gmatch", anchor=False)
    encode = _utf8 if unicode else _latin1
    values: list[Value] = []
    following: int | None = None
    with bounded(len(text), compiled.repeats):
        for found in _each(compiled, text, start, len(text) + 2, unicode):
            values += _captures(found, compiled.parsed, text, encode, True)
            if len(values) >= _BATCH:
                following = found.end + (found.end == found.start)
                break
    return (following, max(compiled.parsed.captures, 1), *values)


def gsub_parts(subject: bytes, pattern: bytes, start: int, limit: int, unicode: bool) -> tuple[Value | None, ...]:
    """A batch for gsub with a table or function: next start or nil, captures in a match, then for each match the
    text before it, the match itself and its captures; last the text after the batch."""
    text = _decode(subject, unicode, 1, "gsub")
    compiled = _compiled(pattern, unicode, "gsub")
    encode = _utf8 if unicode else _latin1
    values: list[Value] = []
    following: int | None = None
    done = start
    with bounded(len(text), compiled.repeats):
        for found in _each(compiled, text, start, limit, unicode):
            values.append(encode(text[done : found.start]))
            values.append(encode(text[found.start : found.end]))
            values += _captures(found, compiled.parsed, text, encode, True)
            done = found.end
            if len(values) >= _BATCH and not compiled.parsed.anchored:
                empty = found.end == found.start
                # The character that an empty match steps over belongs to the text before the next match.
                following = found.end + empty
                if following > len(text):
                    following = None
                elif empty:
                    values.append(encode(text[done:following]))
                    return (following, max(compiled.parsed.captures, 1), *values)
                break
    rest = b"" if following is not None else encode(text[done:])
    return (following, max(compiled.parsed.captures, 1), *values, rest)


_ESCAPE = re.compile(rb"%(.?)", re.DOTALL)


def _template(replacement: bytes, captures: int, unicode: bool) -> list[bytes | int]:
    """A gsub replacement as literal bytes and capture numbers (0: the match)."""
    parts: list[bytes | int] = []
    done = 0
    for found in _ESCAPE.finditer(replacement):
        parts.append(replacement[done : found.start()])
        done = found.end()
        char = found[1]
        if char.isdigit():
            number = int(char)
            if number > max(captures, 1):
                raise LuaFault(
                    f"invalid capture index %{number} in replacement string" if unicode else "invalid capture index"
                )
            parts.append(0 if number == 1 and captures == 0 else number)
        elif unicode and char != b"%":
            # A lone percent sign stays, which Lua's own gsub takes away.
            parts.append(b"%" + char)
        else:
            parts.append(char)
    parts.append(replacement[done:])
    return [part for part in parts if part != b""]


def gsub(subject: bytes, pattern: bytes, replacement: bytes, limit: int, unicode: bool) -> tuple[Value, ...]:
    """gsub with a string as replacement: the new text and the number of matches."""
    text = _decode(subject, unicode, 1, "gsub")
    compiled = _compiled(pattern, unicode, "gsub")
    encode = _utf8 if unicode else _latin1
    parsed = compiled.parsed
    template = _template(replacement, parsed.captures, unicode)
    if compiled.simple and compiled.regex is not None and limit > 0 and len(text) < MAX_STRING // 8:
        form = "".join(
            part.decode(errors="replace").replace("\\", "\\\\") if isinstance(part, bytes) else f"\\g<{part}>"
            for part in template
        )
        if unicode and len(text) * (len(form) + 1) < MAX_RESULT:
            with bounded(len(text), compiled.repeats):
                result, number = compiled.regex.subn(form, text, min(limit, len(text) + 2))
            return result.encode(), number
    literal = all(isinstance(part, bytes) for part in template)
    fixed = b"".join(part for part in template if isinstance(part, bytes))
    out: list[bytes] = []
    done = count = 0
    left = MAX_RESULT
    with bounded(len(text), compiled.repeats):
        for found in _each(compiled, text, 0, limit, unicode):
            out.append(encode(text[done : found.start]))
            done = found.end
            count += 1
            left -= len(fixed)
            if left < 0:
                raise LuaMemory
            if literal:
                out.append(fixed)
                continue
            for part in template:
                if isinstance(part, bytes):
                    out.append(part)
                elif part == 0:
                    left -= found.end - found.start
                    out.append(encode(text[found.start : found.end]))
                else:
                    a, b = found.spans[part - 1]
                    left -= b - a
                    out.append(b"%d" % (a + 1) if part in parsed.positions else encode(text[a:b]))
    out.append(encode(text[done:]))
    return b"".join(out), count


_FORMS: dict[bytes, normal_form.Form] = {
    b"toNFC": "NFC",
    b"toNFD": "NFD",
    b"toNFKC": "NFKC",
    b"toNFKD": "NFKD",
}


def normalize(form: bytes, subject: bytes) -> tuple[bytes | None, ...]:
    """toNFC and its kin; nil for what is not UTF-8."""
    if len(subject) > MAX_STRING:
        raise LuaFault(f"bad argument #1 to '{form.decode()}' (string is longer than {MAX_STRING} bytes)")
    try:
        return (normal_form.normalize(_FORMS[form], subject.decode("utf-8")).encode("utf-8"),)
    except UnicodeDecodeError:
        return (None,)


@lru_cache(maxsize=4096)  # names of languages and months, on every page with a citation
def _lowered(subject: bytes) -> bytes:
    # PHP 8.2 has no rule for the final sigma.
    return _decode(subject, True, 1, "lower").replace("Σ", "σ").lower().encode("utf-8")


def lower(subject: bytes) -> bytes:
    return _lowered(subject) if len(subject) <= _REMEMBERED else _lowered.__wrapped__(subject)


def upper(subject: bytes) -> bytes:
    return _decode(subject, True, 1, "upper").upper().encode("utf-8")


def length(subject: bytes) -> int | None:
    """Number of code points; nil for what is not UTF-8."""
    try:
        return len(subject.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def sub(subject: bytes, first: int, last: int) -> bytes:
    text = _decode(subject, True, 1, "sub")
    return text[slice(*_range(first, last, len(text)))].encode("utf-8")


def _range(first: int, last: int, size: int) -> tuple[int, int]:
    if first < 0:
        first = max(size + first + 1, 1)
    if last < 0:
        last = size + last + 1
    return max(first, 1) - 1, max(min(last, size), 0)


def codepoint(subject: bytes, first: int, last: int) -> tuple[int, ...]:
    text = _decode(subject, True, 1, "codepoint")
    points = text[slice(*_range(first, last, len(text)))]
    if len(points) > 5000:
        raise LuaFault("string slice too long")
    return tuple(map(ord, points))


def codepoints(subject: bytes, first: int, last: int) -> tuple[int | None, ...]:
    """A batch for gcodepoint: next index or nil, then the code points."""
    text = _decode(subject, True, 1, "gcodepoint")
    begin, end = _range(first, last, len(text))
    stop = min(begin + _BATCH, end)
    return (stop + 1 if stop < end else None, *map(ord, text[begin:stop]))


def byteoffset(subject: bytes, char: int, start: int) -> int | None:
    """Byte index of the ``char``-th code point counted from the byte ``start``; nil outside the string."""
    size = len(subject)
    if start < 0:
        start = size + start + 1
    if start < 1 or start > size:
        return None
    _decode(subject, True, 1, "byteoffset")
    at = start - 1
    lead = at
    while lead > 0 and 0x80 <= subject[lead] < 0xC0:
        lead -= 1
    before = len(subject[:lead].decode("utf-8"))
    target = before + char - (char > 0 and lead == at)
    text = subject.decode("utf-8")
    if target < 0 or target >= len(text):
        return None
    return len(text[:target].encode("utf-8")) + 1


def is_utf8(subject: bytes) -> bool:
    """isutf8."""
    try:
        subject.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
