"""Elements that run, embed or fetch something: gone with their content, which no reader sees as text."""

from __future__ import annotations

from packager.scrub.element import Action, Context, Element, Rule

TAGS = frozenset(
    """script iframe frame frameset object embed applet portal fencedframe template noembed noframes bgsound
    source track canvas param map area dialog slot""".split()
)


def find(element: Element, context: Context) -> bool:
    """Every one of them."""
    return True


def clean(element: Element, context: Context) -> Action:
    """With the content: fallback texts speak of browsers and downloads."""
    return Action.DROP


RULE = Rule("active content", TAGS, find, clean)
