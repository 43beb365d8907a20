"""The body of a page, judged token by token against the one spelling that the cleaner writes.

Every tag is complete, every value stands between double quotes, every element closes in the order in which it was
opened. Such a text reads the same in any parser (HTML standard, "Tokenization"), so no second opinion is needed; what
is written in any other way is a finding, however harmless it would be to a browser.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote, unquote

from packager.audit import grammar
from packager.audit.images import foreign_parts
from packager.audit.style_sheets import declarations_fault, sheet_fault
from packager.errors import Said

_TAG = re.compile(r"<[^<>]*>")
_VALUE = r'(?:[^"<>&\n\t\xa0]|&(?:amp|lt|gt|quot|#160|#10|#9|#61);)*'
_START = re.compile(rf'<([a-zA-Z][a-zA-Z0-9]*)((?: [a-zA-Z][a-zA-Z:-]*="{_VALUE}")*)>')
_ATTRIBUTE = re.compile(r' ([a-zA-Z:-]+)="([^"]*)"')
_ITEM_VALUE = r'(?:"(?:[^"<>&]|&(?:amp|lt|gt|quot);)*"|[\w.:-]+)'
_ITEM_START = re.compile(rf"<(a|img)((?: (?:[a-zA-Z][a-zA-Z:-]*={_ITEM_VALUE}|[a-z][a-z-]*))*)>", re.A)
_ITEM_ATTRIBUTE = re.compile(r' ([a-zA-Z:-]+)(?:=("[^"]*"|[\w.:-]+))?', re.A)
_BARE = re.compile(r"[\w.:-]+\Z", re.A)
_STYLE = re.compile(r"<style>((?:[^<]|<(?=[\s=\d]))*)</style>")
_PLAIN_LINK = re.compile(
    f'<a href="((?:\\./|(?:\\.\\./)+)(?!\\.+/)(?:(?!\\.+/){grammar.UNSAFE.pattern.replace("[", "[^=", 1)})+)">'
)
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|#160|#61|#10|#9|#34|#39);)")
_IN_TEXT = re.compile(r"&(?:quot|#10|#9);|(?<!href)(?<!src)(?<!\s)&#61;|\xa0", re.I)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_TARGET = re.compile(r"(\d+)(?:#(.*))?\Z", re.S | re.A)


class Tag(NamedTuple):
    """A start tag, judged once for all places where it stands."""

    name: str
    void: bool
    inner: str
    """Family of what it holds."""
    link: str
    """Address that it leads to or shows, as an entry spells it; empty if none."""
    number: int
    """Item number that it leads to, -1 if none."""
    picture: int
    faults: tuple[tuple[str, str], ...]
    """Rule and what for all that is wrong."""
    leads: bool = False
    """Whether it has one of the three above."""
    end: str = ""
    """The end tag that it needs, if it is not void."""
    shows: bool = False
    """Whether ``link`` is an address of a picture."""


_OURS = re.compile(r'(<[a-z0-9]+) class=(?:(")?r-[a-z-]+(?(2)"))(?=[ >])')
"""A class of the reader's, in both spellings."""


_LINK_END = ("</a>", "html")


class Body(NamedTuple):
    """What a body holds."""

    faults: list[tuple[str, int, str]]
    """Rule, offset, what."""
    links: dict[str, None]
    numbers: dict[int, None]
    pictures: dict[int, None]
    shown: dict[str, None]
    """Those of the links that are addresses of pictures."""


def judge(body: str, items: bool = False, quotes_from: int = -1, ours_from: int = -1) -> Body:
    """Judge a body. ``items``: links and pictures are spelled as in the reader's data files.

    ``quotes_from``: offset from which the text was written by a template, which spells quotation marks as ``&#34;``
    and ``&#39;``; -1: nowhere. ``ours_from``: offset from which classes may carry the reader's prefix, for a template
    wrote them; -1: nowhere, an article cannot have the reader's looks.
    """
    found = Body([], {}, {}, {}, {})
    faults, links, numbers, pictures, shown = found
    if "<style" in body:
        body = _without_styles(body, faults)
    if bad := grammar.CONTROLS.search(body):
        faults.append((Said("control character"), bad.start(), repr(bad[0])))
    stack: list[tuple[str, str]] = []
    """Of each open element its end tag, and the family that it stands in."""
    family, tags = "html", _TAG.findall(body)
    ours = body.count("<", 0, ours_from) if ours_from >= 0 else len(tags)
    for number, tag in enumerate(tags):
        if tag[1] == "/":
            if not stack or stack[-1][0] != tag:
                faults.append((Said("spelling"), _offset(body, number), tag[:80]))
                break
            family = stack.pop()[1]
            continue
        if number >= ours and "class" in tag:
            tag = _OURS.sub(r"\1", tag)
        if tag[:3] == "<a " and family == "html" and not items and (link := _plain_link(tag)):
            links[link] = None
            stack.append(_LINK_END)
            continue
        seen = _start(tag, family, items)
        if seen.faults:
            at = _offset(body, number)
            faults += ((rule, at, what) for rule, what in seen.faults)
            if seen.name == "":
                break
        if seen.leads:
            if seen.link:
                links[seen.link] = None
                if seen.shows:
                    shown[seen.link] = None
            if seen.number >= 0:
                numbers[seen.number] = None
            if seen.picture >= 0:
                pictures[seen.picture] = None
        if not seen.void:
            stack.append((seen.end, family))
            family = seen.inner
    else:
        if stack:
            faults.append(
                (Said("unfinished tag"), len(body), Said("<{element}> is never closed", element=stack[-1][0][2:-1]))
            )
        if body.count("<") != len(tags) or body.count(">") != len(tags):
            at = _stray(body)
            faults.append((Said("spelling"), at, body[at : at + 60]))
        if "&" in body or "\xa0" in body:
            faults += _references(body, items, quotes_from)
    return found


def _offset(body: str, number: int) -> int:
    """Where a tag begins, counted from 0."""
    return next(islice(_TAG.finditer(body), number, None)).start()


def _plain_link(tag: str) -> str:
    """Where a link leads that has nothing to spell out and no other attribute: they are many and seldom alike."""
    plain = _PLAIN_LINK.fullmatch(tag)
    return "" if plain is None or grammar.PEOPLE.search(plain[1]) else plain[1]


def _stray(body: str) -> int:
    """Offset of the first angle bracket that belongs to no tag."""
    blank = _TAG.sub(lambda m: " " * len(m[0]), body)
    found = re.search("[<>]", blank)
    return found.start() if found else 0


def _without_styles(body: str, faults: list[tuple[str, int, str]]) -> str:
    def sheet(match: re.Match[str]) -> str:
        if wrong := sheet_fault(match[1]):
            faults.append((Said("style sheet"), match.start(), wrong[:80]))
        return "<style></style>"

    return _STYLE.sub(sheet, body)


def _references(body: str, items: bool, quotes_from: int) -> Iterator[tuple[str, int, str]]:
    if bad := _REFERENCE.search(body):
        yield Said("spelling"), bad.start(), body[bad.start() : bad.start() + 20]
    if "&#3" in body:
        for match in re.finditer(r"&#3[49];", body):
            if quotes_from < 0 or match.start() < quotes_from:
                yield Said("spelling"), match.start(), match[0]
                break
    if "&quot;" in body or "&#10;" in body or "&#9;" in body or "&#61;" in body or "\xa0" in body:
        bare = _TAG.sub(lambda m: "\0" * len(m[0]), body)
        if bad := _IN_TEXT.search(bare):
            yield Said("spelling"), bad.start(), bad[0]


@lru_cache(maxsize=1 << 17)
def _start(tag: str, family: str, items: bool) -> Tag:
    """A start tag judged."""
    item_tag = items and (tag.startswith(("<a ", "<img ")) or tag == "<a>")
    match = (_ITEM_START if item_tag else _START).fullmatch(tag)
    if match is None:
        return Tag("", True, family, "", -1, -1, (_odd(tag),))
    name = match[1]
    if family == "html" and name in ("svg", "math"):
        family = name
    faults: list[tuple[str, str]] = []
    allowed = grammar.ELEMENTS[family].get(name)
    if allowed is None:
        return Tag(name, name in grammar.VOID, family, "", -1, -1, (_forbidden(name),), end=f"</{name}>")
    pairs = list(_pairs(match[2], item_tag, faults))
    if len({key for key, _ in pairs}) != len(pairs):
        faults.append((Said("forbidden attribute"), Said("twice the same: {tag}", tag=tag[:60])))
    link, number, picture = "", -1, -1
    for key, text in pairs:
        if item_tag and key in ("n", "h", "c", "i"):
            fault, number, picture = _item_target(name, key, text, number, picture, pairs)
            faults += fault
        elif key not in allowed or (item_tag and key == "href") or (key == "title" and name == "a"):
            faults.append(_unknown(key, text))
        elif key in ("href", "src"):
            fault, link = _address(name, key, text, item_tag)
            faults += fault
        else:
            faults += value_faults(key, text, family)
    void = family == "html" and name in grammar.VOID
    leads = bool(link) or number >= 0 or picture >= 0
    shows = any(key == "src" for key, _ in pairs)
    return Tag(name, void, family, link, number, picture, tuple(faults), leads, f"</{name}>", shows)


def _forbidden(name: str) -> tuple[str, str]:
    return Said("forbidden element"), f"<{name}>"


def _odd(tag: str) -> tuple[str, str]:
    if tag.startswith(("<!", "<?")):
        return Said("comment"), tag[:80]
    return Said("spelling"), tag[:80]


def _unknown(key: str, text: str) -> tuple[str, str]:
    rule = Said("event handler") if key.startswith("on") else Said("forbidden attribute")
    return rule, f"{key}={text[:60]}"


def _pairs(text: str, item_tag: bool, faults: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    if not item_tag:
        for key, raw in _ATTRIBUTE.findall(text):
            if raw != _spelled(value := unescape(raw)):
                faults.append((Said("spelling"), f"{key}={raw[:60]}"))
            yield key, value
        return
    for match in _ITEM_ATTRIBUTE.finditer(text):
        key, raw = match[1], match[2]
        if raw is None:
            if key != "c" and key not in grammar.ELEMENTS["html"]["img"] | grammar.ELEMENTS["html"]["a"]:
                faults.append((Said("forbidden attribute"), key))
            yield key, ""
            continue
        value = unescape(raw[1:-1]) if raw[0] == '"' else raw
        if raw != item_value(value):
            faults.append((Said("spelling"), f"{key}={raw[:60]}"))
        yield key, value


def _spelled(value: str) -> str:
    """As the cleaner writes a value; an equals sign may be spelled out where it stands after href or src."""
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&#160;")
    if "=" in value:
        value = re.sub(r"(?<=href)(\s*)=|(?<=src)(\s*)=", r"\1\2&#61;", value, flags=re.I)
    return value.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def item_value(value: str) -> str:
    """A value in the reader's data files: bare where HTML allows it."""
    if _BARE.match(value):
        return value
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return f'"{value}"'


def _item_target(
    name: str, key: str, text: str, number: int, picture: int, pairs: list[tuple[str, str]]
) -> tuple[list[tuple[str, str]], int, int]:
    keys = {k for k, _ in pairs}
    if key == "c":
        return ([] if name == "a" and not text and "n" in keys else [_unknown(key, text)]), number, picture
    if key == "h":
        fine = name == "a" and "n" not in keys and text
        return ([] if fine else [_unknown(key, text)]), number, picture
    match = _TARGET.match(text)
    if match is None or str(int(match[1])) != match[1] or (key == "n") != (name == "a") or (key == "i" and match[2]):
        return [_unknown(key, text)], number, picture
    if key == "n":
        return [], int(match[1]), picture
    return [], number, int(match[1])


def _address(name: str, key: str, text: str, items: bool) -> tuple[list[tuple[str, str]], str]:
    if key == "src" and text.startswith("data:"):
        return embedded_faults(text), ""
    if items:
        return [(Said("address"), f"{key}={text[:80]}")], ""
    path, sign, fragment = text.partition("#")
    if not text or (sign and not fragment) or quoted(unquote(fragment)) != fragment:
        return [(Said("address"), f"{key}={text[:80]}")], ""
    if not path:
        return ([] if key == "href" else [("address", f"{key}={text[:80]}")]), ""
    steps = re.match(r"(?:\./|(?:\.\./)+)", path)
    if steps is None or quoted(unquote(path[steps.end() :])) != path[steps.end() :] or steps.end() == len(path):
        return [(Said("address"), f"{key}={text[:80]}")], ""
    if grammar.PEOPLE.search(text):
        return [(Said("link to a person or special page"), f"{key}={text[:80]}")], path
    return [], path


def quoted(path: str) -> str:
    """The one spelling of a path or fragment inside an address."""
    spelled = grammar.UNSAFE.sub(lambda m: quote(m[0], safe="", errors="surrogatepass"), path)
    return re.sub(r"\.+(?=/)", lambda m: "%2E" * len(m[0]), spelled)


@lru_cache(maxsize=1 << 10)
def _embedded(address: str) -> tuple[tuple[str, str], ...]:
    match = grammar.EMBEDDED.match(address)
    if match is None:
        return ((Said("address"), address[:80]),)
    try:
        data = base64.b64decode(match[2], validate=True)
    except binascii.Error:
        return ((Said("address"), address[:80]),)
    if base64.b64encode(data).decode() != match[2]:
        return ((Said("spelling"), Said("bits after the end of base64")),)
    return tuple((Said("image metadata"), what) for what in foreign_parts(data, match[1]))


def embedded_faults(address: str) -> list[tuple[str, str]]:
    """What is wrong with a picture inside an address."""
    return list(_embedded(address))


def name_fault(name: str) -> bool:
    """Whether a name (id, class, anchor) is none that the cleaner lets stand."""
    return bool(
        grammar.ADDRESS.search(name)
        or grammar.RESERVED.search(name)
        or not grammar.NAME.match(name)
        or grammar.ENCODED.search(name)
        or grammar.PATH.search(name)
    )


@lru_cache(maxsize=1 << 15)
def value_faults(key: str, text: str, family: str) -> tuple[tuple[str, str], ...]:
    """What is wrong with the value of an attribute that its element may have."""
    if key == "style":
        return ((Said("style attribute"), text[:80]),) if declarations_fault(text) else ()
    if not text:
        return ()
    if key in grammar.NAMES:
        return ((Said("name"), f"{key}={text[:80]}"),) if name_fault(text) else ()
    if key in grammar.WORDS:
        return ((Said("address"), f"{key}={text[:80]}"),) if "`" in text or grammar.ADDRESS.search(text) else ()
    if family == "svg" and "url" in text.lower():
        return () if grammar.LOCAL_PAINT.match(text) else ((Said("address"), f"{key}={text[:80]}"),)
    return () if grammar.PRESENTATION.match(text) else ((Said("address"), f"{key}={text[:80]}"),)
