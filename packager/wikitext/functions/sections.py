"""Labelled section transclusion: #lst, #lstx, #lsth (MediaWiki extension LabeledSectionTransclusion).

Sections are marked with <section begin=name/> ... <section end=name/>, or are those under a heading.
"""

from __future__ import annotations

import re

from packager.model import NS_MAIN, Title
from packager.titles import parse_title, prefixed
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.nodes import Content, ExtensionTag, Node
from packager.wikitext.expansion.preprocessor import build_tree
from packager.wikitext.expansion.strip_markers import MARKER
from packager.wikitext.functions.registry import Args, parser_function
from packager.wikitext.passes.attributes import decode_tag_attributes
from packager.wikitext.slots import Slot

_BEGIN = ("begin", "시작")
_END = ("end", "끝")


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


def _label(node: str | Node, words: tuple[str, ...]) -> str | None:
    if not isinstance(node, ExtensionTag) or node.name.lower() != "section":
        return None
    attributes = decode_tag_attributes(node.attributes)
    return next((attributes[word] for word in words if word in attributes), None)


def _expanded(frame: Frame, source: _Source, items: list[str | Node]) -> str:
    kept: Content = tuple(item for item in items if _label(item, (*_BEGIN, *_END)) is None)
    if not kept:
        return ""
    child = Frame(frame.parser, source.title, frame)
    return MARKER.sub(lambda m: "" if m[1].startswith("-h-") else m[0], child.expand(kept))


@parser_function("lst", lazy=True)
def include_section(frame: Frame, args: Args) -> str:
    """{{#lst:page|section|last section}}."""
    source = _source(frame, args[0])
    if source is None or isinstance(source, str):
        return source or ""
    if len(args) < 2 or not args[1]:
        return _expanded(frame, source, list(source.items))
    begin, end = args[1], args[2] or args[1]
    chosen: list[str | Node] = []
    inside = False
    for item in source.items:
        if not inside:
            inside = _label(item, _BEGIN) == begin
        elif _label(item, _END) == end:
            inside = False
        else:
            chosen.append(item)
    return _expanded(frame, source, chosen)


@parser_function("lstx", lazy=True)
def exclude_section(frame: Frame, args: Args) -> str:
    """{{#lstx:page|section|replacement}}."""
    source = _source(frame, args[0])
    if source is None or isinstance(source, str):
        return source or ""
    section, replacement = args[1], args[2]
    if not section:
        return _expanded(frame, source, list(source.items))
    kept: list[str | Node] = []
    inside = False
    for item in source.items:
        if inside:
            inside = _label(item, _END) != section
        elif _label(item, _BEGIN) == section:
            inside = True
            kept.append(replacement)
        else:
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
