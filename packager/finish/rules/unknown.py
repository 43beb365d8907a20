"""Elements that are not on the list of what may stay: their tags go, their words stay."""

from __future__ import annotations

from packager.allowed.elements import ELEMENTS
from packager.finish.element import Action, Context, Element, Rule

# Their content is no text of the page: descriptions, definitions for reuse, sources of a formula.
SILENT = {
    "svg": frozenset(
        """style metadata symbol mask pattern filter foreignobject title desc use animate set animatetransform
        animatemotion mpath script marker view cursor""".split()
    ),
    "math": frozenset("annotation annotation-xml maligngroup malignmark script style".split()),
    "html": frozenset[str](),
}
FIRST_CHILD = frozenset({"maction"})
"""Elements of which a reader sees the first child only."""


def find(element: Element, context: Context) -> bool:
    """Not on the list of its family."""
    return element.tag not in ELEMENTS[element.family]


def clean(element: Element, context: Context) -> Action:
    """Words stay unless they are none."""
    if element.family == "math" and element.tag in FIRST_CHILD:
        return Action.FIRST_CHILD
    return Action.DROP if element.tag.lower() in SILENT[element.family] else Action.UNWRAP


RULE = Rule("unknown element", None, find, clean)
