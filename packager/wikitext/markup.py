"""Writing HTML: escaping and attributes, as MediaWiki's Html class does it."""

from __future__ import annotations

from collections.abc import Mapping

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#039;"}
_TABLE = str.maketrans(_ESCAPES)


def escape(text: str) -> str:
    """For text and for attribute values."""
    return text.translate(_TABLE)


def open_tag(element: str, attributes: Mapping[str, str | int | None]) -> str:
    """Opening tag; attributes with the value None are left out."""
    inner = "".join(
        f' {name}="{escape(value) if isinstance(value, str) else value}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{element}{inner}>"


def wrap(element: str, attributes: Mapping[str, str | int | None], html: str) -> str:
    """An element around finished HTML."""
    return f"{open_tag(element, attributes)}{html}</{element}>"
