"""Standard streams that may be closed, full, or unable to spell Korean."""

from __future__ import annotations

import os
import sys


def settle_streams() -> None:
    """Open what is closed on nothing, and let no letter end the program. Call before anything is opened or printed.

    A closed descriptor would be given to the next file that is opened, and what is printed would end up in that. Where
    output goes to a file or a pipe it is UTF-8 in every locale, because it is data; a terminal gets what it can show.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest that is free is this one
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 it is the process's own
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = stream.encoding if stream.isatty() or stream is sys.stderr else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
