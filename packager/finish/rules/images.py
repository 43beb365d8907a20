"""Pictures and sounds: kept only when the file is an entry that is written."""

from __future__ import annotations

import re

from packager.allowed.elements import HIDES_ADDRESS
from packager.finish.element import Action, Context, Element, Rule
from packager.media.embedded import embedded

WRITTEN = frozenset({"img", "audio", "video"})
FILE_NAME = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|tiff?|djvu|pdf|og[gva]|webm|mp[34]|xcf)\s*\Z", re.I)
"""How the name of a media file ends."""


def description(element: Element) -> str:
    """What the picture's author says it shows, flags and marks too; empty where it is only the file's name."""
    alt = (element.attributes.get("alt") or "").strip()
    return "" if FILE_NAME.search(alt) or HIDES_ADDRESS.search(alt) else alt


def _entry(element: Element, context: Context) -> str | None:
    """Our spelling of what the element shows."""
    address = element.attributes.get("src")
    if not address or element.family != "html" or element.tag not in WRITTEN:
        return None
    if element.tag == "img" and address[:5].lower() == "data:":
        return embedded(address)
    found = context.world.image(address)
    return found.partition("#")[0] if found else None


def find(element: Element, context: Context) -> bool:
    """A picture that is not on the drive, or written in some other spelling."""
    element.entry = _entry(element, context)
    return element.entry is None or element.entry != element.attributes["src"]


def clean(element: Element, context: Context) -> Action:
    """Respell, or leave the description in its place; a caption is a text of its own and stays anyway."""
    if element.entry is None:
        element.replacement = description(element)
        return Action.REPLACE
    element.attributes["src"] = element.entry
    return Action.KEEP


_TAGS = frozenset({"img", "image", "feImage", "mglyph", "audio", "video"})
RULE = Rule("picture or sound", _TAGS, find, clean, asks=True)
