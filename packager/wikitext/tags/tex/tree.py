"""The tree of a formula: presentation MathML as elements, and what a reader of it asks about one of them."""

from __future__ import annotations

import re
import unicodedata
from xml.etree.ElementTree import Element, ParseError, fromstring

from packager.wikitext.tags.tex.scanner import TexError

NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TRANSPARENT = frozenset({"math", "mrow", "mstyle", "mpadded", "semantics", "menclose"})
"""Elements that only hold others in a row."""
OPENING = frozenset("([{⟨⌊⌈⌜⌞⟮⎰")
CLOSING = frozenset(")]}⟩⌋⌉⌝⌟⟯⎱")
BARS = frozenset("|‖∣∥")
BIG = frozenset("∑∏∐⋂⋃⨆⨄⨁⨂⨀⋁⋀∫∬∭⨌∮∯∰")
SUMS = frozenset("+−±∓-")


def read(mathml: str) -> Element:
    """The tree of a ``<math>`` element. Raises TexError if it is not well formed."""
    try:
        return fromstring(_CONTROL.sub("", mathml.replace(NAMESPACE, "", 1)))
    except ParseError as error:
        raise TexError(f"no tree: {error}") from error


def row(element: Element) -> list[Element]:
    """Its children, with rows in rows that stand for themselves opened."""
    found: list[Element] = []
    for child in element:
        if child.tag in ("mrow", "mpadded") and not child.attrib:
            found += row(child)
        else:
            found.append(child)
    return found


def word(element: Element) -> str:
    """The characters of a leaf in plain letters: no mathematical alphabet, no backslash."""
    text = element.text or ""
    if any("\U0001d400" <= char <= "\U0001d7ff" for char in text):
        text = "".join(unicodedata.normalize("NFKC", c) if "\U0001d400" <= c <= "\U0001d7ff" else c for c in text)
    return text.replace("\\", "∖")


def is_operand(element: Element) -> bool:
    """Whether it is something that one multiplies, not a sign or a space between such things."""
    if element.tag == "mo":
        return word(element) in OPENING
    return element.tag not in ("mspace", "mphantom")


def gap(element: Element) -> float:
    """Width of a space in em; 0 if it is in no unit we know."""
    match = re.fullmatch(r"(-?[0-9.]+)(em|ex|mu|pt|px|cm|mm|in)", element.get("width", ""))
    if match is None:
        return 0
    units = {"em": 1.0, "ex": 0.45, "mu": 1 / 18, "pt": 0.1, "px": 0.0625, "cm": 2.4, "mm": 0.24, "in": 6.0}
    try:
        return float(match[1]) * units[match[2]]
    except ValueError:
        return 0


_RELATIONS = re.compile("[=<>≔≕∝∈-∍∣-∦∴-⊋⊢⊣⊨-⊭⋈⌢⌣←-⇿⟰-⟿⩵-⪿]")
_BINARY = re.compile("[+−±∓×÷∗⋆∙∖∧-∪⊍⊎⊓-⊡⊻-⊽⋄⋆-⋌⋎⋏-]")


def is_relation(sign: str) -> bool:
    """Whether an operator stands between two sides: =, <, →, ∈ ...; not + or ×."""
    return _RELATIONS.fullmatch(sign) is not None and sign != "∶"


def is_binary(sign: str) -> bool:
    """Whether an operator joins two operands: +, ×, ∩ ..."""
    return _BINARY.fullmatch(sign) is not None
