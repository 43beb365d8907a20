"""Where a title stands in lists: its letter, and its place among the titles of that letter. The judge's own reading.

Rows of the 가나다 index and of the plain pages' lists are in one order (docs/formats.md), so that none can be chosen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

SHELVES = (*"ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", "A–Z", "0–9", "그 밖")
_SYLLABLES = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
"""The consonant of each nineteenth of all syllables, double ones as simple ones."""
_NAMES = "KIYEOK NIEUN TIKEUT RIEUL MIEUM PIEUP SIOS IEUNG CIEUC CHIEUCH KHIEUKH THIEUTH PHIEUPH HIEUH".split()
_CONSONANT = re.compile(rf"HANGUL (?:LETTER|CHOSEONG|JONGSEONG) [A-Z]*?({'|'.join(_NAMES)})(?:-|$)")


@lru_cache(maxsize=1 << 12)
def _shelf(sign: str) -> int:
    if not sign:
        return len(SHELVES) - 1
    if "가" <= sign <= "힣":
        return SHELVES.index(_SYLLABLES[(ord(sign) - ord("가")) // 588])
    if found := _CONSONANT.search(unicodedata.name(sign, "")):
        return _NAMES.index(found[1])
    base = unicodedata.normalize("NFD", sign)[:1]
    if not base.isascii() or not base.isalnum():
        return len(SHELVES) - 1
    return SHELVES.index("0–9" if base.isdigit() else "A–Z")


def place(title: str) -> tuple[int, str, str]:
    """Number of the letter, counted from 0, and what orders titles within it."""
    composed = unicodedata.normalize("NFC", title)
    return _shelf(composed[:1]), composed.casefold(), title


def in_order(places: Iterable[tuple[int, str, str]]) -> bool:
    """Whether each comes behind the one before it."""
    return all(one <= other for one, other in pairwise(places))
