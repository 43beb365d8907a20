"""Whether what an editor writes can be what it is meant for: dates, file names, words that go onto every drive."""

from __future__ import annotations

import re
from datetime import date

from packager.errors import Said

FIRST_YEAR, LAST_YEAR = 1980, 2107
"""What a FAT file system can hold as the time of a file."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FILE_NAME = re.compile(r"[A-Za-z0-9_-]{1,36}\.zim")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))})
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ufffd]")
_ADDRESS = re.compile(
    r"""
    \w+: ?//                                     # https://
    | //
    | @                                          # somebody@somewhere, @name
    | \b(?:mailto|tel):
    | [a-z0-9-]\.[a-z]{2,24}(?![a-z0-9])        # wiki.example.org
    | \.한국\b
    | \b\d{1,3}(?:\.\d{1,3}){3}\b                # 192.0.2.1
    | \b0\d{1,3}[- )]\d{3,4}[- ]\d{4}\b          # 02-1234-5678
    | (?:^|\s)(?:[a-z]:\\|/home/|/Users/)        # folders of a machine
    """,
    re.VERBOSE | re.IGNORECASE,
)


def day_fault(text: str) -> Said | None:
    """Why ``text`` cannot be the date of a drive, ``YYYY-MM-DD``; None if it can."""
    if not _DAY.fullmatch(text):
        return Said("must look like 2024-06-01")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Said("is no day of the calendar")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Said("lies outside {first} to {last}, which is all that FAT can hold", first=FIRST_YEAR, last=LAST_YEAR)
    return None


def file_name_fault(name: str) -> Said | None:
    """Why an archive cannot be called so on every system."""
    if not _FILE_NAME.fullmatch(name):
        return Said("ASCII letters, digits, - or _ and .zim")
    if name.partition(".")[0].lower() in _DEVICES:
        return Said("is the name of a device on Windows, which cannot open such a file")
    return None


def name_fault(name: str) -> Said | None:
    """Why an archive's ``Name`` cannot stand in the addresses and file names that programs make of it."""
    if _NAME.fullmatch(name):
        return None
    return Said("ASCII letters, digits, ., - or _ as in wikipedia_ko_all, for programs make addresses of it")


def words_fault(text: str) -> Said | None:
    """Why words cannot go onto every drive as they are."""
    if not text.strip():
        return Said("must not be empty")
    if text != text.strip() or _CONTROL.search(text):
        return Said("holds blanks at an end or signs that cannot be seen")
    if found := _ADDRESS.search(text):
        return Said("holds an address ({found}), which leads to whoever prepared the drive", found=found[0].strip())
    return None
