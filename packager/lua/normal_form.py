"""Unicode normalisation in linear time: Python sorts a long run of combining marks in quadratic time."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
_PIECE = 400
# Characters that are surely not combining marks end a run: ASCII, Latin, Greek, kana, Hanja, Hangul.
_LONG_RUN = re.compile(f"[^\0-\u02ff\u0370-\u0482\u3130-\u9fff\uac00-\ud7a3]{{{_PIECE},}}")


def normalize(form: Form, text: str) -> str:
    """``unicodedata.normalize``, but no more than some hundred marks are put in order at a time."""
    if text.isascii() or (len(text) <= _PIECE and unicodedata.is_normalized(form, text)):
        return text
    if len(text) <= _PIECE or not _LONG_RUN.search(text):
        return unicodedata.normalize(form, text)
    pieces = []
    done = 0
    for run in _LONG_RUN.finditer(text):
        pieces.append(unicodedata.normalize(form, text[done : run.start()]))
        part = run.group()
        pieces += [unicodedata.normalize(form, part[i : i + _PIECE]) for i in range(0, len(part), _PIECE)]
        done = run.end()
    return "".join(pieces) + unicodedata.normalize(form, text[done:])
