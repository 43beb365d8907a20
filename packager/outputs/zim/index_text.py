"""Text as libzim's full-text index wants it: folded like its queries, and titles with the particles readers type.

libzim folds a query (ICU: lower case, NFD, marks removed, NFC) but not the text of a custom IndexData, so both have
to be done here. Its index knows no Korean grammar: 대한민국은 finds the article only if that form stands in it.
"""

from __future__ import annotations

import re
import unicodedata

from packager.korean.hangul import CODA_RIEUL, coda

# (after a vowel, after a consonant); ㄹ takes the vowel form of 로 only.
PARTICLES: tuple[tuple[str, str], ...] = (
    ("는", "은"), ("가", "이"), ("를", "을"), ("의", "의"), ("에", "에"), ("에서", "에서"), ("에게", "에게"),
    ("로", "으로"), ("와", "과"), ("도", "도"), ("란", "이란"), ("다", "이다"), ("까지", "까지"), ("부터", "부터"),
)  # fmt: skip

# Everything outside these ranges may hold or become a combining mark; one character before it may compose with it.
_UNSETTLED = re.compile("[\u0000-\u007f가-힣]?[^\u0000-\u007f가-힣\u4e00-\u9fff\u3000-\u3029]+")
_QUALIFIER = re.compile(r"(?<=\S)\s*[(（][^()（）]*[)）]\s*$")


def _fold_run(match: re.Match[str]) -> str:
    parts = unicodedata.normalize("NFD", match[0])
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.category(c).startswith("M")))


def fold(text: str) -> str:
    """Lower case, without accents and other marks, composed."""
    return _UNSETTLED.sub(_fold_run, text.lower())


def with_particles(word: str) -> list[str]:
    """The word followed by each particle that fits its last sound; by both forms where spelling does not tell."""
    last = coda(word[-1]) if word else None
    forms: list[str] = []
    for after_vowel, after_consonant in PARTICLES:
        if last is None:
            forms += dict.fromkeys((after_vowel, after_consonant))
        elif last == 0 or (last == CODA_RIEUL and after_vowel == "로"):
            forms.append(after_vowel)
            if after_vowel == "다":
                forms.append("이다")
        else:
            forms.append(after_consonant)
    return [word + form for form in dict.fromkeys(forms)]


def keywords(title: str) -> str:
    """Search words of an article: its title, and the title without qualifier under every fitting particle."""
    bare = _QUALIFIER.sub("", title).strip()
    words = [title, *([bare] if bare != title else []), *with_particles(bare)]
    return fold(" ".join(word for word in words if word))
