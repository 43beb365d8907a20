"""Errors that stop a run. Each class carries the exit status that ``cli.main`` returns for it.

The text of an error says what happened, where (file, page, byte or line) and what to do next, in one line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self, TypedDict


class PlainSaid(TypedDict):
    """A sentence as JSON holds it."""

    text: str
    values: dict[str, str | int | PlainSaid]


class Said(str):
    """An English sentence that remembers what it was made of, so that it can be said in another language.

    ``Said("a tag of more than {limit} bytes", limit=limit)`` is the finished sentence to everybody who wants a str.
    It can be a value of an error or of another sentence; that is how a cause or a word of ours gets translated too.
    """

    text: str
    """The format, which is also the key of its translations."""
    values: Mapping[str, object]
    """What stands in its named places; empty for a sentence without any."""

    def __new__(cls, text: str, /, **values: object) -> Self:
        said = super().__new__(cls, text.format_map(values) if values else text)
        said.text, said.values = text, values
        return said

    def filled(self, values: Mapping[str, object]) -> Self:
        """The same sentence with other values."""
        return type(self)(self.text, **values)

    def as_json(self) -> PlainSaid:
        """Plain data from which ``from_json`` makes the sentence again."""
        values: dict[str, str | int | PlainSaid] = {
            name: value.as_json() if isinstance(value, Said) else value if isinstance(value, int) else str(value)
            for name, value in self.values.items()
        }
        return {"text": self.text, "values": values}

    @classmethod
    def from_json(cls, said: PlainSaid) -> Self:
        """The sentence that ``as_json`` took down."""
        values = said["values"].items()
        return cls(said["text"], **{name: cls.from_json(v) if isinstance(v, dict) else v for name, v in values})


class Sentences(str):
    """Several sentences as one value, for errors that list every problem found."""

    parts: Sequence[str]

    def __new__(cls, parts: Sequence[str]) -> Self:
        several = super().__new__(cls, "; ".join(parts))
        several.parts = tuple(parts)
        return several


class PackagerError(Exception):
    """Base of every error that is reported as one line instead of a traceback."""

    exit_status = 1
    report_left = False
    """Whether the run that it ended left a report of the refusal."""

    def __init__(self, text: str, /, **values: object) -> None:
        """``text`` is the English sentence; with ``values`` it is a format whose named places they fill.

        Write ``raise DumpError("{file}: ends inside <page> {title}; fetch it again", file=..., title=...)``: the
        sentence stands once, where the cause is known, and is the key under which other languages are looked up.
        """
        super().__init__(text if isinstance(text, Said) else Said(text, **values))  # a Said comes out of a pickle

    @property
    def said(self) -> Said:
        """The sentence with its format and values."""
        said: Said = self.args[0]
        return said


class UsageError(PackagerError):
    """The command line or the configuration is wrong."""

    exit_status = 2


class DumpError(PackagerError):
    """The input is damaged, cut short, mixed or of an unknown kind."""

    exit_status = 3


class ScrubError(PackagerError):
    """Something in the output points outward or could identify who prepared it."""

    exit_status = 4


class OutputError(PackagerError):
    """The output cannot be written or does not pass its own checks."""

    exit_status = 5


class GateError(PackagerError):
    """The new drive differs more from the one that stands there than the configuration allows."""

    exit_status = 7


class RenderError(PackagerError):
    """More pages failed to render than the configuration allows."""

    exit_status = 6


class DifferentError(PackagerError):
    """Two builds of what should be the same are not equal."""

    exit_status = 8
