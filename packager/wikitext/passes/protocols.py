"""URL schemes that make a link ($wgUrlProtocols), and the shape of addresses in wikitext."""

from __future__ import annotations

import re

from packager.wikitext.expansion.strip_markers import PREFIX

PROTOCOLS = (
    "bitcoin:", "ftp://", "ftps://", "geo:", "git://", "gopher://", "http://", "https://", "irc://", "ircs://",
    "magnet:", "mailto:", "matrix:", "mms://", "news:", "nntp://", "redis://", "sftp://", "sip:", "sips:", "sms:",
    "ssh://", "svn://", "tel:", "telnet://", "urn:", "worldwind://", "xmpp:",
)  # fmt: skip
ABSOLUTE = "(?i:" + "|".join(map(re.escape, PROTOCOLS)) + ")"
"""Pattern of the schemes; protocol-relative ``//`` is not among them."""
ANY = "(?i:" + "|".join(map(re.escape, (*PROTOCOLS, "//"))) + ")"
"""The same with ``//``, which counts in brackets only."""

SPACES = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Unicode's space separators, for character classes."""
URL_CHARACTER = rf'[^\]\[<>"\x00-\x20\x7f{SPACES}\ufffd]'
ADDRESS = rf"(?:[0-9.]+|\[(?i:[0-9a-f:.]+)\]|{URL_CHARACTER})"
"""What must follow the scheme: a host, an IPv6 address in brackets, or any one character."""

_STARTS = re.compile(ANY)
_MASK = PREFIX + "NOPARSE"
_ARMORED = re.compile(rf"\b({ABSOLUTE})")


def starts_with_protocol(text: str) -> bool:
    """Whether a link target is an address."""
    return _STARTS.match(text) is not None


def mask_urls(html: str) -> str:
    """Hides addresses in finished markup from the passes for external and free links."""
    return _ARMORED.sub(lambda match: _MASK + match[1], html) if ":" in html else html


def unmask_urls(text: str) -> str:
    """Undoes ``mask_urls``."""
    return text.replace(_MASK, "") if _MASK in text else text
