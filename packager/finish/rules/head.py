"""Elements of a document head: they set addresses, refresh, prefetch or describe whoever made the page."""

from __future__ import annotations

from packager.finish.element import Action, Context, Element, Rule

TAGS = frozenset({"base", "link", "meta", "title", "head", "basefont"})


def find(element: Element, context: Context) -> bool:
    """Every one of them."""
    return True


def clean(element: Element, context: Context) -> Action:
    """The outputs write their own head."""
    return Action.DROP


RULE = Rule("document head", TAGS, find, clean)
