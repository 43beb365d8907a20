"""What follows from a page of the archive: the same page in the reader's data files, and among the plain pages.

An archive's page and the reader's item are two spellings of one article. Here the second is made from the first, apart
from the code that writes it, and compared: a byte that is in only one of them is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from packager.audit.body import item_value
from packager.audit.directory import NOTHING, Directory
from packager.audit.first_words import said
from packager.audit.frames import Entry

_LINK_OR_PICTURE = re.compile(r"<(a|img)((?: [^<>]*)?)>")
_ATTRIBUTE = re.compile(r' ([a-zA-Z:-]+)="([^"]*)"')
_HEADING = re.compile(r"<h([1-6])(?: [^<>]*)?>(.*?)</h\1>", re.S)
_ID = re.compile(r' id="([^"]*)"')
_SPACES = str.maketrans("\t\n\r", "   ")
_ANCHOR = "\ue010"
"""Stands for the place that a redirect may lead to, which only the reader knows."""


def item(page: Entry, path: str, there: Directory) -> str:
    """The item that follows from a page; ``_ANCHOR`` may be nothing, or ``#`` and a place."""
    root = len(page.root)

    def number(href: str) -> int:
        entry = there.entry(unquote(href[root:].partition("#")[0]))
        return there.items[entry] if entry >= 0 else NOTHING

    kind = "category" if there.entry(path) in there.categories else "article"
    if not page.credited:
        kind = "index" if path.startswith("_/index") else "special"
    categories: list[str] = []
    for href, label in page.categories:
        found = number(href)
        if found != NOTHING:
            categories += [str(found), label.translate(_SPACES)]
    headings = [field.translate(_SPACES) for field in _headings(page.body)] if kind == "article" else []
    lines = (
        page.title.translate(_SPACES),
        "\t".join((kind, page.revision, page.date)),
        "\t".join(categories),
        "\t".join(headings),
        body(page.body, page.root, there),
    )
    return "\n".join(lines)


def _headings(html: str) -> Iterator[str]:
    levels: list[int] = []
    for match in _HEADING.finditer(html):
        anchor = _ID.search(match[0])
        text = " ".join(said(match[2]).split())
        if anchor is None or not anchor[1] or not text:
            continue
        level = int(match[1])
        while levels and levels[-1] >= level:
            levels.pop()
        levels.append(level)
        if anchor[1] != "mw-toc-heading":
            yield from (str(len(levels)), unescape(anchor[1]), text)


def body(html: str, root: str, there: Directory) -> str:
    """Links and pictures as numbers."""
    convert = _converter(there)
    return _LINK_OR_PICTURE.sub(lambda match: convert(match[0], root), html)


_CONVERTERS: dict[int, Callable[[str, str], str]] = {}


def _converter(there: Directory) -> Callable[[str, str], str]:
    found = _CONVERTERS.get(id(there))
    if found is None:
        _CONVERTERS.clear()
        found = _CONVERTERS[id(there)] = lru_cache(maxsize=1 << 16)(lambda tag, root: _converted(tag, root, there))
    return found


def _converted(tag: str, root: str, there: Directory) -> str:
    match = _LINK_OR_PICTURE.fullmatch(tag)
    if match is None:
        return tag
    name = match[1]
    target = ""
    rest: list[str] = []
    for key, raw in _ATTRIBUTE.findall(match[2]):
        value = unescape(raw)
        if key == ("src" if name == "img" else "href"):
            if value.startswith("data:"):
                target = f" src={item_value(value)}"
            else:
                wanted = _target(name, value, root, there)
                if wanted is None:
                    return "" if name == "img" else f"<a{''.join(rest)}>"
                target = wanted
        else:
            rest.append(f" {key}={item_value(value)}" if value else f" {key}")
    return f"<{name}{target}{''.join(rest)}>"


def _target(name: str, address: str, root: str, there: Directory) -> str | None:
    path, _, fragment = address.partition("#")
    fragment = unescape(unquote(fragment))
    if not path:
        return f" h={item_value(fragment)}" if fragment else ""
    entry = there.entry(unquote(path.removeprefix(root)))
    found = there.items[entry] if entry >= 0 else NOTHING
    if found == NOTHING:
        return None
    if name == "img":
        return f" i={found}"
    leads = there.targets[entry] if there.targets[entry] != NOTHING else entry
    mark = " c" if leads in there.categories else ""
    if fragment:
        return f" n={item_value(f'{found}#{fragment}')}{mark}"
    if there.targets[entry] != NOTHING:
        return f" n={_ANCHOR}{found}{_ANCHOR}{mark}"
    return f" n={found}{mark}"


def differs(wanted: str, found: str) -> int:
    """Offset in ``found`` at which it is not what was wanted, -1 if it is."""
    if wanted == found:
        return -1
    at = 0
    parts = wanted.split(_ANCHOR)
    for number, part in enumerate(parts):
        if number % 2:  # a redirect's number, perhaps with a place
            quoted = re.compile(rf'"{part}#[^"<>\n]+"').match(found, at)
            if quoted is None and not found.startswith(part, at):
                return at
            at = quoted.end() if quoted else at + len(part)
        elif found.startswith(part, at):
            at += len(part)
        else:
            return at + next((i for i, (a, b) in enumerate(zip(part, found[at:], strict=False)) if a != b), 0)
    return -1 if at == len(found) else at


# --- plain pages ------------------------------------------------------------------------------------------------------
_ITEM_PICTURE = re.compile(r"<img i=[^<>]*>")
_MATHML = re.compile(r'<span class="mwe-math-mathml"><math\b.*?</math></span>', re.S)
"""Of a formula's two layouts a plain page has the one of plain boxes."""
_ITEM_ID = re.compile(r'(<[a-zA-Z][^<>]*? id=)(?:"([^"]*)"|([\w.:-]+))', re.A)
_ITEM_PLACE = re.compile(r'<a h=(?:"([^"]*)"|([^\s<>]+))')
_MATHML = re.compile(r'<span class="mwe-math-mathml"><math\b.*?</math></span>', re.S)
"""What plain pages leave out: the browsers that need them show the boxes beside it."""
_ITEM_LINK = re.compile(r'<a n=(?:"(\d+)[^"]*"|(\d+))(?: c)?(?=[ >])')


def plain(body: str, number: int, where: dict[int, str]) -> str:
    """The body of an item as a plain page has it. ``where``: address of each article that has a plain page."""
    prefix = f"p{number}-"
    body = _MATHML.sub("", _ITEM_PICTURE.sub("", body))
    body = _ITEM_ID.sub(lambda m: f'{m[1]}"{prefix}{m[2] or m[3] or ""}"', body)
    body = _ITEM_PLACE.sub(lambda m: f'<a href="#{prefix}{m[1] or m[2]}"', body)

    def link(match: re.Match[str]) -> str:
        target = int(match[1] or match[2])
        return f'<a href="../{where[target]}#p{target}"' if target in where else "<a"

    return _ITEM_LINK.sub(link, body)
