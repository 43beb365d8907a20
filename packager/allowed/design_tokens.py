"""Custom properties of Wikimedia's skins (Codex design tokens): their values, which no style sheet of the drive has.

``codex_tokens.tsv`` holds a value and the names that have it, one value a line, as they are on white pages; colours for
dark ones are made by the reader from these.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_VAR = re.compile(r"var\(\s*--([\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)", re.IGNORECASE)
_DEEPEST = 5


@cache
def tokens() -> dict[str, str]:
    """Name without its dashes to value: ``color-base`` to ``#202122``."""
    lines = (files("packager.allowed") / "codex_tokens.tsv").read_text("utf-8").split("\n")
    rows = [line.split("\t") for line in lines if "\t" in line]
    return {name: value for value, names in rows for name in names.split()}


def resolve(value: str, others: bool = False) -> str:
    """A value of a declaration with every ``var()`` of a token in its place.

    ``others``: what is no token is replaced by what the author gives for that case, if he gives anything.
    """
    for _ in range(_DEEPEST):
        resolved = _VAR.sub(lambda found: _value(found, others), value)
        if resolved == value:
            break
        value = resolved
    return value


def _value(found: re.Match[str], others: bool) -> str:
    known = tokens().get(found[1].lower())
    if known is not None:
        return known
    fallback = (found[2] or "").strip()
    return fallback if others and fallback else found[0]
