"""Links: kept only when they lead to an entry that is written, in our own spelling; else their words stay.

This one look-up takes away outward links, links to people and special pages, interwiki links, red links and every
trick of spelling alike: nothing of the given address is passed on.
"""

from __future__ import annotations

from urllib.parse import unquote

from packager.addresses import quote_path
from packager.finish.element import Action, Context, Element, Rule
from packager.finish.ids import place, unsuitable


def _entry(element: Element, context: Context) -> str | None:
    """Our spelling of where the link leads."""
    address = element.attributes.get("href")
    if not address or element.family != "html":  # links inside pictures and formulas: never
        return None
    found = context.world.link(address)
    if found is None or "#" not in found:
        return found
    entry, _, fragment = found.partition("#")
    name = unquote(fragment)
    return f"{entry}#{quote_path(place(name))}" if unsuitable(name) else found


def find(element: Element, context: Context) -> bool:
    """A link whose address is not the spelling that the world gives for it."""
    element.entry = _entry(element, context)
    return element.entry is None or element.entry != element.attributes["href"]


def clean(element: Element, context: Context) -> Action:
    """Respell or unwrap."""
    if element.entry is None:
        return Action.UNWRAP
    element.attributes["href"] = element.entry
    return Action.KEEP


RULE = Rule("link out of the archive", frozenset({"a"}), find, clean, asks=True)
