"""``style`` attributes: MediaWiki's check of inline CSS, refused as a whole when anything in it could load or run."""

from __future__ import annotations

import re
from typing import Final

from packager.char_references import decode_char_references

_ESCAPE: Final = re.compile(r"\\(?:(\r\n|[\n\r\f])|([0-9A-Fa-f]{1,6})[ \t\r\n\f]?|(.)|)")
_ONLY_A_COMMENT: Final = re.compile(r"\s*/\*[^*\\/]*\*/\s*")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd]")
_INSECURE: Final = re.compile(
    r"expression|filter\s*:|accelerator\s*:|-o-link\s*:|-o-link-source\s*:|-o-replace\s*:"
    r"|url\s*\(|src\s*\(|image\s*\(|image-set\s*\(",
    re.IGNORECASE,
)
_ATTR: Final = re.compile(r"attr\s*\([^)]", re.IGNORECASE)
_AS_URL: Final = re.compile(r"[\s,]url", re.IGNORECASE)
# Old Internet Explorers read full-width and some other letters as ASCII, and a repetition mark after s as another s.
_LOOKALIKES: Final = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5B) if code != 0xFF3C},
    **dict(zip((0x0280, 0x0274, 0x207F, 0x029F, 0x026A, 0x207D, 0x208D), map(ord, "rnnli(("), strict=True)),
}
_REPEATED_S: Final = re.compile("s[\u3031\u309d\u30fc\u30fd\ufe7c\ufe7d\uff70]", re.IGNORECASE)
_UNUSUAL: Final = re.compile(
    r"[&\\/\x00-\x1f\x7f\ufffd(\u0280\u0274\u207f\u029f\u026a\u207d\u208d\uff01-\uff5a\u3031\u309d\u30fc\u30fd"
    r"\ufe7c\ufe7d\uff70]|expression|filter|accelerator|-o-",
    re.IGNORECASE,
)

INVALID_CONTROL_CHARACTER: Final = "/* invalid control char */"
INSECURE_INPUT: Final = "/* insecure input */"


def _unescape(match: re.Match[str]) -> str:
    newline, digits, plain = match.groups()
    if newline is not None:
        return ""
    if digits is not None:
        point = int(digits, 16)
        character = chr(point) if 0 < point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF else "\ufffd"
    else:
        character = plain or "\\"
    # A character that would end a string or start an escape keeps a clean escape.
    return f"\\{ord(character):x} " if character in "\n\"'\\" else character


def normalize_css(value: str) -> str:
    """Undo references, escapes and comments, so that a keyword can be seen."""
    value = _ESCAPE.sub(_unescape, decode_char_references(value)).translate(_LOOKALIKES)
    if not _ONLY_A_COMMENT.fullmatch(value):
        value = _COMMENT.sub(" ", value)
        start = value.find("/*")
        if start >= 0:
            value = value[:start]
        value = _REPEATED_S.sub("ss", value)
    return value


def _attribute_as_url(value: str) -> bool:
    """``attr(x url)``; looked for up to each closing bracket, as one pattern would take quadratic time."""
    for part in value.split(")"):
        start = _ATTR.search(part)
        if start is not None and _AS_URL.search(part, start.end()):
            return True
    return False


def check_css(value: str) -> str:
    """The style itself, normalised, or a comment that says why it was refused."""
    if not _UNUSUAL.search(value):
        return value
    value = normalize_css(value)
    if _CONTROL.search(value):
        return INVALID_CONTROL_CHARACTER
    if _INSECURE.search(value) or _attribute_as_url(value):
        return INSECURE_INPUT
    return value
