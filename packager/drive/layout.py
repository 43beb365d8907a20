"""The drive's layout: the one list of the files that may lie on it, and who judges each."""

from __future__ import annotations

import re

from packager.drive.publish import SUMS
from packager.outputs.files import FileRule
from packager.outputs.reader.files import FILES as READER
from packager.outputs.zim.files import FILES as ZIM

LAYOUT: tuple[FileRule, ...] = (FileRule(re.escape(SUMS), "manifest"), *ZIM, *READER)
_COMPILED = tuple((re.compile(rule.pattern, re.A), rule.judge) for rule in LAYOUT)


def judge_of(name: str) -> str:
    """Who judges the file of that relative name; empty if no such file belongs on a drive."""
    return next((judge for pattern, judge in _COMPILED if pattern.fullmatch(name)), "")
