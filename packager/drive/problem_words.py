"""What the report page says of problems, in Korean: the work store keeps the English text alone.

What a module, a template or the wiki's own messages say stays as it is.
"""

from __future__ import annotations

from packager.errors import Said
from packager.terminal.found_again import found_again
from packager.terminal.translation import in_korean

FORMATS = (
    Said("more than {count} categories"),
    Said("more than {count} expensive calls"),
    Said("no style sheet of that name"),
    Said("ended by the clock: on a faster machine it may come out otherwise"),
    Said("more than {seconds} s"),
    Said("more than {size} MB"),
    Said("worker ended with status {status}"),
    Said("the system ended the worker (status -9), as it does when memory runs out"),
    Said("unknown command {name}: {formula}"),
    Said("unknown environment: {formula}"),
    Said("missing argument: {formula}"),
    Said("missing {sign}: {formula}"),
    Said("nested too deeply: {formula}"),
    Said("two subscripts: {formula}"),
    Said("stray {sign}: {formula}"),
    Said("no delimiter: {sign}: {formula}"),
    Said("no length: {formula}"),
    Said("no tree: {error}: {formula}"),
    Said("unfinished table: {formula}"),
    Said("backslash at the end: {formula}"),
    Said("{opening} without {closing}: {formula}"),
)
"""Texts of the program's own, the narrower before the wider."""


def example_in_korean(example: str) -> str:
    """``PAGE: TEXT`` with the text in Korean where it is the program's own; a title may hold colons too."""
    head, sign, text = example.partition(": ")
    while sign:
        if said := found_again(text, FORMATS):
            return f"{head}: {in_korean(said)}"
        more, sign, text = text.partition(": ")
        head = f"{head}: {more}"
    return example
