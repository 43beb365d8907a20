"""Text as a search of the archive sees it (ICU in libzim): lower case, without marks, composed."""

from __future__ import annotations

import re
import unicodedata

_SETTLED = "\x00-\x7f가-힣\u4e00-\u9fff\u3000-\u3029"
"""Letters that neither lose nor change anything when marks are taken away; all but Hanja may take a mark."""
_OTHERS = re.compile(f"[\x00-\x7f가-힣]?[^{_SETTLED}]+")


def _without_marks(match: re.Match[str]) -> str:
    parts = unicodedata.normalize("NFD", match[0])
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.category(c).startswith("M")))


def fold(text: str) -> str:
    """Lower case without marks, as far as a search is concerned."""
    return _OTHERS.sub(_without_marks, text.lower())
