"""Character references: decoding and normalising as MediaWiki's Sanitizer does, and the spaces of French typography."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Final

_REFERENCE: Final = re.compile(r"&(?:([A-Za-z0-9\u0080-\U0010ffff]+;)|#([0-9]+);|#[xX]([0-9A-Fa-f]+);)?")

# MediaWiki's own names for the direction marks, in Hebrew and in Arabic.
_ALIASES: Final = {"רלמ;": "rlm;", "رلم;": "rlm;"}
_KEPT_AS_NAME: Final = frozenset({"lt;", "gt;", "amp;", "quot;"})
_NAMED: Final = {name: text for name, text in html5.items() if name.endswith(";")}
_REPLACEMENT: Final = "\ufffd"
_LONGEST_NUMBER: Final = 19


def valid_codepoint(point: int) -> bool:
    """Whether HTML allows a reference to this character at all."""
    return (
        0x20 <= point <= 0x7E
        or 0xA0 <= point <= 0xD7FF
        or point in (0x09, 0x0A)
        or 0xE000 <= point <= 0xFFFD
        or 0x10000 <= point <= 0x10FFFF
    )


def _number(digits: str, base: int) -> int:
    digits = digits.lstrip("0")
    return int(digits or "0", base) if len(digits) <= _LONGEST_NUMBER else -1


def _character(point: int) -> str:
    return chr(point) if valid_codepoint(point) else _REPLACEMENT


def _decode(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name is not None:
        return _NAMED.get(_ALIASES.get(name, name), match[0])
    if decimal is not None:
        return _character(_number(decimal, 10))
    if hexadecimal is not None:
        return _character(_number(hexadecimal, 16))
    return "&"


def decode_char_references(text: str) -> str:
    """Replace references by their characters; unknown names stay, bad numbers become U+FFFD."""
    return _REFERENCE.sub(_decode, text) if "&" in text else text


def _normalize(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name is not None:
        if name in _ALIASES:
            return "&" + _ALIASES[name]
        if name in _KEPT_AS_NAME:
            return "&" + name
        characters = _NAMED.get(name)
        return "&amp;" + name if characters is None else "".join(f"&#{ord(char)};" for char in characters)
    if decimal is not None:
        point = _number(decimal, 10)
        if valid_codepoint(point):
            return f"&#{point};"
    elif hexadecimal is not None:
        point = _number(hexadecimal, 16)
        if valid_codepoint(point):
            return f"&#x{point:x};"
    return "&amp;" + match[0][1:]


def normalize_char_references(text: str) -> str:
    """Write every reference in a form that XML knows too, and escape what only looks like one."""
    return _REFERENCE.sub(_normalize, text) if "&" in text else text


_SPACE_BEFORE: Final = re.compile(r" (?=[?:;!%»›](?!\w))")
_SPACE_AFTER: Final = re.compile(r"([«‹]) ")


def armor_french_spaces(text: str, space: str = "&#160;") -> str:
    """Make the space before ``? : ; ! % » ›`` and after ``« ‹`` non-breaking."""
    text = _SPACE_BEFORE.sub(lambda _: space, text)
    if "«" in text or "‹" in text:
        text = _SPACE_AFTER.sub(lambda match: match[1] + space, text)
    return text


def escape_text(text: str) -> str:
    """``htmlspecialchars`` with double quotes escaped and single ones left alone."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def escape_keeping_references(text: str) -> str:
    """Escape text for HTML, but let the references in it mean what they say."""
    return escape_text(decode_char_references(text)).replace("'", "&#039;")
