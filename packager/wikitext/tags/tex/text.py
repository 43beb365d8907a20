"""Words inside a formula (\\text, \\mbox ...), with formulas between dollar signs inside the words."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from packager.wikitext.tags.tex.symbols import OPERATORS, UPRIGHT, in_alphabet


def words(text: str, font: str, formula: Callable[[str], str]) -> str:
    """MathML of a text; ``formula`` converts the formulas in it."""
    out: list[str] = []
    for index, part in enumerate(re.split(r"(?<!\\)\$", text)):
        if index % 2:
            out.append(formula(part))
        elif part:
            plain = re.sub(r"\\([a-zA-Z]+ ?|.)", _character, part).replace("~", "\u00a0")
            plain = plain.replace("{", "").replace("}", "")
            if font and font != "italic":
                plain = in_alphabet(plain, font)
            plain = re.sub(r"^\s+|\s+$", "\u00a0", plain)
            out.append(f"<mtext>{escape(plain, quote=False)}</mtext>")
    return out[0] if len(out) == 1 else f"<mrow>{''.join(out)}</mrow>"


def _character(match: re.Match[str]) -> str:
    name = match[1].strip()
    if not name.isalpha():
        return match[1].replace("\\", " ")  # a line break, and words have none
    return UPRIGHT.get(name, OPERATORS.get(name, "\u00a0" if name == "quad" else ""))
