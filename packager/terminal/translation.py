"""Error lines in Korean: clause by clause from messages_ko.tsv.

Errors are raised in English, as ``WHERE: what happened; what to do next``. A row of the table gives the Korean wording
of one clause (or of several that belong together); ``{}`` stands for a value. A line is cut where the rows cover most
of it, so file names, reasons of the operating system and whatever else has no row stay as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

_BORDER = re.compile(r"(?<=[;:]) ")
_HOLE = re.compile(r"\{\}")
_SLOT = re.compile(r"\{(\d+)(t?)\}")

LONGEST = 12
"""Most clauses that one row is tried on: keeps a line with a hundred problems quick."""


class Row(NamedTuple):
    """One row of the table."""

    pattern: re.Pattern[str]
    wording: str
    """``{0}`` is the first value of the English text; ``{0t}`` the same, translated in turn."""
    weight: int
    """Characters of the English text that are not values."""


class Piece(NamedTuple):
    """A stretch of a line, with its row if it has one."""

    text: str
    row: Row | None


@lru_cache(maxsize=1)
def rows() -> tuple[Row, ...]:
    """The table, rows with most fixed text first."""
    table = []
    for line in (files("packager.terminal") / "messages_ko.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            english, wording = line.split("\t")
            fixed = _HOLE.split(english)
            pattern = re.compile("(.+?)".join(map(re.escape, fixed)), re.S)
            table.append(Row(pattern, wording, sum(map(len, fixed))))
    return tuple(sorted(table, key=lambda row: (-row.weight, row.pattern.pattern)))


def _row_of(text: str) -> Row | None:
    return next((row for row in rows() if row.pattern.fullmatch(text)), None)


def pieces(text: str) -> list[Piece]:
    """The line cut so that rows cover as much of it as they can; of equal cuts, the one with the fewest pieces."""
    borders = [0, *(match.start() for match in _BORDER.finditer(text)), len(text)]
    best: list[tuple[int, int, list[Piece]]] = [(0, 0, [])]
    for end in range(1, len(borders)):
        candidates = []
        for start in range(max(0, end - LONGEST), end):
            part = text[borders[start] : borders[end]].removeprefix(" ")
            row = _row_of(part.removesuffix(":").removesuffix(";") if end < len(borders) - 1 else part)
            if row is not None or start == end - 1:
                weight, count, before = best[start]
                candidates.append((weight - (row.weight if row else 0), count + 1, [*before, Piece(part, row)]))
        best.append(min(candidates, key=lambda each: each[:2]))
    return best[-1][2]


def translated(text: str) -> str:
    """An error line in Korean. Where a clause has a row, its semicolon ends a sentence and becomes a full stop."""
    said = []
    cut = pieces(text)
    for number, (part, row) in enumerate(cut):
        last = number == len(cut) - 1
        mark = "" if last or part[-1] not in ";:" else part[-1]
        body = part.removesuffix(mark) if mark else part
        if row is not None:
            match = row.pattern.fullmatch(body)
            assert match
            body = _SLOT.sub(lambda slot, m=match: _value(m[int(slot[1]) + 1], slot[2]), row.wording)  # type: ignore[misc]
        spoken = row is not None or (not last and cut[number + 1].row is not None)
        said.append(body + ("." if mark == ";" and spoken else mark))
    return " ".join(said)


def _value(text: str, translate: str) -> str:
    return translated(text) if translate else text


def named(text: str) -> str:
    """A rule or remark of ``verify`` in Korean if a row covers it as a whole: what it quotes must stay as it is."""
    return translated(text) if _row_of(text) else text
