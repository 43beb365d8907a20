"""HTML elements as text, for tags that write HTML themselves (MediaWiki: Html::rawElement)."""

from __future__ import annotations

from collections.abc import Mapping

from packager.wikitext.attributes import encode_attribute

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def attribute_text(attributes: Mapping[str, str]) -> str:
    """`` name="value"`` for each."""
    return "".join(f' {name}="{encode_attribute(value)}"' for name, value in attributes.items())


def element(name: str, attributes: Mapping[str, str], html: str) -> str:
    """An element around finished HTML."""
    return f"<{name}{attribute_text(attributes)}>{html}</{name}>"


def escape(text: str) -> str:
    """Plain text as HTML text."""
    return text.translate(_TEXT)
