"""Attributes: a list of what may stay, by element, and plain values only."""

from __future__ import annotations

from packager.scrub.allowed import (
    COMMON,
    ELEMENTS,
    FREE_TEXT,
    HIDES_ADDRESS,
    NAME,
    NAMES,
    PLAIN_VALUE,
    RESERVED,
)
from packager.scrub.element import Action, Context, Element, Rule

# href and src were respelled by the rules before this one; style was rewritten by its own.
_JUDGED = frozenset({"href", "src", "style"})


def _stays(name: str, value: str | None, element: Element) -> bool:
    allowed = ELEMENTS[element.family].get(element.tag, frozenset())
    if name not in allowed and name not in COMMON[element.family]:
        return False
    if name == "title" and element.tag == "a":
        return False  # repeats the target's title on every link
    if name in _JUDGED or value is None:
        return True
    if name in NAMES:
        return NAME.match(value) is not None
    if name in FREE_TEXT:
        return not HIDES_ADDRESS.search(value)
    return PLAIN_VALUE.match(value) is not None


def find(element: Element, context: Context) -> bool:
    """An attribute that may not stay, or an id that belongs to the reader's shell."""
    attributes = element.attributes
    return any(not _stays(n, v, element) for n, v in attributes.items()) or bool(
        RESERVED.match(attributes.get("id") or "")
    )


def clean(element: Element, context: Context) -> Action:
    """Leave out what may not stay."""
    element.attributes = {n: v for n, v in element.attributes.items() if _stays(n, v, element)}
    if RESERVED.match(element.attributes.get("id") or ""):
        del element.attributes["id"]
    return Action.KEEP


RULE = Rule("attribute", None, find, clean)
