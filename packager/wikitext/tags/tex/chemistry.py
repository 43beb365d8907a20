"""Chemical notation (\\ce of mhchem, tags <chem> and <ce>) rewritten as TeX, to be set in upright type."""

from __future__ import annotations

import re

ARROWS = {
    "<=>>": "\\xrightleftharpoons", "<<=>": "\\xrightleftharpoons", "<=>": "\\xrightleftharpoons",
    "<-->": "\\xrightleftharpoons", "<->": "\\xleftrightarrow", "->": "\\xrightarrow", "<-": "\\xleftarrow",
}  # fmt: skip
_ARROW = re.compile(r"<=>>|<<=>|<=>|<-->|<->|->|<-")
_ARGUMENT = re.compile(r"\s*\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<group>\$[^$]*\$|\{[^{}]*\})"
    r"|(?P<command>\\[a-zA-Z]+\s*(?:\{[^{}]*\})*|\\.)"
    r"|(?P<sub>_(?:\{[^{}]*\}|[0-9]+|.))"
    r"|(?P<sup>\^(?:\{[^{}]*\}|[0-9]*[+\-]|[0-9]+|[A-Za-z]+|\s*))"
    r"|(?P<element>[A-Za-z]+)"
    r"|(?P<number>[0-9]+(?:[./][0-9]+)?)"
    r"|(?P<other>.)",
    re.DOTALL,
)


def chemical_tex(text: str) -> str:
    """``2H2 + O2 -> 2H2O`` as TeX: counts below, charges above, arrows with their texts."""
    out: list[str] = []
    position = 0
    for arrow in _ARROW.finditer(text):
        if arrow.start() < position:
            continue
        out.append(_formula(text[position:arrow.start()]))
        position = arrow.end()
        above = below = ""
        if argument := _ARGUMENT.match(text, position):
            above, position = _formula(argument[1]), argument.end()
            if argument := _ARGUMENT.match(text, position):
                below, position = _formula(argument[1]), argument.end()
        out.append(f"{ARROWS[arrow[0]]}[{below}]{{{above or ' '}}}")
    out.append(_formula(text[position:]))
    return " ".join(out)


def _formula(text: str) -> str:
    out: list[str] = []
    after_atom = False
    tokens = list(_TOKEN.finditer(text))
    for index, token in enumerate(tokens):
        kind, value = token.lastgroup, token[0]
        following = tokens[index + 1].lastgroup if index + 1 < len(tokens) else "space"
        alone = not after_atom and following == "space"
        if kind == "space":
            out.append("\\ " if out else "")
            after_atom = False
            continue
        if kind == "number" and after_atom and "/" not in value:
            out.append(f"_{{{value}}}")
        elif kind == "number":
            out.append(_coefficient(value))
            continue
        elif value == "v" and alone and out:
            out.append("\\downarrow ")
        elif value.strip() == "^":
            out.append("\\uparrow ")
        elif kind in ("sub", "sup"):
            inner = value[1:].removeprefix("{").removesuffix("}")
            if kind == "sup":
                inner = inner.replace("-", "−")
            out.append(f"{'' if after_atom else '{}'}{value[0]}{{{inner}}}")
        elif kind == "group" and value[0] == "$":
            out.append(f"\\mathnormal{{{value[1:-1]}}}")
        elif kind == "other":
            out.append(_sign(value, after_atom, following))
            after_atom = value in ")]}" or (value in "+-" and after_atom and following == "space")
            continue
        else:
            out.append(value)
        after_atom = True
    return "".join(out)


def _coefficient(value: str) -> str:
    if "/" in value:
        above, below = value.split("/")
        return f"\\tfrac{{{above}}}{{{below}}}"
    return value + "\\,"


def _sign(value: str, after_atom: bool, following: str | None) -> str:
    """A charge after an atom, else an operator or a bond."""
    if value in "+-" and after_atom and following == "space":
        return f"^{{{value.replace('-', '−')}}}"
    if value == "-" and after_atom:
        return "{-}"
    if value == "=" and after_atom:
        return "{=}"
    if value == "#":
        return "{\\equiv}"
    if value in "*.":
        return "{\\cdot}"
    return "\\" + value if value in "{}%&" else value
