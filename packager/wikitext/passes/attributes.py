"""Attributes of HTML tags in wikitext: decoding, checking and encoding as MediaWiki's Sanitizer does them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from packager.char_references import decode_char_references
from packager.wikitext.identifiers import escape_id_for_attribute, escape_id_reference_list
from packager.wikitext.passes.css import check_css
from packager.wikitext.passes.sanitizer_data import (
    ATTRIBUTES,
    ID_LIST_ATTRIBUTES,
    LINK_ATTRIBUTES,
    URI_ATTRIBUTES,
    URL_PROTOCOLS,
)

_ATTRIBUTE: Final = re.compile(
    r"""([^\t\n\f\r />][^\t\n\f\r />=]*)"""
    r"""([\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)(?:"|\Z)|'([^']*)(?:'|\Z)|([^\t\n\f\r >]*)))?"""
)
_NAME: Final = re.compile(r"[:\w][:\w.\-]*")
_XMLNS: Final = re.compile(r"xmlns:[:A-Z_a-z\-.0-9]+")
_DATA: Final = re.compile(r"data-[^:=_]*")
_RESERVED_DATA: Final = re.compile(r"data-(?:ooui|mw|parsoid)")
_SCRIPT_URI: Final = re.compile(r"(?:^|\s|\*/\s*)(?:javascript|vbscript)(?:[^\w]|$)", re.IGNORECASE)
_PROTOCOLS: Final = "|".join(re.escape(protocol) for protocol in URL_PROTOCOLS)
_LINK: Final = re.compile(rf"(?:{_PROTOCOLS})\S+")
_PROTOCOL: Final = re.compile(_PROTOCOLS, re.IGNORECASE)
_WHITESPACE: Final = re.compile(r"[\t\r\n ]+")
_TRIMMED: Final = " \t\n\r\0\x0b"
_ASCII_LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}

_ENCODED: Final = str.maketrans({
    "&": "&amp;", '"': "&quot;", "'": "&#039;", "<": "&lt;", ">": "&gt;",
    "\n": "&#10;", "\r": "&#13;", "\t": "&#9;",
})  # fmt: skip
# What a later pass would take for markup: links, templates, table cells.
_MARKUP: Final = str.maketrans({"{": "&#123;", "}": "&#125;", "[": "&#91;", "]": "&#93;", "|": "&#124;"})
_WORDS: Final = (("ISBN", "&#73;SBN"), ("RFC", "&#82;FC"), ("PMID", "&#80;MID"), ("__", "&#95;_"))
_NEEDS_CARE: Final = re.compile(r"[^\w #;,.%()\-+*=!?@$^~°]|__|^_|ISBN|RFC|PMID")


def ascii_lower(text: str) -> str:
    """Lower case for ASCII letters only, as HTML and PHP do it."""
    return text.lower() if text.isascii() else text.translate(_ASCII_LOWER)


def decode_tag_attributes(text: str) -> dict[str, str]:
    """Names and decoded values of the text between a tag's name and its end; the last of equal names wins."""
    attributes: dict[str, str] = {}
    if not text or text.isspace():
        return attributes
    for name, _, double, single, bare in _ATTRIBUTE.findall(text):
        lowered = ascii_lower(name)
        if not _NAME.fullmatch(lowered):
            continue
        value = double or single or bare
        if value:
            value = decode_char_references(_WHITESPACE.sub(" ", value).strip(_TRIMMED))
        attributes[lowered] = value
    return attributes


def validate_attributes(
    attributes: Mapping[str, str], allowed: frozenset[str], fragment_mode: str = "html5"
) -> dict[str, str]:
    """Only the attributes that may stay, with values made safe."""
    kept: dict[str, str] = {}
    for name, original in attributes.items():
        value = original
        if name not in allowed:
            if name.startswith("xmlns:") and _XMLNS.fullmatch(name):
                if not _SCRIPT_URI.search(value):
                    kept[name] = value
                continue
            if not _DATA.fullmatch(name) or _RESERVED_DATA.match(name):
                continue
        elif name == "style":
            value = check_css(value)
        elif name == "id":
            value = escape_id_for_attribute(value, fragment_mode)
        elif name in ID_LIST_ATTRIBUTES:
            value = escape_id_reference_list(value, fragment_mode)
        elif name in URI_ATTRIBUTES:
            if _SCRIPT_URI.search(value):
                continue
        elif (name in LINK_ATTRIBUTES and not _LINK.fullmatch(value)) or (name == "tabindex" and value != "0"):
            continue
        kept[name] = value
    if "itemscope" not in kept:
        for name in ("itemtype", "itemid", "itemref"):
            kept.pop(name, None)
    return kept


def validate_tag_attributes(
    attributes: Mapping[str, str], element: str, fragment_mode: str = "html5"
) -> dict[str, str]:
    """``validate_attributes`` with the list of one element."""
    return validate_attributes(attributes, ATTRIBUTES.get(element, frozenset()), fragment_mode)


def encode_attribute(value: str) -> str:
    """A value between double quotes, white space kept."""
    return value.translate(_ENCODED)


def safe_encode_attribute(value: str) -> str:
    """A value that later passes cannot mistake for wikitext."""
    if not _NEEDS_CARE.search(value):
        return value
    value = value.translate(_ENCODED).translate(_MARKUP)
    for word, armoured in _WORDS:
        value = value.replace(word, armoured)
    if value.startswith("_"):
        value = "&#95;" + value[1:]
    if ":" in value:
        value = _PROTOCOL.sub(lambda match: match[0].replace(":", "&#58;"), value)
    return value


def safe_encode_attributes(attributes: Mapping[str, str]) -> str:
    """`` name="value"`` for each, or nothing."""
    return "".join([
        f' {name.translate(_ENCODED)}="{safe_encode_attribute(value)}"' for name, value in attributes.items()
    ])


def fix_tag_attributes(text: str, element: str, fragment_mode: str = "html5") -> str:
    """The whole way from the text in a tag to the attributes that are printed."""
    if not text or text.isspace():
        return ""
    return safe_encode_attributes(validate_tag_attributes(decode_tag_attributes(text), element, fragment_mode))
