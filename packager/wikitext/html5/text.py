"""Text as MediaWiki's serialiser writes it: references untouched, the spaces of French typography made firm."""

from __future__ import annotations

from packager.char_references import armor_french_spaces


def escape_markup(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("\u00a0", "&#160;")


def print_text(text: str) -> str:
    """One piece of text between two tags."""
    return armor_french_spaces(escape_markup(text))
