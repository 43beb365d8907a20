"""Links: kept only when they lead to an entry that is written, in our own spelling; else their words stay.

This one look-up takes away outward links, links to people and special pages, interwiki links, red links and every
trick of spelling alike: nothing of the given address is passed on.
"""

from __future__ import annotations

from packager.scrub.element import Action, Context, Element, Rule


def find(element: Element, context: Context) -> bool:
    """A link whose address is not the spelling that the world gives for it."""
    address = element.attributes.get("href")
    if element.family != "html":
        return True  # links inside pictures and formulas: never
    return address is None or context.world.link(address) != address


def clean(element: Element, context: Context) -> Action:
    """Respell or unwrap."""
    address = element.attributes.get("href")
    found = context.world.link(address) if address and element.family == "html" else None
    if found is None:
        return Action.UNWRAP
    element.attributes["href"] = found
    return Action.KEEP


RULE = Rule("link out of the archive", frozenset({"a"}), find, clean)
