"""Sections of web links that lead nowhere here: 외부 링크 with links and nothing else."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from packager.finish.element import Context
from packager.finish.residue.nodes import links, shows, words
from packager.finish.residue.rule import Residue

TITLES = frozenset({
    "외부 링크", "외부링크", "외부 고리", "외부 연결", "바깥 고리", "바깥고리", "바깥 링크", "바깥 연결", "관련 링크",
    "관련 사이트", "공식 사이트", "공식 웹사이트", "웹사이트", "External links", "External link",
})
"""What such a section is called."""
# Both begin with letters that a search can jump to.
_HEADLINE = re.compile(r'class="mw-headline" id="([^"]+)"')
_PARSOID_HEADLINE = re.compile(r'<h[2-4] id="([^"]+)"')
_HEADING = re.compile(r"h([1-6])")
# Boxes at the foot of the page come after its last section and are no part of it.
_FOOT = frozenset({"navbox", "navbox-styles", "vertical-navbox", "catlinks", "succession-box", "authority-control"})
_LANGUAGE = r"(?:한국|영|일본|중국|프랑스|독일|스페인|러시아|이탈리아|포르투갈|네덜란드|라틴|아랍|[가-힣]{1,7})어"
_SAYS_NOTHING = re.compile(
    rf"{_LANGUAGE}|공식|비공식|웹\s?사이트|사이트|홈\s?페이지|누리집|페이지|블로그|트위터|페이스북|인스타그램|유튜브|채널|계정"
    r"|https?://\S+|PDF|HTML|X|[\W\d_]",
    re.IGNORECASE,
)
"""What may stand beside a link without saying anything of the article."""


def _level(node: LexborNode) -> int:
    """Of a heading, or of the wrapper of one; 0 for everything else."""
    if match := _HEADING.fullmatch(node.tag or ""):
        return int(match[1])
    if "mw-heading" in (node.attributes.get("class") or "").split():
        inner = node.css_first("h1, h2, h3, h4, h5, h6")
        return _level(inner) if inner is not None else 0
    return 0


def _part(heading: LexborNode, context: Context) -> list[LexborNode] | None:
    """The nodes of a section behind its heading; None if any of them says something."""
    level, found = _level(heading), list[LexborNode]()
    node = heading.next
    while node is not None:
        following = node.next
        if node.is_element_node:
            own = _level(node)
            if 0 < own <= level or not _FOOT.isdisjoint((node.attributes.get("class") or "").split()):
                break
            if own == 0 and node.tag not in ("style", "link", "meta") and not _dead(node, context):
                return None
            found.append(node)
        elif node.tag == "-text":
            if (node.text_content or "").strip():
                return None
            found.append(node)
        node = following
    return found


def _dead(node: LexborNode, context: Context) -> bool:
    """Whether nothing in an element is of use without the web."""
    if node.tag in ("ul", "ol", "dl"):  # most say something in their first item
        item = node.child
        while item is not None:
            if item.is_element_node and not _dead(item, context):
                return False
            item = item.next
        return True
    if not shows(node, context):
        return True
    dead, alive = links(node, context)
    if alive or not dead or node.css_first("table, img, math") is not None:
        return False
    return not _SAYS_NOTHING.sub("", _beside(node, {link.mem_id for link in dead}))


def _beside(node: LexborNode, dead: set[int]) -> str:
    """The words outside the links."""
    pieces: list[str] = []
    child = node.child
    while child is not None:
        if child.tag == "-text":
            pieces.append(child.text_content or "")
        elif child.is_element_node and child.mem_id not in dead and child.tag != "style":
            pieces.append(_beside(child, dead))
        child = child.next
    return " ".join(pieces)


def clean(root: LexborNode, context: Context) -> int:
    """Take the sections out, and their lines in the table of contents."""
    count = 0
    places: set[str] = set()
    for heading in reversed(root.css("h2, h3, h4")):  # the last first: what goes with one has been looked at
        if words(heading) not in TITLES:
            continue
        wrapper = heading.parent
        if wrapper is not None and "mw-heading" in (wrapper.attributes.get("class") or "").split():
            heading = wrapper
        part = _part(heading, context)
        if part is None:
            continue
        places.update(place for node in heading.css("[id]") if (place := node.attributes.get("id")))
        for node in (*part, heading):
            node.decompose()
        count += 1
    if count:
        _forget(root, places)
    return count


def _forget(root: LexborNode, places: set[str]) -> None:
    """Take sections out of the table of contents and number the others anew."""
    for link in reversed(root.css("#toc a")):
        address = link.attributes.get("href") or ""
        item = link.parent
        if address[:1] == "#" and address[1:] in places and item is not None and item.tag == "li":
            item.decompose()
    contents = root.css_first("#toc > ul")
    if contents is not None:
        _number(contents, "")


def _number(listing: LexborNode, prefix: str) -> None:
    items = [item for item in listing.css("li") if item.parent is not None and item.parent.mem_id == listing.mem_id]
    for place, item in enumerate(items, 1):
        number = item.css_first(".tocnumber")
        own = number.child if number is not None else None
        if own is not None and (own.text_content or "").isascii():
            own.replace_with(f"{prefix}{place}")
        inner = item.css_first("ul")
        if inner is not None:
            _number(inner, f"{prefix}{place}.")


_PLACES = frozenset(title.replace(" ", "_") for title in TITLES)


def _concerns(html: str) -> bool:
    found = _HEADLINE.findall(html) or _PARSOID_HEADLINE.findall(html)
    return not _PLACES.isdisjoint(found)


RULE = Residue("dead_sections", _concerns, clean)
