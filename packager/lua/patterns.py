"""Lua patterns (reference manual, "Patterns") as Python regular expressions.

Two alphabets: code points for ``mw.ustring``, where ``%a`` and its kin are Unicode categories, and bytes for the
``string`` library, where they are those of the C locale. ``%b()`` has no regular expression: ``balanced`` matches it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

MAX_CAPTURES = 32

_ASCII_CLASSES = {
    "a": "A-Za-z",
    "c": "\\x00-\\x1f\\x7f",
    "d": "0-9",
    "l": "a-z",
    "p": "!-/:-@\\[-`{-~",
    "s": "\\t-\\r ",
    "u": "A-Z",
    "w": "0-9A-Za-z",
    "x": "0-9A-Fa-f",
    "z": "\\x00",
}
# What a Unicode class means for a subject of ASCII only, as members of a Lua set.
ASCII_VIEW = {"p": "!\"#%%&'()*,-/:;?@%[\\%]_{}"}
ASCII_VIEW_NOT = {"p": "%z\1-\31 $+0-9<->A-Z^`a-z|~\127"}


class PatternError(Exception):
    """A pattern that Lua refuses; the text is what the module sees."""

    def __init__(self, message: str, unicode: str = "") -> None:
        super().__init__(message)
        self.unicode = unicode or message
        """How mw.ustring words it."""


@cache
def _unicode_classes() -> dict[str, list[tuple[int, int]]]:
    """Unicode general categories as ranges (Unicode 14, that of MediaWiki 1.39's PCRE)."""
    table: dict[str, list[tuple[int, int]]] = {}
    for line in (Path(__file__).parent / "unicode_classes.tsv").read_text("ascii").splitlines():
        name, spans = line.split("\t")
        table[name] = [(int(a, 16), int(b or a, 16)) for a, _, b in (span.partition("-") for span in spans.split())]
    return {
        "a": table["L"],
        "c": [(0, 0x1F), (0x7F, 0x9F)],
        "d": table["Nd"],
        "l": table["Ll"],
        "p": table["P"],
        "s": sorted([(9, 13), *table["Z"]]),
        "u": table["Lu"],
        "w": sorted(table["L"] + table["Nd"]),
        "x": [(48, 57), (65, 70), (97, 102), (0xFF10, 0xFF19), (0xFF21, 0xFF26), (0xFF41, 0xFF46)],
        "z": [(0, 0)],
    }


def _span(low: int, high: int) -> str:
    return f"\\U{low:08x}" if low == high else f"\\U{low:08x}-\\U{high:08x}"


def _complement(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start = 0
    for low, high in spans:
        if low > start:
            yield start, low - 1
        start = high + 1
    if start <= 0x10FFFF:
        yield start, 0x10FFFF


@cache
def _class_members(letter: str, unicode: bool) -> str | None:
    """Members of a character class for use inside ``[...]``; None when ``%letter`` is just that character."""
    lower = letter.lower()
    if lower not in _ASCII_CLASSES or not letter.isascii():
        return None
    if unicode:
        if letter == "d":
            return "\\d"
        spans = _unicode_classes()[lower]
        return "".join(_span(*s) for s in (spans if letter == lower else _complement(spans)))
    if letter == lower:
        return _ASCII_CLASSES[lower]
    inside = re.compile(f"[{_ASCII_CLASSES[lower]}]")
    return "".join(f"\\x{byte:02x}" for byte in range(256) if not inside.match(chr(byte)))


class Item(NamedTuple):
    """One element of a parsed pattern."""

    kind: Literal["char", "any", "class", "set", "open", "close", "position", "back", "balance", "frontier", "end"]
    text: str = ""
    """The character, the class letter, the members of the set in Lua's notation, or the two marks of ``%b``."""
    repeat: str = ""
    """``*``, ``+``, ``-``, ``?`` or nothing."""
    negated: bool = False
    number: int = 0
    """Capture number of ``open``, ``close``, ``position`` and ``back``."""


class Parsed(NamedTuple):
    items: tuple[Item, ...]
    anchored: bool
    captures: int
    positions: frozenset[int]
    """Numbers of the captures that are positions."""


def _set_end(pattern: str, start: int, opened: int) -> int:
    """Index of the ``]`` that closes the set whose members begin at ``start``."""
    i = start
    first = True
    while True:
        if i >= len(pattern):
            raise PatternError(
                "malformed pattern (missing ']')",
                f"Missing close-bracket for character set beginning at pattern character {opened + 1}",
            )
        if pattern[i] == "]" and not first:
            return i
        if pattern[i] == "%":
            i += 1
        i += 1
        first = False


def parse(pattern: str, anchor: bool = True, unicode: bool = False) -> Parsed:
    """Split a pattern into items; ``anchor`` is False for gmatch, where ``^`` is an ordinary character; with
    ``unicode`` a bracket that closes nothing is refused, as mw.ustring does."""
    items: list[Item] = []
    opened: list[int] = []
    places: list[int] = []
    positions: set[int] = set()
    closed: set[int] = set()
    captures = 0
    size = len(pattern)
    anchored = anchor and pattern.startswith("^")
    i = 1 if anchored else 0
    while i < size:
        char = pattern[i]
        i += 1
        if char == "(":
            captures += 1
            if captures > MAX_CAPTURES:
                raise PatternError("too many captures")
            if pattern.startswith(")", i):
                i += 1
                positions.add(captures)
                items.append(Item("position", number=captures))
            else:
                if i >= size:
                    raise PatternError("unfinished capture", f"Unmatched open-paren at pattern character {i}")
                opened.append(captures)
                places.append(i)
                items.append(Item("open", number=captures))
            continue
        if char == ")":
            if not opened:
                raise PatternError("invalid pattern capture", f"Unmatched close-paren at pattern character {i}")
            closed.add(opened[-1])
            places.pop()
            items.append(Item("close", number=opened.pop()))
            continue
        if char == "$" and i == size:
            items.append(Item("end"))
            continue
        if char == ".":
            item = Item("any")
        elif char == "[":
            negated = pattern.startswith("^", i)
            start = i + negated
            end = _set_end(pattern, start, i - 1)
            item = Item("set", pattern[start:end], negated=negated)
            i = end + 1
        elif char == "%":
            if i >= size:
                raise PatternError("malformed pattern (ends with '%')")
            escaped = pattern[i]
            i += 1
            if escaped == "b":
                if i + 2 > size:
                    raise PatternError("unbalanced pattern", "malformed pattern (missing arguments to \\'%b\\')")
                items.append(Item("balance", pattern[i : i + 2]))
                i += 2
                continue
            if escaped == "f":
                if not pattern.startswith("[", i):
                    raise PatternError(
                        "missing '[' after '%f' in pattern",
                        f"missing '[' after %f in pattern at pattern character {i - 1}",
                    )
                negated = pattern.startswith("^", i + 1)
                start = i + 1 + negated
                end = _set_end(pattern, start, i)
                items.append(Item("frontier", pattern[start:end], negated=negated))
                i = end + 1
                continue
            if escaped in "0123456789":
                number = int(escaped)
                if number not in closed:
                    raise PatternError(
                        "invalid capture index", f"invalid capture index %{number} at pattern character {i - 1}"
                    )
                items.append(Item("back", number=number))
                continue
            item = Item("class", escaped) if escaped.lower() in _ASCII_CLASSES else Item("char", escaped)
        elif char == "]" and unicode:
            raise PatternError("malformed pattern", f"Unmatched close-bracket at pattern character {i}")
        else:
            item = Item("char", char)
        if i < size and pattern[i] in "*+-?":
            item = item._replace(repeat=pattern[i])
            i += 1
        items.append(item)
    if opened:
        raise PatternError("unfinished capture", f"Unclosed capture beginning at pattern character {places[-1]}")
    return Parsed(tuple(items), anchored, captures, frozenset(positions))


def set_members(text: str) -> Iterator[tuple[str, str, str]]:
    """Members of a set: ``("class", letter, "")`` or ``("range", first, last)``."""
    i = 0
    while i < len(text):
        char = text[i]
        if char == "%" and i + 1 < len(text):
            escaped = text[i + 1]
            yield ("class", escaped, "") if escaped.lower() in _ASCII_CLASSES else ("range", escaped, escaped)
            i += 2
        elif text.startswith("-", i + 1) and i + 2 < len(text):
            yield "range", char, text[i + 2]
            i += 3
        else:
            yield "range", char, char
            i += 1


def _members(text: str, unicode: bool) -> str:
    parts = []
    for kind, first, last in set_members(text):
        if kind == "class":
            parts.append(_class_members(first, unicode) or re.escape(first))
        elif first <= last:
            parts.append(_span(ord(first), ord(last)) if unicode else f"\\x{ord(first):02x}-\\x{ord(last):02x}")
    return "".join(parts)


def _set(members: str, negated: bool) -> str:
    if not members:
        return "(?s:.)" if negated else "(?!)"
    return f"[{'^' if negated else ''}{members}]"


def _frontier(members: str, negated: bool) -> str:
    """The border into a set; the text has a NUL on either side of it."""
    inside, outside = _set(members, negated), _set(members, not negated)
    if re.match(inside, "\0"):
        return f"(?<={outside})(?:(?={inside})|\\Z)"
    return f"(?<!{inside})(?={inside})"


_REPEAT = {"": "", "*": "*", "+": "+", "-": "*?", "?": "?"}


def _regex(parsed: Parsed, unicode: bool) -> str:
    parts = []
    for item in parsed.items:
        match item.kind:
            case "open":
                parts.append("(")
            case "close":
                parts.append(")")
            case "position":
                parts.append("()")
            case "end":
                parts.append("\\Z")
            case "back":
                parts.append(f"(?:\\{item.number})")
            case "frontier":
                parts.append(_frontier(_members(item.text, unicode), item.negated))
            case "any":
                parts.append("." + _REPEAT[item.repeat])
            case "char":
                parts.append(re.escape(item.text) + _REPEAT[item.repeat])
            case "class":
                parts.append(f"[{_class_members(item.text, unicode)}]" + _REPEAT[item.repeat])
            case "set":
                parts.append(_set(_members(item.text, unicode), item.negated) + _REPEAT[item.repeat])
    return "".join(parts)


class Compiled(NamedTuple):
    """A pattern ready to match."""

    regex: re.Pattern[str] | None
    """None if the pattern has ``%b``."""
    parsed: Parsed
    repeats: int
    """Number of repeated items: the work is at most length ** (repeats + 1)."""
    simple: bool
    """Python's sub() finds the same matches: no ``-`` (after an empty match Python would try for a longer one), not
    anchored, no position captures."""


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str, unicode: bool, anchor: bool) -> Compiled:
    """The pattern over code points or, with ``unicode`` false, over bytes read as Latin-1."""
    parsed = parse(pattern, anchor, unicode)
    repeats = sum(1 for item in parsed.items if item.repeat in ("*", "+", "-") or item.kind == "balance")
    if any(item.kind == "balance" for item in parsed.items):
        return Compiled(None, parsed, repeats, False)
    simple = not parsed.anchored and not parsed.positions and all(item.repeat != "-" for item in parsed.items)
    return Compiled(re.compile(_regex(parsed, unicode), re.DOTALL), parsed, repeats, simple)


@lru_cache(maxsize=4096)
def single(item: Item, unicode: bool) -> re.Pattern[str]:
    """One character item without its repetition, for the matcher of ``%b`` patterns."""
    alone = Parsed((item._replace(repeat=""),), False, 0, frozenset())
    return re.compile(_regex(alone, unicode), re.DOTALL)
