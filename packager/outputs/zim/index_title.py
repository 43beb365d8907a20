"""Entry titles as libzim's title index can take them (Xapian: a term has at most 245 bytes, some of them its own).

A word that is too long ends the writing of the whole archive, at its very end. So the entry's title is cut; the page
keeps its heading, and its path is what links go by.
"""

from __future__ import annotations

import re
import unicodedata

from packager.outputs.zim.index_text import fold

LONGEST_WORD = 238
"""Bytes of UTF-8. Measured with libzim 9: words of letters fail from 241 bytes, words of punctuation from 239."""
_WORD = re.compile(r"\S+")
_JOINERS = "\u200c\u200d"


def indexed_title(title: str) -> str:
    """``title`` with every word that the index refuses cut short, at a whole letter."""
    return title if len(title) * 4 <= LONGEST_WORD else _WORD.sub(lambda match: _cut(match[0]), title)


def _cut(word: str) -> str:
    """The longest beginning of ``word`` that fits both as it is written and as the index folds it."""
    if _fits(word):
        return word
    low, high = 0, len(word)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _fits(word[:middle]) else (low, middle)
    while low > 1 and _inside_letter(word, low):
        low -= 1
    return word[:low]


def _fits(word: str) -> bool:
    return len(word.encode()) <= LONGEST_WORD and len(fold(word).encode()) <= LONGEST_WORD


def _inside_letter(word: str, at: int) -> bool:
    """Whether a cut before ``word[at]`` would part a letter from its marks."""
    return unicodedata.category(word[at]).startswith("M") or word[at] in _JOINERS or word[at - 1] in _JOINERS
