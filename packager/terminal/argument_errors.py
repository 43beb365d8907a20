"""What argparse says of a wrong argument, as sentences that have a row in messages_ko.tsv.

argparse hands over finished English only, so the format is found again from the text.
"""

from __future__ import annotations

from packager.errors import Said
from packager.terminal.found_again import found_again

WHOLE_NUMBER = Said("must be a whole number of at least 1")
EMPTY = Said("is empty; name a file or folder")
NOT_TEXT = Said("is not written in UTF-8; use a terminal of UTF-8 or another name")
DATE = Said("must look like {example}")

FORMATS = (
    Said("argument {argument}: {reason}"),
    Said("the following arguments are required: {names}"),
    Said("unrecognized arguments: {names}"),
    Said("expected one argument"),
    Said("expected at least one argument"),
    Said("ignored explicit argument {value}"),
    Said("invalid choice: {value} (choose from {choices})"),
    Said("ambiguous option: {option} could match {matches}"),
    WHOLE_NUMBER,
    EMPTY,
    NOT_TEXT,
    DATE,
    Said("must look like 2024-06-01"),
    Said("is no day of the calendar"),
    Said("lies outside {first} to {last}, which is all that FAT can hold"),
)


def as_said(message: str) -> Said:
    """``message`` with its format and values; a reason inside it likewise."""
    said = found_again(message, FORMATS)
    if said is None:
        return Said(message)
    return said.filled({name: as_said(str(v)) if name == "reason" else v for name, v in said.values.items()})
