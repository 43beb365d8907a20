"""Attributes: a list of what may stay, by element, and plain values only."""

from __future__ import annotations

from packager.allowed.elements import COMMON, ELEMENTS, FREE_TEXT, HIDES_ADDRESS, LOCAL_PAINT, NAMES, PLAIN_VALUE
from packager.finish.element import Action, Context, Element, Rule
from packager.finish.ids import place, unsuitable

# href and src were respelled by the rules before this one; style was rewritten by its own.
_JUDGED = frozenset({"href", "src", "style"})


def _kept(name: str, value: str | None, element: Element) -> str | None:
    """The attribute's value as it may stay, None if it may not."""
    allowed = ELEMENTS[element.family].get(element.tag, frozenset())
    if name not in allowed and name not in COMMON[element.family]:
        return None
    if name == "title" and element.tag == "a":
        return None  # repeats the target's title on every link
    if name in _JUDGED or not value:
        return value or ""
    if name == "id":
        return place(value)
    if name in NAMES:
        if not unsuitable(value) and "r-" not in value:
            return value
        return " ".join(part for part in value.split() if not unsuitable(part)) or None
    if name in FREE_TEXT:
        return None if "`" in value or HIDES_ADDRESS.search(value) else value  # old engines quote with a backtick
    if element.family == "svg" and "url" in value.lower():
        return value if LOCAL_PAINT.match(value) else None
    return value if PLAIN_VALUE.match(value) else None


def find(element: Element, context: Context) -> bool:
    """An attribute that may not stay as it is."""
    element.kept = {name: _kept(name, value, element) for name, value in element.attributes.items()}
    return any(element.kept[name] != (value or "") for name, value in element.attributes.items())


def clean(element: Element, context: Context) -> Action:
    """Leave out or rename what may not stay."""
    element.attributes = {name: value for name, value in (element.kept or {}).items() if value is not None}
    return Action.KEEP


RULE = Rule("attribute", None, find, clean)
