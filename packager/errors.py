"""Errors that stop a run. Each class carries the exit status that ``cli.main`` returns for it.

The text of an error says what happened, where (file, page, byte or line) and what to do next, in one line.
"""

from __future__ import annotations


class PackagerError(Exception):
    """Base of every error that is reported as one line instead of a traceback."""

    exit_status = 1

    def __init__(self, text: str, **values: object) -> None:
        """``text`` is the English sentence; with ``values`` it is a format whose named places they fill.

        Write ``raise DumpError("{file}: ends inside <page> {title}; fetch it again", file=..., title=...)``: the
        sentence stands once, where the cause is known, and is the key under which other languages are looked up.
        """
        super().__init__(text.format_map(values) if values else text)
        self.text, self.values = text, values


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


class RenderError(PackagerError):
    """More pages failed to render than the configuration allows."""

    exit_status = 6
