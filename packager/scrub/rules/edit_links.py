"""Edit links and the other marks that MediaWiki puts on a page for editors."""

from __future__ import annotations

from packager.scrub.element import Action, Context, Element, Rule

CLASSES = frozenset({"mw-editsection", "mw-editsection-like", "mw-jump-link", "printfooter", "mw-empty-elt-edit", "noprint-edit"})  # fmt: skip


def find(element: Element, context: Context) -> bool:
    """By class name."""
    classes = element.attributes.get("class")
    return bool(classes) and not CLASSES.isdisjoint((classes or "").split())


def clean(element: Element, context: Context) -> Action:
    """With their words: "edit" means nothing offline."""
    return Action.DROP


RULE = Rule("edit link", frozenset({"span", "div", "a"}), find, clean)
