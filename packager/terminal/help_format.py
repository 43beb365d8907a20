"""argparse's pages in columns of a terminal: Hangul takes two, and no page is wider than the terminal.

argparse counts characters and keeps long descriptions as they were typed; both go wrong with Korean on 80 columns.
"""

from __future__ import annotations

import argparse
import re
import shutil
import unicodedata
from collections.abc import Iterable
from typing import Any

NARROWEST, WIDEST = 50, 100
"""Columns that a page is laid out for, whatever the terminal says."""
_ITEM = re.compile(r"( +\S+ {2,})(.+)")
_TERMS = 24
"""Columns left of the explanations of arguments."""


def columns(text: str) -> int:
    """Columns that a terminal needs for ``text``."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most ``width`` columns, broken at spaces; a word that is longer stands alone."""
    lines = [first]
    bare = True
    for word in text.split():
        if not bare and columns(lines[-1]) + 1 + columns(word) > width:
            lines.append(rest)
            bare = True
        lines[-1] += word if bare else " " + word
        bare = False
    return lines


def laid_out(text: str, width: int) -> list[str]:
    """Paragraphs filled, ``  term  explanation`` with a hanging indent, other indented lines as they are."""
    lines: list[str] = []
    for line in text.splitlines():
        item = _ITEM.match(line)
        if item:
            lines += wrapped(item[2], width, item[1], " " * columns(item[1]))
        elif line.startswith(" "):
            lines.append(line)
        else:
            lines += wrapped(line, width)
    return lines


class HelpFormatter(argparse.HelpFormatter):
    """Pages of ``--help``."""

    usage_word = "usage: "

    def __init__(self, prog: str, **options: Any) -> None:
        width = min(max(shutil.get_terminal_size().columns - 1, NARROWEST), WIDEST)
        options.update(width=width, max_help_position=min(_TERMS, width // 2))
        super().__init__(prog, **options)

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, self.usage_word if prefix is None else prefix)

    def _format_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None
    ) -> str:
        word = prefix or ""
        wider = columns(word) - len(word)
        self._width -= wider
        text = super()._format_usage(usage, actions, groups, prefix)
        self._width += wider
        return text.replace("\n ", "\n " + " " * wider)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in laid_out(text, width))

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)


class KoreanHelpFormatter(HelpFormatter):
    """The same with argparse's own word in Korean."""

    usage_word = "사용법: "
