"""Outward constructs in one HTML document, seen through html.parser (BeautifulSoup): not the cleaner's parser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import Comment, Declaration, Doctype, ProcessingInstruction, Tag

FORBIDDEN_ELEMENTS = frozenset(
    """script iframe frame frameset object embed applet portal fencedframe form isindex base bgsound picture source
    track use feimage foreignobject animate set annotation-xml maction mglyph template input button
    textarea select image keygen""".split()
)
ADDRESS_ATTRIBUTES = frozenset(
    """href src srcset imagesrcset poster background longdesc dynsrc lowsrc cite manifest profile codebase classid
    archive data action formaction ping attributionsrc usemap icon altimg definitionurl itemtype itemid xml:base
    xlink:href xmlns:xlink""".split()
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_CSS = re.compile(r"url\s*\(|image-set|@import|@font-face|expression\s*\(|-moz-binding|behavior\s*:|\\|src\s*\(", re.I)
_OWN_META = frozenset({"viewport", "referrer", "format-detection"})
_OWN_EQUIV = frozenset({"content-security-policy", "x-dns-prefetch-control"})


def outward(html: str, stylesheets: frozenset[str] = frozenset()) -> Iterator[tuple[str, int, str]]:
    """(rule, line, what) for everything in a document that could reach out. ``stylesheets``: allowed link targets."""
    soup = BeautifulSoup(html, "html.parser")
    for node in soup.descendants:
        if isinstance(node, Tag):
            yield from ((rule, node.sourceline or 0, what) for rule, what in _element(node, stylesheets))
        elif isinstance(node, (Comment, Declaration, ProcessingInstruction)) and not isinstance(node, Doctype):
            yield "comment", 0, str(node)[:60]


def _element(node: Tag, stylesheets: frozenset[str]) -> Iterator[tuple[str, str]]:
    name = node.name.lower()
    if name in FORBIDDEN_ELEMENTS:
        yield "forbidden element", f"<{name}>"
    if name == "meta":
        known = str(node.get("name", "")).lower() in _OWN_META or str(node.get("http-equiv", "")).lower() in _OWN_EQUIV
        if not known and not node.has_attr("charset"):
            yield "meta", str(node)[:80]
    if name == "style" and _CSS.search(node.get_text()):
        yield "style sheet", node.get_text()[:80]
    for key, value in node.attrs.items():
        text = " ".join(value) if isinstance(value, list) else str(value)
        lower = key.lower()
        if lower.startswith("on"):
            yield "event handler", f"{key}={text[:60]}"
        elif lower == "style" and _CSS.search(text):
            yield "style attribute", text[:80]
        elif name == "link":
            if lower == "href" and text not in stylesheets:
                yield "link element", text[:80]
        elif lower in ADDRESS_ATTRIBUTES and not internal(text):
            yield "address", f"{key}={text[:80]}"


def internal(address: str) -> bool:
    """Whether an address can only mean an entry beside this one."""
    if not address or address.startswith("#"):
        return bool(address)
    if any(ord(c) < 33 for c in address) or "\\" in address or address.startswith("/"):
        return False
    return _SCHEME.match(address) is None
