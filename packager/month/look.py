"""Words that an editor should look at before a drive is handed out: numbers and addresses of people, a list of words.

What is found stands in ``report/look.jsonl``; nothing is taken out for it. Which of it matters only the editor knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

EACH = 5
"""Finds of a kind that are told of one page."""
_AROUND = 20
"""Letters shown on either side."""
_NUMBER = r"(?<![\d.-]){}(?![\d-])(?!\.\d)"
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # 02-123-4567, 010-1234-5678, +82 10 1234 5678, 1588-1234
    ("telephone", re.compile(
        "|".join(_NUMBER.format(form) for form in (
            r"0\d{1,2}[- )]\s?\d{3,4}[- ]\d{4}", r"01[016789]\d{7,8}", r"1[568]\d\d-\d{4}",
        )) + r"|(?<!\w)\+\d{1,3}[- ]\(?\d{1,4}\)?[- ]\d{3,4}[- ]\d{3,4}(?!\d)"
    )),
    ("mail", re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")),
    # six digits of a birthday, then a digit for sex and century and six more
    ("resident number", re.compile(_NUMBER.format(r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-[1-8]\d{6}"))),
    # 세종대로 110, 테헤란로 7길 12-3, 역삼동 123-4
    ("address", re.compile(
        r"[가-힣]{2,10}\d{0,4}(?:로|길) ?(?:\d{1,4}번?길 ?)?\d{1,4}(?:-\d{1,4})?(?=번지|호|[\s,.)]|$)"
        r"|[가-힣]{1,10}(?:동|리) \d{1,4}-\d{1,4}(?=번지|[\s,.)]|$)"
    )),
)  # fmt: skip
"""Kind to the form of what is of it."""


class Look(NamedTuple):
    """Something in a page that an editor should look at."""

    kind: str
    """One of ``KINDS``, or ``word``."""
    text: str
    around: str
    """The same with what stands before and behind it."""


def look(prose: str, words: Sequence[str] = ()) -> Iterator[Look]:
    """What of a page's running text an editor should look at, the first finds of each kind."""
    for kind, form in KINDS:
        for number, match in enumerate(form.finditer(prose)):
            if number == EACH:
                break
            yield Look(kind, match[0], _around(prose, match.start(), match.end()))
    folded = prose.casefold()
    if len(folded) != len(prose):  # a letter that becomes two: places would shift
        folded = prose
    for word in words:
        at = folded.find(word.casefold())
        if at >= 0:
            yield Look("word", word, _around(prose, at, at + len(word)))


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())
