"""The table of contents becomes an open fold: its checkbox is a form element, which pages here do not have."""

from __future__ import annotations

from packager.finish.element import Action, Context, Element, Rule
from packager.finish.inside import Inside
from packager.templating import words

_TITLE = "toctitle"


def _title(inside: Inside) -> Inside | None:
    """The element with the word that stands above the contents."""
    first = next((child for child in inside.children() if isinstance(child, Inside) and child.tag != "input"), None)
    return first if first is not None and _TITLE in first.classes else None


def find(element: Element, context: Context) -> bool:
    """As MediaWiki writes it: a box called toc that begins with its title."""
    return element.attributes.get("id") == "toc" and _title(element.inside()) is not None


def clean(element: Element, context: Context) -> Action:
    """The title becomes the summary, in the word that the reader has for contents."""
    inside = element.inside()
    element.summary = words("contents")
    inside.remove("toctogglecheckbox")
    inside.remove(_TITLE)
    element.tag = "details"
    element.attributes = {"id": "toc", "class": "toc", "role": "navigation", "open": ""}
    return Action.KEEP


RULE = Rule("contents", frozenset({"div"}), find, clean, frozenset({"toc"}), reads=True, layout=True)
