"""What the host functions know about the page that is being rendered."""

from __future__ import annotations

from collections.abc import Callable

from packager.lua.limits import LuaFault, LuaMemory
from packager.model import Title
from packager.titles import prefixed
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.state import Parser

EMPTY_FRAME = -1
"""Number of the frame without arguments in which mw.loadData runs."""
SLACK = 512 * 1024
"""Memory that host functions leave to Lua itself."""
MAX_FRAMES = 100_000
_TEXT_COST = 150
"""Bytes that a short text takes here besides its letters."""


class PageState:
    """One per Lua state; ``begin`` points it to the next page."""

    parser: Parser

    def __init__(self) -> None:
        self.frames: list[tuple[Frame, int | None]] = []
        self.numbers: dict[int, int] = {}
        self.staged: list[bytes] = []
        self.staged_size = 0
        self.pending: BaseException | None = None
        self.expansions: dict[tuple[object, ...], str] = {}
        self.calls = 0
        self.memory_used: Callable[[], int] = lambda: 0
        self.memory_room = 0
        """What may be in use, texts about to be handed over included."""

    def begin(self, parser: Parser) -> None:
        self.parser = parser
        self.frames = []
        self.numbers = {}
        self.staged = []
        self.staged_size = 0
        self.pending = None
        self.expansions = {}
        self.calls = 0

    def has_room(self, size: int) -> bool:
        """Whether a text of this size can be handed to Lua without running out of memory half way."""
        return self.memory_used() + size <= self.memory_room

    def add_frame(self, frame: Frame, parent: int | None) -> int:
        """Number a frame for Lua."""
        if len(self.frames) >= MAX_FRAMES:
            raise LuaFault("too many frames")
        self.frames.append((frame, parent))
        return len(self.frames) - 1

    def frame_number(self, frame: Frame) -> int:
        """Number of a frame of the page itself or of a template, the same for each #invoke in it."""
        number = self.numbers.get(id(frame))
        if number is None:
            number = self.numbers[id(frame)] = self.add_frame(frame, None)
        return number

    def frame(self, number: object) -> Frame:
        """The frame of a number that Lua gave."""
        if number == b"empty" or number == EMPTY_FRAME:
            return self.parser.root
        if isinstance(number, int) and 0 <= number < len(self.frames):
            return self.frames[number][0]
        raise LuaFault("invalid frame")

    def stage(self, values: tuple[bytes, ...]) -> None:
        """Lay texts ready for the next call; the same text many times is one in Lua but many here."""
        self.staged_size += sum(map(len, values)) + _TEXT_COST * len(values)
        if self.staged_size > self.parser.settings.lua_memory:
            raise LuaMemory
        self.staged += values

    def take_staged(self) -> dict[str, str]:
        """The arguments that Lua has laid ready, by name in their order."""
        texts = [value.decode("utf-8", "replace") for value in self.staged]
        self.staged = []
        self.staged_size = 0
        return dict(zip(texts[::2], texts[1::2], strict=True))

    def expensive(self) -> None:
        """Count a call that asks the wiki's tables; beyond the limit it fails."""
        shared = self.parser.root.state
        shared.expensive += 1
        if shared.expensive > self.parser.settings.limits.expensive:
            raise LuaFault("too many expensive function calls")

    def name(self, title: Title) -> str:
        return prefixed(title, self.parser.site)
