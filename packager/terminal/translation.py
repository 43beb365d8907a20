"""Errors and findings in Korean: sentence by sentence from messages_ko.tsv.

A sentence is raised with its format and values (``packager.errors.Said``). The format is the key of its row; the values
fill the Korean one. Sentences that are values of another (a cause, a word of ours) are looked up in turn; names, quoted
text and reasons of the operating system stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from string import Formatter

from packager.errors import Said, Sentences


@lru_cache(maxsize=1)
def rows() -> Mapping[str, str]:
    """English format to Korean format. Raises ValueError if a format has two rows."""
    table: dict[str, str] = {}
    for line in (files("packager.terminal") / "messages_ko.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            english, korean = line.split("\t")
            if english in table:
                raise ValueError(f"messages_ko.tsv: two rows for: {english}")
            table[english] = korean
    return table


class _Korean(Formatter):
    """Fills a Korean format; ``{rule:word}`` stands for a value that is a name of ours without being a Said."""

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, str) and (format_spec == "word" or isinstance(value, Said | Sentences)):
            return in_korean(value)
        return str(super().format_field(value, format_spec))


def in_korean(said: str) -> str:
    """The sentence in Korean; as it is if it has no row."""
    if isinstance(said, Sentences):
        return ". ".join(map(in_korean, said.parts))
    values = said.values if isinstance(said, Said) else {}
    korean = rows().get(said.text if isinstance(said, Said) else said)
    if korean is None:
        return str(said)
    return _Korean().vformat(korean, (), values) if values else korean
