"""A formula as a line of text: a²+b²=c², (a+b)/c, √(x+1), ∑ᵢ₌₁ⁿ.

For what has no layout: search, the words under a found title, text browsers, screen readers. Brackets say what the
layout said; where Unicode has a raised or lowered character, it is used. A pure function of the MathML tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from xml.etree.ElementTree import Element

from packager.wikitext.tags.tex.symbols import (
    ACCENTS,
    BIG_OPERATORS,
    DELIMITERS,
    FUNCTIONS,
    IDENTIFIERS,
    INTEGRALS,
    LIMIT_FUNCTIONS,
    OPERATORS,
    UPRIGHT,
)
from packager.wikitext.tags.tex.tree import BARS, BIG, CLOSING, OPENING, SUMS, TRANSPARENT, gap, is_operand, row, word

RAISED: Mapping[str, str] = dict(zip(
    "0123456789+−-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθφχ∗*∘′",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᵠᵡ**°′",
    strict=True,
))  # fmt: skip
LOWERED: Mapping[str, str] = dict(zip(
    "0123456789+−-=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True
))  # fmt: skip
_COMBINING: Mapping[str, str] = {
    "^": "\u0302", "~": "\u0303", "¯": "\u0304", "‾": "\u0304", "˘": "\u0306", "˙": "\u0307", "¨": "\u0308",
    "˚": "\u030a", "ˇ": "\u030c", "´": "\u0301", "`": "\u0300", "→": "\u20d7", "⃛": "\u20db", "⃜": "\u20dc",
    "_": "\u0331",
}  # fmt: skip
_BRACES = frozenset("⏞⏟⎴⎵⏜⏝")
_ROOTS = {"3": "∛", "4": "∜"}
_SIGN_SPACE = re.compile(r" ([\u2190-\u22ff\u27f0-\u27ff]) ")
_CALLED = re.compile(r"[^\W\d_][′⁰¹²³⁴-⁹⁺⁻ⁿⁱ₀-₉ₐ-ₜᵢⱼᵃ-ᵛ]*|[a-z]*")
_DERIVED = re.compile(r"[d∂][²³ⁿ]?[^\W\d_][²³ⁿ]?")
_FLAT = re.compile(r"[^\W_]+(?:[.,][0-9]+)?[′″\u0300-\u036f\u20d0-\u20ff]*|[∞∅∂∇ℵ…⋯∗*+−±⊥∘]|", re.UNICODE)


def linear(tree: Element) -> str:
    """One line of text for a formula. Never a backslash."""
    return " ".join(_row(tree).split())


def _row(element: Element) -> str:
    """The children of an element one after the other."""
    return _line(row(element))


def _line(items: Sequence[Element]) -> str:
    out: list[str] = []
    before: Element | None = None
    if len(items) > 3:
        for place in range(len(items) - 2):
            if _is_binomial(items[place:place + 3]):
                return _line(items[:place]) + _binomial(items[place + 1]) + _line(items[place + 3:])
    elif _is_binomial(items):
        return _binomial(items[1])
    for place, item in enumerate(items):
        following = items[place + 1] if place + 1 < len(items) else None
        text = _one(item)
        core = _core(item)
        if core is not None and core.tag == "mfrac" and text:
            if following is not None and (is_operand(following) or _one(following)[:1] in ("(", "[", "^")):
                text = text if text.startswith("C(") else f"({text})"
            elif before is not None and before.tag == "mn" and text[:1].isdigit():
                text = f" {text}"
        elif item.tag == "mo" and text and not _scripted_sign(text):
            text = _signed(text, out)
        elif before is not None and _apart(before, item, text, out[-1]):
            text = f" {text}"
        out.append(text)
        before = item
    return "".join(out)


def _apart(before: Element, item: Element, text: str, written: str) -> bool:
    """Whether a space keeps an item from what is written before it: behind sums with limits and around names."""
    if _is_big(before):
        return text[:1] not in ("(", "[")
    return (_name(item) and written[-1:].isalnum()) or (
        _name(before) and text[:1].isalnum() and not written.endswith(" ")
    )


def _scripted_sign(text: str) -> bool:
    return text in OPENING or text in CLOSING or text in BARS


def _signed(text: str, out: list[str]) -> str:
    """An operator: commas and words have a space behind them, arrows on both sides."""
    if text in (",", ";"):
        return f"{text} "
    if text.isalpha() and len(text) > 1:  # lim, max
        return f" {text} " if out and out[-1][-1:].isalnum() else text
    if len(text) == 1 and ("\u2190" <= text <= "\u21ff" or "\u27f5" <= text <= "\u27ff" or text in "∈∉∋⊂⊃⊆⊇∣∧∨∀∃"):
        return f" {text} " if out else text
    return text


def _name(element: Element) -> bool:
    """A word set upright, as sin and mod are, with or without scripts."""
    if element.tag in ("msub", "msup", "msubsup", "munder", "mover", "munderover") and len(element):
        return _name(element[0])
    text = word(element)
    return element.tag in ("mi", "mo") and len(text) > 1 and text.isascii() and text.replace(" ", "").isalpha()


def _is_big(element: Element) -> bool:
    """A sum or integral that bears its limits."""
    return len(element) > 0 and element[0].tag == "mo" and word(element[0]) in BIG


def _core(element: Element) -> Element | None:
    """The only thing in rows of one."""
    while element.tag in TRANSPARENT and element.tag != "menclose":
        items = row(element)
        if len(items) != 1:
            return None
        element = items[0]
    return element


def _one(element: Element) -> str:
    draw = _DRAW.get(element.tag)
    if draw is not None:
        return draw(element)
    return _row(element) if len(element) else word(element)


def _space(element: Element) -> str:
    return " " if gap(element) > 0.1 else ""


def _text(element: Element) -> str:
    text = (element.text or "").replace("\\", "∖")
    start = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() else ""
    return f"{start}{' '.join(text.split())}{end}"


def _is_binomial(items: Sequence[Element]) -> bool:
    if len(items) != 3 or (items[0].tag, items[2].tag) != ("mo", "mo") or (items[0].text, items[2].text) != ("(", ")"):
        return False
    core = _core(items[1])
    return core is not None and core.tag == "mfrac" and core.get("linethickness") == "0"


def _binomial(element: Element) -> str:
    fraction = _core(element)
    return "" if fraction is None else f"C({_one(fraction[0])}, {_one(fraction[1])})"


def _fraction(element: Element) -> str:
    above, below = _one(element[0]), _one(element[1])
    if element.get("linethickness") == "0":
        return f"{above}; {below}"
    if any(sign in _outside(above) for sign in (*SUMS, "=", "/", "<", ">", ",", "→")) and above[:1] + above[1:2] != "−":
        plain_minus = above[:1] == "−" and not any(s in _outside(above[1:]) for s in (*SUMS, "=", "/", ","))
        above = above if plain_minus else f"({above})"
    elif " " in above:
        above = f"({above})"
    return f"{above or '( )'}/{_held(below) or '( )'}"


def _outside(text: str) -> str:
    """What stands outside brackets."""
    while (shorter := re.sub(r"\([^()]*\)|\[[^\[\]]*\]|[|][^|]*[|]", "", text)) != text:
        text = shorter
    return text


def _held(text: str) -> str:
    """Text in brackets unless it holds together by itself."""
    text = text.strip()
    if not text or _DERIVED.fullmatch(text):
        return text
    if _FLAT.fullmatch(text):
        several = text[:1].isdigit() and text[-1:].isalpha()  # 2x
        several |= len(text) > 1 and text.isascii() and text.isalpha() and not _known_word(text)  # ab is two letters
        return f"({text})" if several else text
    inner = _outside(text)
    whole = not inner or (_CALLED.fullmatch(inner) is not None and text.startswith(inner))
    return text if whole else f"({text})"


def _known_word(text: str) -> bool:
    return text in FUNCTIONS or text in LIMIT_FUNCTIONS


def _close(text: str) -> str:
    """A script without the spaces around its signs."""
    return _SIGN_SPACE.sub(r"\1", text)


def _raised(text: str) -> str:
    text = text.strip()
    if not text:
        return ""
    if all(char in RAISED for char in text):
        return "".join(RAISED[char] for char in text)
    return f"^{text}" if len(text) == 1 else f"^({_close(text)})"


def _lowered(text: str) -> str:
    text = text.strip()
    if not text:
        return ""
    if all(char in LOWERED for char in text):
        return "".join(LOWERED[char] for char in text)
    return f"_{text}" if len(text) == 1 else f"_({_close(text)})"


def _base(element: Element) -> str:
    """What scripts are put on: in brackets where they would seem to belong to its last character only."""
    text = _one(element)
    core = _core(element)
    if core is None or core.tag == "mfrac":
        held = len(text) < 2 or not _outside(text) or _name(element) or (core is None and _closes(row(element)))
        return text if held else f"({text})"
    return text


def _closes(items: Sequence[Element]) -> bool:
    return bool(items) and items[-1].tag == "mo" and word(items[-1]) in CLOSING | BARS


def _sub(element: Element) -> str:
    return _base(element[0]) + _lowered(_one(element[1]))


def _sup(element: Element) -> str:
    return _base(element[0]) + _raised(_one(element[1]))


def _sub_sup(element: Element) -> str:
    return _base(element[0]) + _lowered(_one(element[1])) + _raised(_one(element[2]))


def _arrow(element: Element) -> bool:
    return element.tag == "mo" and element.get("minsize") == "1.5em"


def _over(element: Element) -> str:
    base, mark = element[0], _one(element[1])
    if _arrow(base):
        above = mark.strip()
        return f" {word(base)}{f'[{above}]' if above else ''} "
    if element[1].tag == "mo" and mark in _BRACES:
        return f"({_one(base)})" if len(_one(base)) > 1 else _one(base)
    if element[1].tag == "mo" and mark in _COMBINING:
        return _accented(_one(base), _COMBINING[mark], mark)
    return _base(base) + _raised(mark)


def _under(element: Element) -> str:
    base, mark = element[0], _one(element[1])
    if element[1].tag == "mo" and mark in _BRACES:
        return f"({_one(base)})" if len(_one(base)) > 1 else _one(base)
    if element[1].tag == "mo" and mark == "_":
        return _one(base)
    return _base(base) + _lowered(mark)


def _accented(text: str, combining: str, mark: str) -> str:
    if len(text) == 1:
        return text + combining
    if mark in "‾¯→" and text.isalpha() and len(text) <= 3:
        return "".join(char + ("\u0305" if mark != "→" else "\u20d7") for char in text)
    return f"({text}){'¯' if mark == '‾' else mark}"


def _under_over(element: Element) -> str:
    if _arrow(element[0]):
        parts = ", ".join(part for part in (_one(element[2]).strip(), _one(element[1]).strip()) if part)
        return f" {word(element[0])}{f'[{parts}]' if parts else ''} "
    return _sub_sup(element)


def _square_root(element: Element) -> str:
    return f"√{_held(_row(element))}"


def _root(element: Element) -> str:
    index = _one(element[1]).strip()
    sign = _ROOTS.get(index) or (f"{_raised(index)}√" if all(char in RAISED for char in index) else f"({index})√")
    return f"{sign}{_held(_one(element[0]))}"


def _table(element: Element) -> str:
    between = "" if "tex-align" in element.get("class", "") else ", "
    lines = (between.join(_row(cell).strip() for cell in line).rstrip(", ") for line in element)
    return "; ".join(line for line in lines if line)


_DRAW: Mapping[str, Callable[[Element], str]] = {
    "mspace": _space, "mtext": _text, "mfrac": _fraction, "msub": _sub, "msup": _sup, "msubsup": _sub_sup,
    "mover": _over, "munder": _under, "munderover": _under_over, "msqrt": _square_root, "mroot": _root,
    "mtable": _table, "mphantom": lambda element: "",
}  # fmt: skip

_SYMBOLS: Mapping[str, str] = {
    **{name: name for name in (*FUNCTIONS, *LIMIT_FUNCTIONS)},
    **ACCENTS, **DELIMITERS, **INTEGRALS, **BIG_OPERATORS, **OPERATORS, **UPRIGHT, **IDENTIFIERS,
}  # fmt: skip


# Braces that are shown pass as characters for private use, so that those that only group can go.
_ESCAPED = {"{": "\ue000", "}": "\ue001", "%": "%", "$": "$", "&": "\ue002", "#": "#", "_": "_"}
_GROUPING = str.maketrans({
    "{": " ", "}": " ", "&": " ", "~": " ", "\\": "∖", "\ue000": "{", "\ue001": "}", "\ue002": "&",
})  # fmt: skip


def readable(tex: str) -> str:
    """TeX that we do not understand, as readable as it gets: symbols for their names, no backslash, no braces."""
    def symbol(match: re.Match[str]) -> str:
        name = match[1]
        if name in _ESCAPED:
            return _ESCAPED[name]
        if not name.isalpha():
            return " "
        return _SYMBOLS.get(name, f" {name} ").replace("\\", "∖")

    text = re.sub(r"\\([a-zA-Z]+|.|$)", symbol, tex, flags=re.DOTALL)
    return " ".join(text.translate(_GROUPING).split())
