"""Finished English as the sentence that it was made of, where its maker keeps no more than the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from packager.errors import Said


@lru_cache(maxsize=128)
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(text)), re.S)


def found_again(message: str, formats: Iterable[Said]) -> Said | None:
    """``message`` with its format and values, by the first of ``formats`` that it fits; None if it fits none."""
    for text in formats:
        if match := _pattern(text).fullmatch(message):
            return text.filled(match.groupdict())
    return None
