"""Forms: nothing can be sent, so their words stay and their controls go."""

from __future__ import annotations

from packager.finish.element import Action, Context, Element, Rule

TAGS = frozenset(
    """form input button select option optgroup textarea fieldset legend label output datalist meter progress keygen
    selectedcontent""".split()
)


def find(element: Element, context: Context) -> bool:
    """Every one of them."""
    return True


def clean(element: Element, context: Context) -> Action:
    """Labels and options are words of the page; what stands in a text box is a value to be sent."""
    return Action.DROP if element.tag == "textarea" else Action.UNWRAP


RULE = Rule("form", TAGS, find, clean)
