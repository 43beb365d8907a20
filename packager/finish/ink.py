"""Ink by paper: what an author coloured stays readable, on white pages and on dark ones.

A wiki's authors colour for white pages. Where they give text a background of its own, the ink is chosen for that
background, whatever the page around is; where they colour the letters alone, a dark page takes its own ink. Classes
say which (``ink-dark``, ``ink-black``, ``ink-white``, ``ink-own``); ``templates/page.css`` has their colours.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from packager.finish.colours import NAMED, Colour, colour, contrast, darkened, first_colour

ENOUGH = 4.5
"""Contrast that WCAG 2 asks of text (level AA)."""
_WHITE, _BLACK = Colour(255, 255, 255), Colour(0, 0, 0)
_TONED = Colour(0xEA, 0xEC, 0xF0)
"""The darkest paper of a white page: heads of tables."""
_LINK, _SEEN = Colour(0x06, 0x45, 0xAD), Colour(0x0B, 0x00, 0x80)
_TEXT = Colour(0x20, 0x21, 0x22)
_VEIL = 0.5
"""Backgrounds fainter than this leave the page's own paper to the eye."""
_LIGHT = (
    "--paper:#fff;--soft:#f8f9fa;--head:#eaecf0;--line:#c8ccd1;--rule:#a2a9b1;--faint:{0};--bad:#b32424;--mark:#fff3bf"
)
INKS: Mapping[str, str] = {
    "ink-dark": "color:#202122;--ink:#202122;--own:initial;--link:#0645ad;--seen:#0b0080;" + _LIGHT.format("#4a4f54"),
    "ink-black": "color:#000;--ink:#000;--own:#000;--link:#000;--seen:#000;" + _LIGHT.format("#000"),
    "ink-white": "color:#fff;--ink:#fff;--own:#fff;--link:#fff;--seen:#fff;--paper:#14181c;--soft:#1f252a;"
    "--head:#2b333a;--line:#3a434b;--rule:#56616b;--faint:#fff;--bad:#fff;--mark:#3d3a1c",
}
"""Class to its declarations; a style sheet of a template gets the declarations themselves."""
OWN = "ink-own"
"""Class of an element whose letters alone are coloured."""
CLASSES = frozenset({*INKS, OWN})


class Inked(NamedTuple):
    """Declarations as they may stay, and the class that goes with them (empty: none)."""

    declarations: str
    css: str


def _split(declarations: str) -> list[tuple[str, str]]:
    pairs = (declaration.partition(":") for declaration in declarations.split(";"))
    return [(name, value) for name, _, value in pairs]


def _bare(value: str) -> str:
    return value.lower().replace("!important", "").strip()


def paper_of(pairs: list[tuple[str, str]], bgcolor: str = "") -> Colour | None:
    """The opaque background that declarations or a ``bgcolor`` give; None if what lies behind stays to be seen."""
    paper = colour(bgcolor) or colour("#" + bgcolor.strip()) if bgcolor else None
    for name, value in pairs:
        if name == "background-color":
            paper = colour(_bare(value))
        elif name in ("background", "background-image"):
            found = first_colour(_bare(value))
            paper = found if found is not None or name == "background" else paper
    return None if paper is None or paper.alpha < _VEIL else paper


def ink_for(paper: Colour) -> str:
    """The class whose ink and links can be read on this paper."""
    if min(contrast(ink, paper) for ink in (_TEXT, _LINK, _SEEN)) >= ENOUGH:
        return "ink-dark"
    return "ink-black" if contrast(_BLACK, paper) >= contrast(_WHITE, paper) else "ink-white"


def inked(declarations: str, bgcolor: str = "", font: str = "") -> Inked:
    """Clean declarations of an element with the class for its ink. ``font``: the colour of a <font> element."""
    pairs = _split(declarations) if declarations else []
    paper = paper_of(pairs, bgcolor)
    own = [value for name, value in pairs if name == "color"]
    if paper is None:
        if not own and not font:
            return Inked(declarations, "")
        kept = [(name, value) for name, value in pairs if name != "color"]
        ink = colour(_bare(own[-1])) if own else None
        if ink is not None and (readable := _on_white(ink)):
            kept.append(("color", readable if readable != ink.hexadecimal() else own[-1]))
        return Inked(_joined(kept), OWN if ink is not None or font else "")
    opaque = paper.over(_WHITE)
    css = ink_for(opaque)
    kept = [(name, _opaque(name, value)) for name, value in pairs if name != "color"]
    ink = colour(_bare(own[-1])) if own else None
    if ink is not None and ink.alpha == 1 and contrast(ink, opaque) >= ENOUGH:
        kept.append(("color", own[-1]))
    return Inked(_joined(kept), css)


def _on_white(ink: Colour) -> str:
    """A colour of letters as it can be read on a white page; empty for one that was meant for another paper."""
    seen = ink.over(_WHITE)
    if contrast(seen, _TONED) >= ENOUGH:
        return ink.hexadecimal() if ink.alpha == 1 else seen.hexadecimal()
    if contrast(seen, _WHITE) < 1.6:
        return ""
    return darkened(seen, _TONED, ENOUGH).hexadecimal()


def _opaque(name: str, value: str) -> str:
    """A background that shines through, as it is seen on a white page: the ink is chosen for that."""
    found = colour(_bare(value)) if name in ("background", "background-color") else None
    return found.over(_WHITE).hexadecimal() if found is not None and _VEIL <= found.alpha < 1 else value


def _joined(pairs: list[tuple[str, str]]) -> str:
    return ";".join(f"{name}:{value}" for name, value in pairs)


def inked_rule(declarations: str) -> str:
    """Clean declarations of a rule in a template's style sheet, with the ink written out."""
    if "--own" in declarations:
        return declarations  # has been here
    kept, css = inked(declarations)
    if css in INKS:
        pairs = _split(kept)
        ink = next((value for name, value in pairs if name == "color"), None)
        return f"{INKS[css]};{kept}" if ink is None else f"{INKS[css]};--own:{_bare(ink)};{kept}"
    ink = next((value for name, value in _split(kept) if name == "color"), None) if css == OWN else None
    return kept if ink is None else f"{kept};color:var(--own,{ink.replace('!important', '').strip()})"


def font_colour(value: str) -> str:
    """The colour of a <font> as it can be read on a white page; empty if it has to go."""
    ink = colour(value) or (colour("#" + value.strip()) if value.strip().lower() not in NAMED else None)
    return "" if ink is None else _on_white(ink)
