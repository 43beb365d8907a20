"""How text and attribute values are written: one spelling, whatever the source had."""

from __future__ import annotations

import re

# Characters that a parser may not see or that change the direction of what follows them stay out of attributes;
# in text only those go that HTML itself forbids.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
# zimcheck and its like search for addresses without parsing: in text, the sign that they look for is spelled out.
_LOOKS_LIKE_MARKUP = re.compile(r"(?<=href)(\s*)=|(?<=src)(\s*)=", re.I)


def printable(text: str) -> str:
    """The text without the characters that are never written."""
    return text if text.isprintable() else _FORBIDDEN.sub("", text)


def escape_text(text: str) -> str:
    """Text as HTML character data; a no-break space is spelled out, so that an editor's eye can see it."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&#160;")
    if not text.isprintable():  # as in ``printable``, without the call: this is for every word of a wiki
        text = _FORBIDDEN.sub("", text)
    return _LOOKS_LIKE_MARKUP.sub(r"\1\2&#61;", text) if "=" in text else text


def escape_attribute(value: str) -> str:
    """A double-quoted attribute value."""
    return escape_text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
