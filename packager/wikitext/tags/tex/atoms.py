"""The pieces of a formula's row: letters, named symbols, and scripts around them, as MathML."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from packager.wikitext.tags.tex.symbols import (
    BIG_OPERATORS,
    DELIMITERS,
    FUNCTIONS,
    IDENTIFIERS,
    INTEGRALS,
    LIMIT_FUNCTIONS,
    OPERATORS,
    UPRIGHT,
    in_alphabet,
)


class Atom(NamedTuple):
    """One piece of a row."""

    xml: str
    kind: str = ""
    """``limits``: scripts go below and above; ``function``: a named function; ``over``, ``under``: a brace."""


def letters(text: str, font: str) -> str:
    """An identifier; a single letter is italic unless the font says otherwise."""
    if font == "normal":
        variant = ' mathvariant="normal"' if len(text) == 1 else ""
        return f"<mi{variant}>{text}</mi>"
    if font and font != "italic":
        text = in_alphabet(text, font)
    return f"<mi>{text}</mi>"


def symbol(name: str, font: str) -> Atom | None:
    """A command without arguments, None if it is none. The order matters only where a name is in two tables."""
    if name in IDENTIFIERS:
        return Atom(letters(IDENTIFIERS[name], font))
    if name in UPRIGHT:
        return Atom(_upright(UPRIGHT[name], font))
    if name in OPERATORS:
        return Atom(f"<mo>{escape(OPERATORS[name], quote=False)}</mo>")
    if name in BIG_OPERATORS:
        return Atom(f"<mo>{BIG_OPERATORS[name]}</mo>", "limits")
    if name in INTEGRALS:
        return Atom(f"<mo>{INTEGRALS[name]}</mo>")
    if name in FUNCTIONS:
        return Atom(f"<mi>{FUNCTIONS[name]}</mi>", "function")
    if name in LIMIT_FUNCTIONS:
        return Atom(f'<mo movablelimits="true" form="prefix">{LIMIT_FUNCTIONS[name]}</mo>', "limits function")
    if name in DELIMITERS:
        return Atom(f'<mo stretchy="false">{DELIMITERS[name]}</mo>')
    return None


def _upright(text: str, font: str) -> str:
    if font in ("bold", "bold-italic"):
        text = in_alphabet(text, font)
    return f'<mi mathvariant="normal">{escape(text, quote=False)}</mi>'


def with_scripts(base: Atom, sub: str, sup: str, forced: bool) -> str:
    """An atom with its sub- and superscript; ``forced``: \\limits puts them below and above."""
    if not sub and not sup:
        return base.xml
    around = forced or base.kind in ("limits", "limits function", "over", "under")
    xml = base.xml.replace("<mo>", '<mo movablelimits="false">', 1) if forced else base.xml
    if sub and sup:
        name = "munderover" if around else "msubsup"
    elif sub:
        name = "munder" if around else "msub"
    else:
        name = "mover" if around else "msup"
    return f"<{name}>{xml}{sub}{sup}</{name}>"
