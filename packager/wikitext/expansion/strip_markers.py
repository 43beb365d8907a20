"""Strip markers: finished HTML that waits outside the text while the passes rewrite it (MediaWiki: StripState)."""

from __future__ import annotations

import re

PREFIX = "\x7f'\"`UNIQ-"
SUFFIX = "-QINU`\"'\x7f"
MARKER = re.compile("\x7f'\"`UNIQ-([^\x7f<>&'\"]+)-QINU`\"'\x7f")
"""One marker; group 1 is its key, ``-ref-0000002A``."""
_CHANGED = re.compile("\x7f[^\x7f<>]*UNIQ-[^\x7f<>]*-QINU[^\x7f<>]*\x7f|\x7f", re.IGNORECASE)
"""What is left of one that a function wrote in other letters or with other quotes, ``{{#bcp47:<ref>}}``."""


class StripState:
    """The two tables of one page: *general* comes back before paragraphs are made, *nowiki* after everything."""

    __slots__ = ("_errors", "_general", "_index", "_max_depth", "_max_size", "_nowiki", "_size", "highest_depth")

    def __init__(self, max_depth: int = 20, max_size: int = 5_000_000, loop_error: str = "", depth_error: str = "",
                 size_error: str = "") -> None:
        self._general: dict[str, str] = {}
        self._nowiki: dict[str, str] = {}
        self._index = 0
        self._size = 0
        self._max_depth = max_depth
        self._max_size = max_size
        self._errors = {"loop": loop_error, "depth": depth_error, "size": size_error}
        self.highest_depth = 0

    def marker(self, name: str) -> str:
        """A fresh marker that stands for nothing yet."""
        marker = f"{PREFIX}-{name}-{self._index:08X}{SUFFIX}"
        self._index += 1
        return marker

    def add_general(self, html: str, name: str = "item") -> str:
        """Stores ``html`` and returns the marker that stands for it."""
        marker = self.marker(name)
        self._general[marker[len(PREFIX):-len(SUFFIX)]] = html
        return marker

    def add_nowiki(self, html: str, name: str = "nowiki") -> str:
        """The same for text that no pass may see, not even paragraphs."""
        marker = self.marker(name)
        self._nowiki[marker[len(PREFIX):-len(SUFFIX)]] = html
        return marker

    def set_general(self, marker: str, html: str) -> None:
        """Fills a marker that ``marker()`` made, or replaces what it stands for."""
        self._general[marker[len(PREFIX):-len(SUFFIX)]] = html

    def set_nowiki(self, marker: str, html: str) -> None:
        """The same in the nowiki table."""
        self._nowiki[marker[len(PREFIX):-len(SUFFIX)]] = html

    def unstrip_general(self, text: str) -> str:
        """Puts general items back, also those inside other general items."""
        return self._unstrip(text, (self._general,), ()) if "\x7f" in text else text

    def unstrip_nowiki(self, text: str) -> str:
        """Puts nowiki items back."""
        return self._unstrip(text, (self._nowiki,), ()) if "\x7f" in text else text

    def unstrip_both(self, text: str) -> str:
        """Puts everything back."""
        return self._unstrip(text, (self._general, self._nowiki), ()) if "\x7f" in text else text

    def _unstrip(self, text: str, tables: tuple[dict[str, str], ...], open_keys: tuple[str, ...]) -> str:
        out: list[str] = []
        end = 0
        for match in MARKER.finditer(text):
            key = match.group(1)
            value = next((table[key] for table in tables if key in table), None)
            if value is None:
                continue
            out.append(text[end:match.start()])
            end = match.end()
            out.append(self._value(key, value, tables, open_keys))
        if not end:
            return text
        out.append(text[end:])
        return "".join(out)

    def _value(self, key: str, value: str, tables: tuple[dict[str, str], ...], open_keys: tuple[str, ...]) -> str:
        if key in open_keys:
            return self._errors["loop"]
        depth = len(open_keys) + 1
        self.highest_depth = max(self.highest_depth, depth)
        if depth > self._max_depth:
            return self._errors["depth"]
        self._size += len(value)
        if self._size > self._max_size:
            return self._errors["size"]
        return self._unstrip(value, tables, (*open_keys, key)) if "\x7f" in value else value


def kill_markers(text: str) -> str:
    """Removes all markers, with what they stand for."""
    return MARKER.sub("", text) if "\x7f" in text else text


def kill_remains(text: str) -> str:
    """Removes also markers that some function has changed, which nothing can resolve any more."""
    return _CHANGED.sub("", kill_markers(text))
