"""Pictures: kept only when the picture is an entry that is written."""

from __future__ import annotations

from packager.scrub.element import Action, Context, Element, Rule


def find(element: Element, context: Context) -> bool:
    """A picture that is not on the drive, or written in some other spelling."""
    address = element.attributes.get("src")
    return element.family != "html" or element.tag == "image" or not address or context.world.image(address) != address


def clean(element: Element, context: Context) -> Action:
    """Respell or drop; a caption is a text of its own and stays."""
    address = element.attributes.get("src")
    found = context.world.image(address) if address and element.family == "html" and element.tag == "img" else None
    if found is None:
        return Action.DROP
    element.attributes["src"] = found
    return Action.KEEP


RULE = Rule("picture", frozenset({"img", "image", "feimage"}), find, clean)
