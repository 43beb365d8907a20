"""The drive's layout: the one list of the files that may lie on it, and who judges each.

The lists of the targets stand here and not with them, so that the judge of drives can read them without importing what
it judges; a target's ``FILES`` is its list.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from packager.drive.publish import SUMS


class FileRule(NamedTuple):
    """One kind of file."""

    pattern: str
    """Regular expression for the whole relative name, with slashes."""
    judge: str
    """Who looks at such a file when a drive is verified (``audit/drive.py: JUDGES``)."""


ARCHIVE = (FileRule(r"[A-Za-z0-9_-]{1,36}\.zim([a-z]{2})?", "archive"),)
"""The name comes from ``[zim] file_name``; a large archive is cut into parts."""
READER = (
    FileRule(r"index\.html", "shell"),
    FileRule(r"README\.txt", "read me"),
    FileRule(r"data/[ABCDFIKLSTUVWX]\d*/[0-9a-f]{2}/[0-9a-f]{2}\.txt", "data"),
    FileRule(r"data/P/(index|help)\.htm", "plain page"),
    FileRule(r"data/P/(L/)?[0-9a-f]{2}/[0-9a-f]{2}\.htm", "plain page"),
    FileRule(r"data/P/page\.css", "style sheet"),
)
"""docs/formats-reader.md"""
LAYOUT: tuple[FileRule, ...] = (FileRule(re.escape(SUMS), "manifest"), *ARCHIVE, *READER)
_COMPILED = tuple((re.compile(rule.pattern, re.A), rule.judge) for rule in LAYOUT)


def judge_of(name: str) -> str:
    """Who judges the file of that relative name; empty if no such file belongs on a drive."""
    return next((judge for pattern, judge in _COMPILED if pattern.fullmatch(name)), "")
