"""Parser functions: what a function gets, what it gives, and the one dict of them (MediaWiki: setFunctionHook)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.nodes import TRIM, Content, Part


class Args:
    """The arguments of one call. ``args[0]`` stands behind the colon; the others are expanded when asked for."""

    __slots__ = ("_texts", "frame", "parts")

    def __init__(self, frame: Frame, first: str, parts: Sequence[Part]) -> None:
        self.frame = frame
        self.parts = parts
        self._texts: list[str | None] = [first]

    def __len__(self) -> int:
        return len(self.parts) + 1

    def __getitem__(self, index: int) -> str:
        """Expanded and trimmed; empty if there is no such argument."""
        texts = self._texts
        if index < len(texts):
            text = texts[index]
            if text is not None:
                return text
        elif index > len(self.parts):
            return ""
        else:
            texts.extend([None] * (index + 1 - len(texts)))
        text = self.frame.expand(self.parts[index - 1].whole).strip(TRIM)
        texts[index] = text
        return text

    def texts(self, start: int = 0) -> list[str]:
        """All arguments from number ``start`` on."""
        return [self[index] for index in range(start, len(self))]

    def expand_all(self) -> None:
        """Expands now what would else be expanded when asked for."""
        for index in range(1, len(self.parts) + 1):
            self[index]


@dataclass(frozen=True, slots=True)
class FunctionResult:
    """Output that is not just wikitext."""

    text: str = ""
    is_html: bool = False
    """Finished HTML: goes behind a strip marker."""
    nowiki: bool = False
    """Shows as it stands: markup in it is escaped."""
    content: Content | None = None
    """Wikitext that is still to be expanded in the frame of the call; goes before ``text``."""


ParserFunction = Callable[["Frame", Args], "str | FunctionResult | None"]
"""None means: this is no call of the function after all, look for a page of that name."""
Variable = Callable[["Frame"], str]


class Function(NamedTuple):
    """A registered parser function."""

    run: ParserFunction
    lazy: bool
    """Takes arguments unexpanded; the others see all of theirs expanded, whether they use them or not."""


FUNCTIONS: dict[str, Function] = {}
"""Canonical name to function; the names that pages use are in ``magic_words``."""
VARIABLES: dict[str, Variable] = {}
"""Canonical name to the variable ``{{NAME}}`` without arguments."""


def parser_function(*names: str, lazy: bool = False) -> Callable[[ParserFunction], ParserFunction]:
    """Registers a function under canonical names; ``ValueError`` if one of them is taken."""

    def register(function: ParserFunction) -> ParserFunction:
        for name in names:
            if name in FUNCTIONS:
                raise ValueError(f"parser function {name!r} is defined already, by {FUNCTIONS[name].run.__module__}")
            FUNCTIONS[name] = Function(function, lazy)
        return function

    return register


def variable(*names: str) -> Callable[[Variable], Variable]:
    """Registers a variable under canonical names; ``ValueError`` if one of them is taken."""

    def register(function: Variable) -> Variable:
        for name in names:
            if name in VARIABLES:
                raise ValueError(f"variable {name!r} is defined already, by {VARIABLES[name].__module__}")
            VARIABLES[name] = function
        return function

    return register
