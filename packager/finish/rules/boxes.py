"""Boxes that the editor's drop list names: notices for editors, stubs, links to sister projects, edit links."""

from __future__ import annotations

from collections.abc import Iterator

from packager.finish.element import Action, Context, Element, Rule
from packager.finish.inside import Inside


def find(element: Element, context: Context) -> bool:
    """By class or id."""
    return context.drops.reason(element.attributes) != ""


def clean(element: Element, context: Context) -> Action:
    """With its words; its name goes into the report."""
    element.dropped = (context.drops.reason(element.attributes),)
    return Action.DROP_BOX


def find_frame(element: Element, context: Context) -> bool:
    """A frame of which nothing is left: the mark of authority control is on the table inside."""
    left = gone = 0
    for child in element.inside().children():
        if isinstance(child, str):
            left += bool(child.strip())
        elif child.reason and next(child.sheets(), None) is None:
            gone += 1
        else:
            left += 1
    return gone > 0 and not left


def clean_frame(element: Element, context: Context) -> Action:
    """The report names what was in it."""
    element.dropped = tuple(child.reason for child in element.inside().children() if isinstance(child, Inside))
    return Action.DROP


_SHOWS = frozenset({"audio", "hr", "img", "input", "math", "svg", "video"})
"""What shows something without words."""


def _dropped(inside: Inside) -> Iterator[str]:
    """Why boxes in it go, wherever they stand."""
    for child in inside.children():
        if isinstance(child, Inside):
            if child.reason:
                yield child.reason
            else:
                yield from _dropped(child)


def find_emptied(element: Element, context: Context) -> bool:
    """A heading or an infobox that shows nothing once the boxes in it are gone."""
    inside = element.inside()
    for event in inside.events():
        if event.text.strip() if event.element is None else event.element.tag in _SHOWS:
            return False
    return next(_dropped(inside), None) is not None


def clean_emptied(element: Element, context: Context) -> Action:
    """The report names what was in it."""
    element.dropped = tuple(_dropped(element.inside()))
    return Action.DROP


RULE = Rule("box", None, find, clean, layout=True)
FRAME = Rule(
    "frame of boxes", frozenset({"div"}), find_frame, clean_frame, frozenset({"navbox"}), reads=True, layout=True
)
EMPTIED_BOX = Rule(
    "emptied infobox", frozenset({"table"}), find_emptied, clean_emptied, frozenset({"infobox"}), reads=True,
    layout=True,
)  # fmt: skip
EMPTIED_HEADING = Rule(
    "emptied heading", frozenset({"h2", "h3", "h4", "h5", "h6"}), find_emptied, clean_emptied, reads=True, layout=True
)
