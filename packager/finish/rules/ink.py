"""Colours of authors: the class that keeps text readable on its paper, on white pages and on dark ones."""

from __future__ import annotations

from packager.finish.element import Action, Context, Element, Rule
from packager.finish.ink import CLASSES, font_colour, inked


def _wanted(element: Element) -> dict[str, str | None]:
    """The attributes with readable colours."""
    attributes = dict(element.attributes)
    font = (attributes.get("color") or "") if element.tag == "font" else ""
    declarations, css = inked(attributes.get("style") or "", attributes.get("bgcolor") or "", font)
    if declarations:
        attributes["style"] = declarations
    elif "style" in attributes:
        del attributes["style"]
    if font:
        readable = font_colour(font)
        if readable:
            attributes["color"] = readable
        else:
            del attributes["color"]
    names = [name for name in (attributes.get("class") or "").split() if name not in CLASSES]
    if css or len(names) != len((attributes.get("class") or "").split()):
        attributes["class"] = " ".join([*names, css] if css else names)
    return attributes


def find(element: Element, context: Context) -> bool:
    """An element whose colours or whose class for them are not as they should be."""
    if element.family != "html" or not element.attributes.keys() & {"style", "bgcolor", "color"}:
        return False
    return _wanted(element) != element.attributes


def clean(element: Element, context: Context) -> Action:
    """Set them."""
    element.attributes = _wanted(element)
    return Action.KEEP


RULE = Rule("ink", None, find, clean)
