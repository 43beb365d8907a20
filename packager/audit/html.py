"""Outward constructs in one HTML document, judged without the cleaner's parser.

A document that is written throughout in the plainest form (every tag complete, every value between double quotes and
without angle brackets) reads the same in any parser: there each distinct start tag is judged once, by BeautifulSoup on
html.parser, and remembered. Anything else goes through BeautifulSoup as a whole, and comments, unknown
declarations and foreign spellings are findings of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import CData, Comment, Declaration, Doctype, ProcessingInstruction, Tag

FORBIDDEN_ELEMENTS = frozenset(
    """script iframe frame frameset object embed applet portal fencedframe form isindex base bgsound picture source
    track use feimage foreignobject animate set annotation-xml maction mglyph template input button textarea select
    image keygen basefont noscript plaintext xmp""".split()
)
ADDRESS_ATTRIBUTES = frozenset(
    """href src srcset imagesrcset poster background longdesc dynsrc lowsrc cite manifest profile codebase classid
    archive data action formaction ping attributionsrc usemap icon altimg definitionurl itemtype itemid xml:base
    xlink:href xmlns:xlink lowsrc imagesizes""".split()
)
PEOPLE = re.compile(r"(?:^|[/:=])(?:사용자|사용자토론|특수|user|user_talk|special)(?::|%3a)", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_CSS = re.compile(
    r"url\s*\(|image-set|@import|@font-face|expression\s*\(|-moz-binding|behavior\s*:|\\|src\s*\(|//", re.I
)
_OWN_META = frozenset({"viewport", "referrer", "format-detection"})
_OWN_EQUIV = frozenset({"content-security-policy", "x-dns-prefetch-control"})
_PLAIN = re.compile(r'[^<]+|<(/?)([A-Za-z][A-Za-z0-9]*)((?: [A-Za-z][A-Za-z0-9:-]*(?:="[^"<>]*")?)*)>|<!DOCTYPE html>')
_PLAIN_LINK = re.compile(r' href="([^"&\\\x00-\x20\x7f]+)"(?: class="[^"<>]*")?\Z')
_STYLE = re.compile(r"<style[^<>]*>([^<]*)</style>")
_RAW = frozenset(
    {"style", "script", "title", "textarea", "xmp", "plaintext", "noscript", "iframe", "noembed", "noframes"}
)


class Outward(NamedTuple):
    """One finding in a document."""

    rule: str
    line: int
    what: str


class Looked(NamedTuple):
    """What a document holds: findings, and every address in it."""

    findings: list[Outward]
    links: list[str]


def look(html: str, stylesheets: frozenset[str] = frozenset()) -> Looked:
    """Judge a document or fragment. ``stylesheets``: addresses that a <link rel=stylesheet> may have."""
    quick = _look_at_plain(html, stylesheets)
    return quick if quick is not None else _look_at_any(html, stylesheets)


def outward(html: str, stylesheets: frozenset[str] = frozenset()) -> Iterator[Outward]:
    """The findings alone."""
    yield from look(html, stylesheets).findings


def _look_at_plain(html: str, stylesheets: frozenset[str]) -> Looked | None:
    """None if the document is not in the plain form throughout, or if anything in it needs a line number."""
    links: list[str] = []
    at = 0
    for match in _PLAIN.finditer(html):
        if match.start() != at:
            return None
        at = match.end()
        name = match[2]
        if name is None or match[1]:
            continue
        attributes = match[3]
        name = name.lower()
        if name in _RAW and name not in ("title", "style"):
            return None
        if name == "style":
            sheet = _STYLE.match(html, match.start())
            if sheet is None or _CSS.search(sheet[1]):
                return None
            continue
        if not attributes:
            if name in FORBIDDEN_ELEMENTS:
                return None
            continue
        if name == "a" and (link := _PLAIN_LINK.match(attributes)) and internal(link[1]):
            links.append(link[1])
            continue
        found, addresses = _tag(match[0], stylesheets)
        if found:
            return None
        links += addresses
    return Looked([], links) if at == len(html) else None


@lru_cache(maxsize=1 << 16)
def _tag(tag: str, stylesheets: frozenset[str]) -> tuple[bool, tuple[str, ...]]:
    looked = _look_at_any(tag, stylesheets)
    return bool(looked.findings), tuple(looked.links)


def _look_at_any(html: str, stylesheets: frozenset[str]) -> Looked:
    findings: list[Outward] = []
    links: list[str] = []
    for node in BeautifulSoup(html, "html.parser").descendants:
        if isinstance(node, Tag):
            findings += (Outward(rule, node.sourceline or 0, what) for rule, what in _element(node, stylesheets))
            for key in ("href", "src"):
                if node.name != "link" and isinstance(node.get(key), str):
                    links.append(str(node[key]))
        elif isinstance(node, (Comment, Declaration, ProcessingInstruction, CData)) and not isinstance(node, Doctype):
            findings.append(Outward("comment", 0, str(node)[:60]))
    return Looked(findings, links)


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
        elif lower.startswith("data-") and ("//" in text or _SCHEME.match(text)):
            yield "data attribute", f"{key}={text[:60]}"
        elif name == "link":
            if lower == "href" and text not in stylesheets:
                yield "link element", text[:80]
        elif lower in ADDRESS_ATTRIBUTES:
            if not internal(text):
                yield "address", f"{key}={text[:80]}"
            elif PEOPLE.search(text):
                yield "link to a person or special page", f"{key}={text[:80]}"


def internal(address: str) -> bool:
    """Whether an address can only mean an entry beside this one."""
    if not address or address.startswith("#"):
        return bool(address)
    if (
        any(ord(c) < 33 for c in address)
        or "\\" in address
        or address.startswith("/")
        or "//" in address.split("?")[0][:9]
    ):
        return False
    if address.startswith(
        ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "data:image/webp;base64,")
    ):
        return True
    return _SCHEME.match(address) is None
