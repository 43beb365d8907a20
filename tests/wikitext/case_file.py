"""Reads ``cases/*.txt``: ``!! test`` name, ``!! input``, ``!! output``, ``!! end``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_CASE = re.compile(r"^!! test\n(.*?)\n!! input\n(.*?)\n!! output\n(.*?)\n?!! end$", re.MULTILINE | re.DOTALL)


class Case(NamedTuple):
    name: str
    input: str
    output: str


def read_cases(name: str) -> list[Case]:
    text = (Path(__file__).parent / "cases" / name).read_text(encoding="utf-8")
    cases = [Case(*match.groups()) for match in _CASE.finditer(text)]
    assert len(cases) == text.count("!! test\n"), f"{name}: a case lacks a section"
    return cases
