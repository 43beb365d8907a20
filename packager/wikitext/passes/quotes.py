"""Pass 8: runs of apostrophes to bold and italics, line by line (MediaWiki: Parser::handleAllQuotes, doQuotes)."""

from __future__ import annotations

import re

_RUN = re.compile("('{2,})")
_ITALIC, _BOLD, _BOTH = 2, 3, 5


def quotes(text: str) -> str:
    """Every mark that is open at the end of a line is closed there."""
    if "''" not in text:
        return text
    return "\n".join(line_quotes(line) if "''" in line else line for line in text.split("\n"))


def line_quotes(text: str) -> str:
    """One line. Also applied to the text of a link by itself, before the line as a whole."""
    pieces = _RUN.split(text)
    if len(pieces) == 1:
        return text
    _normalize_runs(pieces)
    bold = sum(len(run) in (_BOLD, _BOTH) for run in pieces[1::2])
    italic = sum(len(run) in (_ITALIC, _BOTH) for run in pieces[1::2])
    if bold % 2 and italic % 2:
        _rebalance(pieces)
    return _mark_up(pieces)


def _normalize_runs(pieces: list[str]) -> None:
    """Four are an apostrophe and three; more than five are apostrophes and five."""
    for index in range(1, len(pieces), 2):
        length = len(pieces[index])
        meant = _BOLD if length == 4 else min(length, _BOTH)
        pieces[index - 1] += "'" * (length - meant)
        pieces[index] = "'" * meant


def _rebalance(pieces: list[str]) -> None:
    """One bold mark is an apostrophe and an italic mark: which one, depends on the word before it."""
    chosen: dict[int, int] = {}
    for index in range(1, len(pieces), 2):
        if len(pieces[index]) != _BOLD:
            continue
        before = pieces[index - 1]
        # MediaWiki looks at bytes, so a word of one Hangul letter counts as a long one.
        if before[-1:] == " ":
            rank = 2
        elif before[-2:-1] == " " and before[-1].isascii():
            rank = 0
        else:
            rank = 1
        chosen.setdefault(rank, index)
        if rank == 0:
            break
    if chosen:
        index = chosen[min(chosen)]
        pieces[index] = "''"
        pieces[index - 1] += "'"


def _mark_up(pieces: list[str]) -> str:
    out: list[str] = []
    held: list[str] = []
    """Text after a five-run of which it is not yet known whether bold or italics closes first."""
    state = ""
    for index, piece in enumerate(pieces):
        if not index % 2:
            (held if state == "both" else out).append(piece)
            continue
        length = len(piece)
        if length == _ITALIC:
            if state == "both":
                out.extend(("<b><i>", *held, "</i>"))
                held, state = [], "b"
            else:
                tag, state = _ITALIC_STEP[state]
                out.append(tag)
        elif length == _BOLD:
            if state == "both":
                out.extend(("<i><b>", *held, "</b>"))
                held, state = [], "i"
            else:
                tag, state = _BOLD_STEP[state]
                out.append(tag)
        elif state == "both":
            out.extend(("<i><b>", *held, "</b></i>"))
            held, state = [], ""
        else:
            tag, state = _BOTH_STEP[state]
            out.append(tag)
    if state == "both":
        # Nothing but text follows a lone five-run; if there is none, the run leaves no trace.
        if "".join(held):
            out.extend(("<b><i>", *held, "</i></b>"))
    else:
        out.append(_CLOSE[state])
    return "".join(out)


# What a run of 2, 3 or 5 writes and the state after it, by the state before ("bi": bold outside, italics inside).
_ITALIC_STEP = {
    "": ("<i>", "i"),
    "b": ("<i>", "bi"),
    "i": ("</i>", ""),
    "bi": ("</i>", "b"),
    "ib": ("</b></i><b>", "b"),
}
_BOLD_STEP = {
    "": ("<b>", "b"),
    "b": ("</b>", ""),
    "i": ("<b>", "ib"),
    "bi": ("</i></b><i>", "i"),
    "ib": ("</b>", "i"),
}
_BOTH_STEP = {
    "": ("", "both"),
    "b": ("</b><i>", "i"),
    "i": ("</i><b>", "b"),
    "bi": ("</i></b>", ""),
    "ib": ("</b></i>", ""),
}
_CLOSE = {"": "", "b": "</b>", "i": "</i>", "bi": "</i></b>", "ib": "</b></i>"}
