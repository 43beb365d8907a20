"""Edit links and other marks for editors and programs: who changed what when, where a citation was taken from (COinS),
interactive maps."""

from __future__ import annotations

from packager.finish.element import Action, Context, Element, Rule

CLASSES = frozenset(
    """mw-editsection mw-editsection-like mw-jump-link printfooter mw-revdate mw-userlink mw-usertoollinks
    mw-anonuserlink mw-changeslist-date Z3988 mw-kartographer-map mw-kartographer-link lastmod""".split()
)


def find(element: Element, context: Context) -> bool:
    """By class name."""
    classes = element.attributes.get("class")
    return bool(classes) and not CLASSES.isdisjoint((classes or "").split())


def clean(element: Element, context: Context) -> Action:
    """With their words: "edit" means nothing offline."""
    return Action.DROP


RULE = Rule("edit link", frozenset({"span", "div", "a", "li", "ul", "p", "small", "bdi", "td"}), find, clean)
