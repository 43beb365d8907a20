"""Expansion of a tree (MediaWiki: PPFrame::expand, Parser::braceSubstitution, Parser::argSubstitution).

This is where a page full of templates spends its time, so the common cases are written out in one loop.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from packager.wikitext.expansion.escape_wikitext import escape_wikitext
from packager.wikitext.expansion.extension_tags import extension_tag
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.nodes import (
    TRIM,
    Argument,
    Content,
    ExtensionTag,
    Heading,
    Node,
    Part,
    Template,
    join,
)
from packager.wikitext.expansion.preprocessor import build_tree
from packager.wikitext.expansion.transcluded_pages import find_page
from packager.wikitext.expansion.wrapped_words import wrapped_words
from packager.wikitext.functions.names import Call, names_for
from packager.wikitext.functions.registry import Args, Function, FunctionResult, Variable
from packager.wikitext.slots import Slot
from packager.wikitext.state import Parser

_CALLS: Slot[dict[str, Call]] = Slot("calls")
"""What stands before a colon, or the whole name of a call, to what it means."""
_EXAMPLE = 80
"""Characters of markup that a problem shows."""
_MOST_CALLS = 100_000
_NODE_LIMIT_ERROR = '<span class="error">Node-count limit exceeded</span>'
_DEPTH_LIMIT_ERROR = '<span class="error">Expansion depth limit exceeded</span>'
_ERROR_START = '<span class="error">'
_BLOCK_STARTS = ("{|", ":", ";", "#", "*")


def expand(frame: Frame, content: Sequence[str | Node]) -> str:
    """Text of a run of nodes in the frame."""
    state = frame.state
    state.nodes += 1
    if state.nodes > state.limits.node_count:
        frame.parser.report_limit("node-count", "node-count-exceeded-warning")
        return _NODE_LIMIT_ERROR
    if state.depth > state.limits.expand_depth:
        frame.parser.report_limit("expansion-depth", "expansion-depth-exceeded-warning")
        return _DEPTH_LIMIT_ERROR
    state.depth += 1
    out: list[str] = []
    outer: list[Iterator[str | Node]] = []
    items = iter(content)
    while True:
        for node in items:
            if isinstance(node, str):
                out.append(node)
                continue
            result: Content
            if isinstance(node, Template):
                result = substitute(frame, node)
            elif isinstance(node, Argument):
                result = _argument(frame, node)
            elif isinstance(node, ExtensionTag):
                result = extension_tag(frame, node.name, node.attributes, node.content)
            elif isinstance(node, Heading):
                result = _heading(frame, node)
            else:
                continue
            if isinstance(result, str):
                out.append(result)
            else:
                # More nodes of the same frame: go on with them here instead of one level deeper.
                outer.append(items)
                items = iter(result)
                break
        else:
            if not outer:
                break
            items = outer.pop()
    state.depth -= 1
    return "".join(out)


def recover(content: Content) -> str:
    """The wikitext of nodes as it was written, comments too (flag RECOVER_ORIG of PPFrame::expand)."""
    out: list[str] = []
    stack: list[str | Node] = list(reversed(content if not isinstance(content, str) else (content,)))
    while stack:
        node = stack.pop()
        result: Content = ""
        if isinstance(node, str):
            result = node
        elif isinstance(node, Template):
            result = bracketed("{{", node.title, node.parts, "}}")
        elif isinstance(node, Argument):
            result = bracketed("{{{", node.title, node.parts, "}}}")
        elif isinstance(node, ExtensionTag):
            result = _tag_source(node)
        elif isinstance(node, Heading):
            result = node.children
        else:
            result = node.text
        if isinstance(result, str):
            out.append(result)
        else:
            stack.extend(reversed(result))
    return "".join(out)


def bracketed(opening: str, title: Content, parts: Sequence[Part], closing: str) -> Content:
    """A call as it was written."""
    pieces: list[Content] = [opening, title]
    for part in parts:
        pieces += ("|", part.whole)
    return join(*pieces, closing)


def _tag_source(node: ExtensionTag) -> str:
    if node.content is None:
        return f"<{node.name}{node.attributes}/>"
    return f"<{node.name}{node.attributes}>{node.content}{node.close or ''}"


def _heading(frame: Frame, node: Heading) -> str:
    text = frame.expand(node.children)
    marker = frame.parser.heading_marker(frame.title, node.index)
    return text[: node.level] + marker + text[node.level :]


def byte_length(text: str) -> int:
    """Length as MediaWiki counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _argument(frame: Frame, node: Argument) -> Content:
    name = node.name
    spaced = node.title
    if name is None:
        spaced = frame.expand(node.title)
        name = spaced.strip(TRIM)
    text = frame.get_argument(name)
    if text is None:
        return node.parts[0].whole if node.parts else "{{{" + str(spaced) + "}}}"
    state = frame.state
    size = state.argument_size + byte_length(text)
    if size > state.limits.include_size:
        frame.parser.report_limit("post-expand-argument", "post-expand-template-argument-warning")
        return text + "<!-- WARNING: argument omitted, expansion size too large -->"
    state.argument_size = size
    return text


def substitute(frame: Frame, node: Template) -> Content:
    """What ``{{...}}`` becomes: text, or nodes that are still to be expanded in the same frame."""
    name = node.name
    if name is None:
        spaced = frame.expand(node.title)
        name = spaced.strip(TRIM)
    else:
        spaced = node.title  # type: ignore[assignment]
    parser = frame.parser
    colon = name.find(":")
    key = name if colon < 0 else name[:colon]
    call = parser.cache.data.of(_CALLS, dict).get(key) or _resolve(parser, key)
    nowiki = False
    variable = call.variable
    if call.prefix and colon >= 0:
        if call.prefix == "subst":
            return bracketed("{{", spaced, node.parts, "}}")
        name, call, variable, nowiki = _without_prefixes(parser, name, call)
        colon = name.find(":")
    title_text = ""
    text: str
    if variable is not None and colon < 0 and not node.parts:
        text = variable(frame)
    elif colon >= 0 and call.function is not None and (
        result := _call(frame, call.function, name[colon + 1 :].strip(TRIM), node.parts)
    ) is not None:
        if isinstance(result, str):
            text = result
        else:
            if result.content is not None:
                return result.content
            text = result.text
            if result.is_html:
                text = parser.strip.add_general(text)
                return _sized(frame, text, name, title_text)
            nowiki = nowiki or result.nowiki
            if nowiki:
                return _sized(frame, escape_wikitext(text), name, title_text)
    else:
        found = _transclude(frame, node, name, nowiki)
        if found is None and key[:1] == "#" and key[1:2].isalpha():
            parser.unknown("function", key.rstrip(), "{{" + name[:_EXAMPLE] + "}}")
            if parser.settings.offline and colon > 0:
                return ""  # its braces would be all that a reader gets
        if found is None:
            return bracketed("{{", spaced, node.parts, "}}")
        text, title_text = found
        if nowiki:
            return _sized(frame, escape_wikitext(text), name, title_text)
    if not node.line_start and text.startswith(_BLOCK_STARTS):
        text = "\n" + text
    state = frame.state
    size = state.include_size + (len(text) if text.isascii() else byte_length(text))
    if size > state.limits.include_size:
        return _omitted(frame, name, title_text)
    state.include_size = size
    return text


def _without_prefixes(parser: Parser, name: str, call: Call) -> tuple[str, Call, Variable | None, bool]:
    """What follows ``safesubst:``, ``msgnw:`` or ``msg:``, and ``raw:``, in that order; and whether it was ``msgnw:``.

    A variable is looked for before the last three.
    """
    variable = None
    nowiki = False
    for words in (("safesubst",), ("msgnw", "msg"), ("raw",)):
        if call.prefix in words:
            nowiki = nowiki or call.prefix == "msgnw"
            name = name.partition(":")[2]
            key, colon, _ = name.partition(":")
            call = _resolve(parser, key)
            if not colon:
                variable = call.variable if words == ("safesubst",) else None
                call = Call()
    return name, call, variable, nowiki


def _sized(frame: Frame, text: str, name: str, title_text: str) -> str:
    state = frame.state
    size = state.include_size + byte_length(text)
    if size > state.limits.include_size:
        return _omitted(frame, name, title_text)
    state.include_size = size
    return text


def _omitted(frame: Frame, name: str, title_text: str) -> str:
    frame.parser.report_limit("post-expand-inclusion", "post-expand-template-inclusion-warning")
    link = title_text or (name[1:] if name.startswith(":") else name)
    comment = "<!-- WARNING: template omitted, post-expand include size too large -->"
    return f"[[:{link}]]{frame.parser.strip.add_general(comment)}"


def _resolve(parser: Parser, key: str) -> Call:
    """Meaning of what stands before the colon, or of the whole name; kept for the worker's lifetime."""
    calls = parser.cache.data.of(_CALLS, dict)
    call = calls.get(key)
    if call is None:
        call = names_for(parser.settings.lang, parser.settings.offline).call(key)
        if len(calls) >= _MOST_CALLS:
            calls.clear()
        calls[key] = call
    return call


def _call(frame: Frame, function: Function, first: str, parts: Sequence[Part]) -> str | FunctionResult | None:
    args = Args(frame, first, parts)
    if not function.lazy:
        args.expand_all()
    return function.run(frame, args)


def call_function(frame: Frame, name: str, args: Sequence[str], named: Mapping[str, str]) -> str | None:
    """A parser function called from Lua."""
    parser = frame.parser
    function = _resolve(parser, name).function
    if function is None:
        return None
    parts = [Part(None, number, text) for number, text in enumerate(args[1:], 1)]
    parts += [Part(key, 0, value) for key, value in named.items()]
    result = _call(frame, function, args[0].strip(TRIM) if args else "", parts)
    if result is None or isinstance(result, str):
        return result
    if result.content is not None:
        return frame.expand(result.content)
    if result.is_html:
        return parser.strip.add_general(result.text)
    return escape_wikitext(result.text) if result.nowiki else result.text


def _transclude(frame: Frame, node: Template, name: str, nowiki: bool) -> tuple[str, str] | None:
    """Text of a transcluded page and its prefixed title; None if the name cannot be a title."""
    state = frame.state
    if name in state.templates:
        entry = state.templates[name]
    else:
        entry = state.templates[name] = find_page(frame.parser, name)
    if entry is None:
        return None
    title_text, tree, final = entry
    parser = frame.parser
    if frame.depth >= state.limits.template_depth:
        state.loops += 1
        limit = parser.language.format_num(str(state.limits.template_depth))
        message = parser.language.message("parser-template-recursion-depth-warning", limit)
        parser.problem("limit", title_text, message or "")
        return f"{_ERROR_START}{message}</span>", title_text
    if tree is None:
        return f"[[:{title_text}]]", title_text
    if final in frame.open_titles:
        state.loops += 1
        message = parser.language.message("parser-template-loop-warning", title_text)
        parser.problem("template-loop", title_text, message or "")
        return f"{_ERROR_START}{message}</span>", title_text
    if state.marks and final in state.marks:
        return (wrapped_words(frame.new_child(node.parts, final), tree) if node.parts else ""), title_text
    if isinstance(tree, str) and not (nowiki and tree):
        return tree, title_text
    if nowiki:
        # The source as it stands: more than a transclusion sees.
        page = parser.fetch(final)
        shown = tree if page is None else build_tree(page.text, True, parser.cache.tag_names)
        return recover(shown), title_text
    child = frame.new_child(node.parts, final)
    if node.parts:
        return expand(child, tree), title_text
    known = state.empty_calls.get(final)
    if known is None:
        loops = state.loops
        known = expand(child, tree)
        if not child.volatile and loops == state.loops:
            state.empty_calls[final] = known
    return known, title_text
