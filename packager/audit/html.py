"""What an HTML document that is not in our spelling would do: reasons for whoever reads the findings.

Whether a document passes is decided by its spelling alone (``body``, ``frames``). What fails there is read once more
here, by BeautifulSoup on html.parser and on lxml, to say what the matter is: an archive of another maker, a tampered
page. Two parsers disagree about odd markup; what either of them sees is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, MutableMapping
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bs4.element import Tag

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
_NEVER = ADDRESS_ATTRIBUTES - {"href", "src", "xlink:href", "usemap"}
PEOPLE = re.compile(r"^(?:\.{1,2}/)*(?:[A-Z]/)?(?:사용자|사용자토론|특수|user|user_talk|special)(?::|%3a)", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
CSS = re.compile(
    r"url\s*\(|image-set|@import|@font-face|expression\s*\(|-moz-binding|behavior\s*:|\\|src\s*\(|//", re.I
)
_OWN_META = frozenset({"viewport", "referrer", "format-detection"})
_OWN_EQUIV = frozenset({"content-security-policy", "x-dns-prefetch-control"})
_INNER_TAG = re.compile(r"<[A-Za-z/!?]")
_EMPTY_COMMENT = re.compile(r"<!---?>")
_TITLE_MARKUP = re.compile(r"<title\b[^<>]*>[^<]*<(?!/title)", re.I)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_TEXTS = frozenset("title alt summary abbr content label value id name h alttext headers class".split())
"""Attributes that hold words or names: an address in them leads nowhere."""
_SOMEWHERE = re.compile(r"url\s*\(\s*['\"]?(?!#)|(?:\A|[\s,;('\"])(?:[a-z][a-z0-9+.-]*:)?//|https?:", re.I)


class Outward(NamedTuple):
    """One finding in a document."""

    rule: str
    line: int
    what: str


class Looked(NamedTuple):
    """What a document holds: findings, every address in it, and how many attributes can hold one."""

    findings: list[Outward]
    links: list[str]
    addresses: int


def sealed_off(html: str) -> bool:
    """Whether a page begins with a Content-Security-Policy that lets nothing out."""
    match = _POLICY.search(html[:4000])
    return match is not None and match[1].startswith("default-src 'none'; ") and not re.search(r"http|\*|//", match[1])


def look(html: str, stylesheets: frozenset[str] = frozenset()) -> Looked:
    """What any markup would do, well formed or not. ``stylesheets``: addresses that a <link> to a sheet may have."""
    from bs4 import BeautifulSoup  # takes longer to load than a small drive to judge, and a clean one needs none of it
    from bs4.element import CData, Comment, Declaration, Doctype, ProcessingInstruction, Tag

    findings: list[Outward] = []
    links: list[str] = []
    addresses = 0
    for node in BeautifulSoup(html, "html.parser", on_duplicate_attribute=_both).descendants:
        if isinstance(node, Tag):
            name, line = node.name.lower(), node.sourceline or 0
            pairs = [(k.lower(), " ".join(v) if isinstance(v, list) else str(v)) for k, v in node.attrs.items()]
            findings += (Outward(rule, line, what) for rule, what in _judge(name, pairs, stylesheets))
            findings += (Outward(rule, line, what) for rule, what in _inside(node, name))
            here = _addresses(name, pairs)
            links += here.links
            addresses += here.addresses
        elif isinstance(node, Doctype):
            if node.strip().lower() != "html":
                findings.append(Outward("comment", 0, str(node)[:60]))
        elif isinstance(node, (Comment, Declaration, ProcessingInstruction, CData)):
            findings.append(Outward("comment", 0, str(node)[:60]))
    findings += _second_opinion(html, stylesheets, {finding.rule for finding in findings})
    if odd := _TITLE_MARKUP.search(html):
        findings.append(Outward("markup in a title", html.count("\n", 0, odd.start()) + 1, odd[0][:60]))
    if _EMPTY_COMMENT.search(html):  # html.parser passes over it
        findings.append(Outward("comment", 0, "empty"))
    if end := _unfinished(html):
        findings.append(Outward("unfinished tag", html.count("\n", 0, len(html) - len(end)) + 1, end[:60]))
    return Looked(findings, links, addresses)


def _second_opinion(html: str, stylesheets: frozenset[str], known: Collection[str]) -> Iterator[Outward]:
    """What only lxml's parser takes for markup: findings by rules that the first reading gave no reason for."""
    from bs4 import BeautifulSoup
    from bs4.element import Tag

    for node in BeautifulSoup(html, "lxml").descendants:
        if isinstance(node, Tag):
            pairs = [(k.lower(), " ".join(v) if isinstance(v, list) else str(v)) for k, v in node.attrs.items()]
            for rule, what in _judge(node.name.lower(), pairs, stylesheets):
                if rule not in known:
                    yield Outward(rule, node.sourceline or 0, what)


def _unfinished(html: str) -> str:
    """A tag that the end of the document cuts short: it swallows what comes after it, wherever this is put."""
    parser = HTMLParser(convert_charrefs=False)
    parser.feed(html)
    return parser.rawdata if parser.rawdata.startswith("<") else ""


def _both(attributes: MutableMapping[str, str], key: str, value: str) -> None:
    """An attribute that is there twice: browsers take the first, other programs the last; here both are judged."""
    attributes[key] = f"{attributes[key]}\n{value}"


def _inside(node: Tag, name: str) -> Iterator[tuple[str, str]]:
    """Text that one parser takes for text and another for markup."""
    if name == "style" and _INNER_TAG.search(node.get_text()):
        yield "markup in a style", node.get_text()[:80]
    if name == "style" and CSS.search(node.get_text()):
        yield "style sheet", node.get_text()[:80]


def _addresses(name: str, pairs: list[tuple[str, str]]) -> Looked:
    held = [(key, text) for key, text in pairs if key in ADDRESS_ATTRIBUTES and name not in ("link", "meta")]
    return Looked([], [text for key, text in held if key in ("href", "src")], len(held))


def _judge(name: str, pairs: list[tuple[str, str]], stylesheets: frozenset[str]) -> Iterator[tuple[str, str]]:
    """(rule, what) for everything that is wrong with a start tag."""
    if name in FORBIDDEN_ELEMENTS:
        yield "forbidden element", f"<{name}>"
    if name == "meta":
        values = dict(pairs)
        known = values.get("name", "").lower() in _OWN_META or values.get("http-equiv", "").lower() in _OWN_EQUIV
        if not known and set(values) != {"charset"}:
            yield "meta", str(values)[:80]
    for key, text in pairs:
        if key.startswith("on"):
            yield "event handler", f"{key}={text[:60]}"
        elif key == "style":
            if CSS.search(text):
                yield "style attribute", text[:80]
        elif key.startswith("data-"):
            if "//" in text or _SCHEME.match(text):
                yield "data attribute", f"{key}={text[:60]}"
        elif name == "link":
            if (key == "href" and text not in stylesheets) or key not in ("rel", "href", "type"):
                yield "link element", f"{key}={text[:80]}"
            elif key == "rel" and text.lower() not in ("stylesheet", "icon"):
                yield "link element", f"rel={text[:80]}"
        elif key in _NEVER or (key == "xlink:href" and not text.startswith("#")):
            yield "forbidden attribute", f"{key}={text[:80]}"
        elif key in ADDRESS_ATTRIBUTES:
            if not internal(text):
                yield "address", f"{key}={text[:80]}"
            elif PEOPLE.search(text):
                yield "link to a person or special page", f"{key}={text[:80]}"
        elif key not in _TEXTS and not key.startswith("aria-") and _SOMEWHERE.search(text):
            yield "address", f"{key}={text[:80]}"


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
