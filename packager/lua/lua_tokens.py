"""The source of a module in tokens, for proofs about what a function does with what it was told."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<skip>\s+|--\[(?P<c>=*)\[.*?\](?P=c)\]|--[^\n]*)
    |(?P<long>\[(?P<s>=*)\[.*?\](?P=s)\])
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<number>0[xX][0-9a-fA-F]+|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<name>[A-Za-z_][A-Za-z0-9_]*)
    |(?P<sign>\.\.\.|\.\.|==|~=|<=|>=|.)""",
    re.S | re.X,
)
_KEYWORDS = frozenset(
    "and break do else elseif end false for function if in local nil not or repeat return then true until while".split()
)


class Token(NamedTuple):
    text: str
    """A string as its contents between single quotes."""
    line: int
    kind: str


def tokens_of(source: str, line: int = 1) -> list[Token]:
    """The tokens of ``source``, whose first line is ``line``; comments and spaces are none."""
    found = []
    for match in _TOKEN.finditer(source):
        kind, text = match.lastgroup or "", match[0]
        for name in ("skip", "long", "string", "number", "name", "sign"):
            if match[name] is not None:
                kind = name
        if kind != "skip":
            shown = f"'{text[1:-1]}'" if kind == "string" else text
            found.append(Token(shown, line, "keyword" if text in _KEYWORDS else kind))
        line += text.count("\n")
    return found
