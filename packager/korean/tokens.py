"""Terms of running text: overlapping pairs of syllables, and words of other scripts.

Pairs need no analyser, find a noun under any particle and inside any compound, and do not mind Northern words. Hanja
count as their reading, and both spellings of ㄴ and ㄹ at the beginning of a syllable as one, as in search keys.
templates/reader/js/tokens.js computes the same; tests/outputs/reader/terms.tsv keeps the two together.
"""

from __future__ import annotations

import re
from collections import Counter
from operator import add

from packager.korean.hangul import CODAS, FIRST_SYLLABLE, VOWELS
from packager.korean.keystrokes import units
from packager.korean.tables import tables

MAX_WORD = 20
_N, _R, _NG = 2, 5, 11  # initials ㄴ ㄹ ㅇ
_PAIRED = "\u3041-\u30ff\u3400-\u9fff가-힣"
_WORD = re.compile(f"[^ {_PAIRED}]+")
_UNPAIRED = re.compile(f"[^{_PAIRED}]+")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")  # 2,750 is one number
_SINGLE = re.compile(f"(?<= )[{_PAIRED}](?= )")


def _folded_syllables() -> dict[int, str]:
    t = tables()
    found: dict[int, str] = {}
    for code in range(11172):
        initial, vowel = code // (VOWELS * CODAS), code // CODAS % VOWELS
        if initial not in (_N, _R):
            continue
        target = _NG if t.medials[vowel] in t.silencing else _N
        if target != initial:
            found[FIRST_SYLLABLE + code] = chr(FIRST_SYLLABLE + code + (target - initial) * VOWELS * CODAS)
    return found


FOLDED = _folded_syllables()
"""For ``str.translate``: a syllable to what North and South have in common."""


def _letters() -> dict[int, str]:
    """Everything that happens to single characters, in one table."""
    t = tables()
    syllables = FOLDED
    letters = {code: letter or "" for code, letter in t.letters.items()}
    letters.update((ord(c), reading.translate(syllables)) for c, reading in t.hanja.items())
    letters.update(syllables)
    letters[0x0A] = letters[0x09] = " "
    return letters


_LETTERS = _letters()


def plain(text: str) -> str:
    """Text as terms see it: folded letters, spaces for everything else, a space at both ends."""
    return f" {_THOUSANDS.sub('', units(text)).translate(_LETTERS)} "


def count_terms(text: str) -> Counter[str]:
    """How often each term occurs."""
    folded = plain(text)
    paired = _UNPAIRED.sub(" ", folded)
    counts = Counter(map(add, paired, paired[1:]))
    for pair in [pair for pair in counts if " " in pair]:
        counts.pop(pair)  # quicker than del, which Counter does in Python
    counts.update(_SINGLE.findall(paired))
    counts.update([word[:MAX_WORD] for word in _WORD.findall(folded)])
    return counts
