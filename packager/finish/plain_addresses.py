"""Addresses in running text: never links, and by the editor's choice kept, shortened to the host, or dropped."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,20}:)?//(?P<host>[^\s/?#<>\"'「」『』()\[\]{}|\\^`]+)[^\s<>\"「」『』]*", re.I
)
_TRAILING = ".,;:!?)]}'’”»>"


def rewrite(text: str, policy: str) -> str:
    """The text under a policy: ``keep``, ``host`` or ``drop``."""
    if policy == "keep" or "//" not in text:
        return text

    def shorter(match: re.Match[str]) -> str:
        whole = match[0]
        rest = whole[len(whole.rstrip(_TRAILING)) :]
        host = match["host"].rpartition("@")[2].rstrip(_TRAILING)
        return (host if policy == "host" else "") + (rest if rest != whole else "")

    return _ADDRESS.sub(shorter, text)
