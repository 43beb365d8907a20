"""Elements that run, embed or fetch something: gone, with their content where no reader sees it as text."""

from __future__ import annotations

from packager.finish.element import Action, Context, Element, Rule

TAGS = frozenset(
    """script iframe frame frameset object embed applet portal fencedframe template noembed noframes bgsound
    source track canvas param map area dialog slot""".split()
)
WRAPPERS = frozenset({"object", "applet", "portal", "fencedframe", "map", "slot"})
"""Their content is shown where they are not understood or find nothing."""


def find(element: Element, context: Context) -> bool:
    """Every one of them."""
    return True


def clean(element: Element, context: Context) -> Action:
    """With the content, unless that is shown."""
    shown = element.tag in WRAPPERS or (element.tag == "dialog" and "open" in element.attributes)
    return Action.UNWRAP if shown and element.family == "html" else Action.DROP


RULE = Rule("active content", TAGS, find, clean)
