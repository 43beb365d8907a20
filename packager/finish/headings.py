"""Headings of a page, for the reader's table of contents; taken down while the page is written."""

from __future__ import annotations

from packager.finish.escape import printable
from packager.model import Heading


class Headings:
    """Collects headings in page order with their nesting depth (1 for the outermost, whatever its level)."""

    def __init__(self) -> None:
        self._found: list[Heading] = []
        self._levels: list[int] = []
        self._words: list[str] = []
        self._anchor: str | None = None
        self._depth = 0
        self.open = False
        """Whether a heading has begun and not ended."""

    def start(self) -> None:
        """A heading begins; one inside another is part of its words."""
        if not self.open:
            self.open, self._anchor, self._depth = True, None, 0
            self._words.clear()
        self._depth += 1

    def place(self, name: str) -> None:
        """An id of the open heading or of something in it: the first one is where links to the heading lead."""
        if self._anchor is None:
            self._anchor = name

    def text(self, text: str) -> None:
        """Words of the open heading."""
        self._words.append(text)

    def end(self, tag: str) -> None:
        """A heading ends."""
        self._depth -= 1
        if self._depth:
            return
        self.open = False
        text = " ".join(printable("".join(self._words)).split())
        if not self._anchor or not text:
            return
        level = int(tag[1])
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        self._found.append(Heading(len(self._levels), self._anchor, text))

    def result(self) -> tuple[Heading, ...]:
        """The headings that have words and a place."""
        return tuple(self._found)
