"""Labelled section transclusion: #lst, #lstx, #lsth (MediaWiki extension LabeledSectionTransclusion).

Sections are marked with <section begin=name/> ... <section end=name/>, or are those under a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from packager.model import NS_MAIN, Title
from packager.titles import parse_title, prefixed
from packager.wikitext.attributes import decode_tag_attributes
from packager.wikitext.frame import Frame
from packager.wikitext.functions.registry import Args, parser_function
from packager.wikitext.nodes import Content, ExtensionTag, Heading, Node
from packager.wikitext.preprocessor import build_tree
from packager.wikitext.strip_markers import MARKER

_BEGIN = ("begin", "시작")
_END = ("end", "끝")


class _Source:
    """The page whose sections are wanted."""

    def __init__(self, title: Title, text: str, items: tuple[str | Node, ...]) -> None:
        self.title = title
        self.text = text
        self.items = items


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
    sources: dict[Title, _Source] = parser.data.setdefault("section sources", {})
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


def _heading_text(frame: Frame, heading: Heading) -> str:
    child = Frame(frame.parser, frame.title, frame)
    text = MARKER.sub("", child.expand(heading.children))
    return text.strip().strip("=").strip().lower()


def _sections(items: tuple[str | Node, ...]) -> Iterator[tuple[Heading | None, list[str | Node]]]:
    """Heading and what follows it up to the next one."""
    heading: Heading | None = None
    body: list[str | Node] = []
    for item in items:
        if isinstance(item, Heading):
            yield heading, body
            heading, body = item, []
        else:
            body.append(item)
    yield heading, body


@parser_function("lsth", lazy=True)
def include_under_heading(frame: Frame, args: Args) -> str:
    """{{#lsth:page|heading|heading after it}}; without heading, what stands before the first one."""
    source = _source(frame, args[0])
    if source is None or isinstance(source, str):
        return source or ""
    wanted = args[1].lower()
    until = args[2].lower()
    chosen: list[str | Node] = []
    level = 0
    for heading, body in _sections(source.items):
        if heading is None:
            if not wanted:
                chosen += body
                if not until:
                    break
            continue
        name = _heading_text(frame, heading)
        if level or (not wanted and not level):
            if (until and name == until) or (not until and heading.level <= level):
                break
            chosen.append(heading)
            chosen += body
        elif name == wanted:
            level = heading.level
            chosen += body
    text = _expanded(frame, source, chosen)
    return re.sub(r"\A\n+|\n+\Z", "", text) if wanted else text
