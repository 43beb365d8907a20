"""Whether a module does nothing with a moment but compare it: a proof by reading the function that asked for it.

Citation modules ask for the day after tomorrow, in seconds, on most articles, and only to see that no reader looked
something up in the future. What such a page was told is on which side of other dates that day lies, and that stays the
same for years. The proof is strict and knows few forms; where it fails, the page depends on the moment itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from packager.lua.lua_tokens import Token, tokens_of

_ORDER = frozenset({"<", "<=", ">", ">="})
_EDGES = frozenset({"and", "or", "then", "(", ")", "not", "if", "elseif", "return", ";", "end", "else"})
"""What may stand on the far side of a comparison's operand: nothing that binds more tightly."""
_OPENING, _CLOSING = frozenset({"function", "do", "if", "repeat"}), frozenset({"end", "until"})
_LONGEST = 20_000


class Compared(NamedTuple):
    """What the moment may be compared with, beside other dates that the page asks for in seconds."""

    numbers: tuple[float, ...]


class _Reading:
    """One function, read for the places in which a moment stands."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.texts = [token.text for token in tokens]
        self.calls: dict[int, tuple[str, int, int]] = {}
        """Index of the name that gets a moment, to that name and the lines of its statement."""
        self.allowed: set[int] = set()
        """Indices at which a name of a moment does no harm."""
        self.declared: set[str] = set()
        self.numbers: dict[str, set[float]] = {}

    def _at(self, index: int) -> str:
        return self.texts[index] if 0 <= index < len(self.texts) else ";"

    def _is_name(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.tokens[index].kind == "name"

    def _matches(self, start: int, *pattern: str) -> bool:
        """Whether the tokens from ``start`` on are these; ``NAME`` is any name."""
        return all(
            self._is_name(start + offset) if text == "NAME" else self._at(start + offset) == text
            for offset, text in enumerate(pattern)
        )

    def _closed(self, index: int) -> int:
        """After the format: an optional date that is a string or a name, and the bracket. The index of the bracket."""
        if self._at(index) == ")":
            return index
        plain = self._is_name(index + 1) or (index + 1 < len(self.tokens) and self.tokens[index + 1].kind == "string")
        return index + 2 if self._at(index) == "," and plain and self._at(index + 2) == ")" else -1

    def find_calls(self) -> None:
        """``good, moment = pcall(lang.formatDate, lang, 'U', date)`` and ``moment = lang:formatDate('U', date)``."""
        for i in range(len(self.tokens)):
            end = -1
            name = i
            if self._matches(
                i, "NAME", ",", "NAME", "=", "pcall", "(", "NAME", ".", "formatDate", ",", "NAME", ",", "'U'"
            ):
                name, end = i + 2, self._closed(i + 13)
            elif self._matches(i, "NAME", "=", "NAME", ":", "formatDate", "(", "'U'"):
                end = self._closed(i + 7)
            if end > 0 and self._ends(end + 1) and self._at(i - 1) not in (",", ".", ":"):
                self.calls[name] = self.texts[name], self.tokens[i].line, self.tokens[end].line
                self.allowed.add(name)
                if self._at(i - 1) == "local":
                    self._declare(name)

    def _ends(self, index: int) -> bool:
        """Whether a statement ends before ``index``: what follows is no operator that goes on."""
        if index >= len(self.tokens) or self.tokens[index].text == ";":
            return True
        return self.tokens[index].kind in ("name", "keyword") and self.tokens[index].text not in ("and", "or")

    def find_harmless(self, moments: frozenset[str]) -> None:
        """Declarations, conversions to a number, comparisons among moments and with numbers."""
        for i, token in enumerate(self.tokens):
            if token.text == "local":
                self._declaration(i, moments)
            elif token.text in moments and self._matches(i + 1, "=", "tonumber", "(", token.text, ")"):
                self._conversion(i, token.text)
            elif token.text in _ORDER:
                self._comparison(i, moments)

    def _declaration(self, index: int, moments: frozenset[str]) -> None:
        names = [index + 1]
        while self._at(names[-1] + 1) == "," and self._is_name(names[-1] + 2):
            names.append(names[-1] + 2)
        if self._at(names[-1] + 1) != "=":
            self.allowed.update(names)
            for name in names:
                self._declare(name)

    def _declare(self, index: int) -> None:
        """A local variable of the whole function, if it is declared before it is used and in no block further in."""
        before = self.texts[:index]
        depth = sum(map(_OPENING.__contains__, before)) - sum(map(_CLOSING.__contains__, before))
        if depth == 1 and self._at(index) not in before:
            self.declared.add(self._at(index))

    def _conversion(self, index: int, name: str) -> None:
        end = index + 5
        used = [index, index + 4]
        if self._matches(end + 1, "or", "NAME", ":", "parseFormattedNumber", "(", name, ")"):
            used.append(end + 6)
            end += 7
        if self._ends(end + 1):
            self.allowed.update(used)

    def _comparison(self, index: int, moments: frozenset[str]) -> None:
        if self._at(index - 2) not in _EDGES or self._at(index + 2) not in _EDGES:
            return
        for moment, other in ((index - 1, index + 1), (index + 1, index - 1)):
            if self._at(moment) not in moments:
                continue
            token = self.tokens[other] if 0 <= other < len(self.tokens) else None
            if token is not None and token.kind == "number":
                self.numbers.setdefault(self._at(moment), set()).add(_value(token.text))
                self.allowed.add(moment)
            elif token is not None and token.text in moments:
                self.allowed.update((moment, other))


def _value(text: str) -> float:
    return float(int(text, 16)) if text[:2].lower() == "0x" else float(text)


@lru_cache(maxsize=256)
def only_compared(source: str, first: int, last: int, line: int) -> Compared | None:
    """What the moment is compared with that the call in ``line`` gives; None if it may be used in any other way.

    ``source`` is the module, ``first`` and ``last`` are the lines of the function, counted from 1.
    """
    lines = source.split("\n")[first - 1 : last]
    text = "\n".join(lines)
    if not 0 < len(text) <= _LONGEST:
        return None
    tokens = tokens_of(text, first)
    starts = [i for i, token in enumerate(tokens) if token.text == "function" and token.kind == "keyword"]
    if len(starts) != 1:  # a function inside could keep the moment
        return None
    reading = _Reading(tokens[starts[0] :])
    reading.find_calls()
    moments = frozenset(name for name, _, _ in reading.calls.values())
    reading.find_harmless(moments)
    here = [name for name, begin, end in reading.calls.values() if begin <= line <= end]
    harmless = all(i in reading.allowed for i, text in enumerate(reading.texts) if text in moments)
    if len(here) != 1 or not harmless or not moments <= reading.declared:
        return None
    numbers = {number for found in reading.numbers.values() for number in found}
    return Compared(tuple(sorted(numbers)))
