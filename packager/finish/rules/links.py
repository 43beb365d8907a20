"""Links: kept only when they lead to an entry that is written, in our own spelling; else their words stay.

This one look-up takes away outward links, links to people and special pages, interwiki links, red links and every
trick of spelling alike: nothing of the given address is passed on.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from packager.addresses import quote_path
from packager.finish.element import Action, Context, Element, Rule, World
from packager.finish.ids import place, unsuitable


def entry(attributes: Mapping[str, str | None], family: str, world: World) -> str | None:
    """Our spelling of where the link leads; None if it leads nowhere."""
    address = attributes.get("href")
    if not address or family != "html":  # links inside pictures and formulas: never
        return None
    found = world.link(address)
    if found is None or "#" not in found:
        return found
    path, _, fragment = found.partition("#")
    name = unquote(fragment)
    return f"{path}#{quote_path(place(name))}" if unsuitable(name) else found


def find(element: Element, context: Context) -> bool:
    """A link whose address is not the spelling that the world gives for it."""
    return element.entry is None or element.entry != element.attributes["href"]


def clean(element: Element, context: Context) -> Action:
    """Respell or unwrap."""
    if element.entry is None:
        return Action.UNWRAP
    element.attributes["href"] = element.entry
    return Action.KEEP


RULE = Rule("link out of the archive", frozenset({"a"}), find, clean, asks=True, answer=entry)
