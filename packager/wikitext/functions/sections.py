"""Labelled section transclusion: #lst, #lstx, #lsth (MediaWiki extension LabeledSectionTransclusion).

Sections are marked with <section begin=name/> ... <section end=name/>, or are those under a heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from packager.model import NS_MAIN, Title
from packager.titles import parse_title, prefixed
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.nodes import Content, ExtensionTag, Node
from packager.wikitext.expansion.preprocessor import build_tree
from packager.wikitext.expansion.strip_markers import MARKER
from packager.wikitext.functions.registry import Args, parser_function
from packager.wikitext.slots import Slot

_BEGIN = "begin|시작"
_END = "end|끝"


class _Source:
    """The page whose sections are wanted."""

    def __init__(self, title: Title, text: str, items: tuple[str | Node, ...]) -> None:
        self.title = title
        self.text = text
        self.items = items


_SOURCES: Slot[dict[Title, _Source]] = Slot("section sources")


def _source(frame: Frame, name: str) -> _Source | str | None:
    """Page and its nodes; a link in its place if it is missing; None for no title."""
    parser = frame.parser
    link = parse_title(name, parser.site, NS_MAIN)
    if link is None or link.interwiki or not link.title.text:
        return None
    title = link.title
    parser.output.templates[title] = None
    page = parser.fetch(title)
    if page is not None and page.redirect is not None:
        title = page.redirect.title
        parser.output.templates[title] = None
        page = parser.fetch(title)
    if page is None:
        return f"[[:{prefixed(link.title, parser.site)}]]"
    if frame.loops(title) and title != parser.title:
        return "".join(("'''", parser.language.message("parser-template-loop-warning", prefixed(title, parser.site))
                        or "", "'''"))
    sources = parser.data.of(_SOURCES, dict)
    if title not in sources:
        tree = build_tree(page.text, True, parser.cache.tag_names | {"section"})
        sources[title] = _Source(title, page.text, (tree,) if isinstance(tree, str) else tree)
    return sources[title]


def _is_section(node: str | Node) -> bool:
    return isinstance(node, ExtensionTag) and node.name.lower() == "section"


def _mark(words: str, label: str) -> Callable[[str | Node], bool]:
    """Whether a node is the tag that begins or ends the section of that label."""
    name = re.escape(label)
    pattern = re.compile(rf"(?:\s+[^>]*)?\s+(?:{words})=(?:{name}|\"{name}\"|'{name}')(?:\s+[^>]*)?", re.I | re.S)

    def test(node: str | Node) -> bool:
        return isinstance(node, ExtensionTag) and _is_section(node) and pattern.fullmatch(node.attributes) is not None

    return test


def _inside(item: str | Node) -> list[str | Node]:
    """What a tag leaves that is not the one looked for: <section begin=x>text</section> keeps its text."""
    if not isinstance(item, ExtensionTag) or not _is_section(item):
        return [item]
    return [item.content] if item.content else []


def _expanded(frame: Frame, source: _Source, items: list[str | Node]) -> str:
    kept: Content = tuple(part for item in items for part in _inside(item))
    if not kept:
        return ""
    child = Frame(frame.parser, source.title, frame)
    return MARKER.sub(lambda m: "" if m[1].startswith("-h-") else m[0], child.expand(kept))


@parser_function("lst", lazy=True)
def include_section(frame: Frame, args: Args) -> str:
    """{{#lst:page|section|last section}}; an empty name means the start or the end of the page."""
    source = _source(frame, args[0])
    if source is None or isinstance(source, str):
        return source or ""
    if len(args) < 2:
        return _expanded(frame, source, list(source.items))
    begins = _mark(_BEGIN, args[1])
    ends = _mark(_END, args[2] if len(args) > 2 else args[1])
    chosen: list[str | Node] = []
    inside = not args[1]
    for item in source.items:
        if not inside:
            inside = begins(item)
        elif ends(item):
            if not args[1]:
                break
            inside = False
            continue
        if inside:
            chosen.append(item)
    return _expanded(frame, source, chosen)


@parser_function("lstx", lazy=True)
def exclude_section(frame: Frame, args: Args) -> str:
    """{{#lstx:page|section|replacement|last section}}."""
    source = _source(frame, args[0])
    if source is None or isinstance(source, str):
        return source or ""
    if len(args) < 2:
        return _expanded(frame, source, list(source.items))
    begins = _mark(_BEGIN, args[1])
    ends = _mark(_END, args[3] if len(args) > 3 else args[1])
    replacement = args[2]
    kept: list[str | Node] = []
    inside = False
    for item in source.items:
        if not inside and begins(item):
            inside = True
            kept.append(replacement)
        elif not inside:
            kept.append(item)
        if inside and ends(item):
            inside = False
            kept.append(item)
    return _expanded(frame, source, kept)


def _heading_pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"^(={{1,6}})\s*{re.escape(text)}\s*\1\s*$", re.IGNORECASE | re.MULTILINE)


@parser_function("lsth", lazy=True)
def include_under_heading(frame: Frame, args: Args) -> str:
    """{{#lsth:page|heading|heading after it}}; without heading, what stands before the first one."""
    source = _source(frame, args[0])
    if source is None or isinstance(source, str):
        return source or ""
    text = source.text
    start, level = 0, 6
    if args[1]:
        found = _heading_pattern(args[1]).search(text)
        if not found:
            return ""
        line_end = text.find("\n", found.end(1))
        start, level = line_end if line_end >= 0 else len(text), len(found[1])
    after = _heading_pattern(args[2]).search(text, start) if args[2] else None
    if after is None:
        after = re.compile(rf"^(={{1,{level}}})(?!=).*?\1\s*$", re.MULTILINE).search(text, start)
    part = text[start:after.start() - 1 if after else len(text)]
    tree = build_tree(part, True, frame.parser.cache.tag_names | {"section"})
    return _expanded(frame, source, [tree] if isinstance(tree, str) else list(tree))
