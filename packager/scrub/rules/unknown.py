"""Elements that are not on the list of what may stay: their tags go, their words stay."""

from __future__ import annotations

from packager.scrub.allowed import ELEMENTS
from packager.scrub.element import Action, Context, Element, Rule

# Their content is no text of the page: descriptions, definitions for reuse, sources of a formula.
SILENT = {
    "svg": frozenset(
        {
            "style",
            "defs",
            "metadata",
            "symbol",
            "clippath",
            "mask",
            "pattern",
            "filter",
            "foreignobject",
            "title",
            "desc",
            "use",
            "animate",
            "set",
            "animatetransform",
            "animatemotion",
            "mpath",
            "script",
            "lineargradient",
            "radialgradient",
            "marker",
            "view",
            "cursor",
        }
    ),  # fmt: skip
    "math": frozenset(
        {"annotation", "annotation-xml", "mglyph", "maction", "maligngroup", "malignmark", "script", "style"}
    ),  # fmt: skip
    "html": frozenset({"rp-unknown"}),
}


def find(element: Element, context: Context) -> bool:
    """Not on the list of its family."""
    return element.tag not in ELEMENTS[element.family]


def clean(element: Element, context: Context) -> Action:
    """Words stay unless they are none."""
    return Action.DROP if element.tag.lower() in SILENT[element.family] else Action.UNWRAP


RULE = Rule("unknown element", None, find, clean)
