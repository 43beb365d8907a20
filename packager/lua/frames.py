"""Host side of frame objects (manual: "Frame object"): arguments, and everything that expands wikitext."""

from __future__ import annotations

from packager.lua.host import HostFunction, Value, text
from packager.lua.limits import LuaFault
from packager.lua.page_state import PageState
from packager.model import NS_TEMPLATE
from packager.titles import parse_title
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.preprocessor import build_tree

_BATCH = 100
_MAX_EXPANSIONS = 100


def _empty(number: object) -> bool:
    return number == b"empty"


def frame_argument(state: PageState, number: object, name: bytes) -> Value:
    return None if _empty(number) else state.frame(number).get_argument(text(name))


def frame_arguments(state: PageState, number: object, start: int) -> tuple[Value, ...]:
    """A batch of arguments from the ``start``-th on: next start or nil, then name, value, name, value ..."""
    if _empty(number):
        return (None,)
    frame = state.frame(number)
    names = frame.argument_names()
    values: list[Value] = [start + _BATCH if start + _BATCH < len(names) else None]
    for name in names[start : start + _BATCH]:
        values += (name, frame.get_argument(name) or "")
    return tuple(values)


def frame_parent(state: PageState, number: object) -> Value:
    if not isinstance(number, int):
        return None
    frame, parent = state.frames[number]
    if parent == -2 and frame.parent is not None:
        return state.frame_number(frame.parent)
    return parent if parent is not None and parent >= 0 else None


def frame_title(state: PageState, number: object) -> Value:
    return state.name(state.frame(number).title)


def stage(state: PageState, *values: bytes) -> None:
    state.stage(values)


def _cached(state: PageState, key: tuple[object, ...], frame: Frame) -> str | None:
    return None if frame.volatile else state.expansions.get(key)


def _keep(state: PageState, key: tuple[object, ...], frame: Frame, result: str) -> None:
    if not frame.volatile:
        if len(state.expansions) >= _MAX_EXPANSIONS:
            del state.expansions[next(iter(state.expansions))]
        state.expansions[key] = result


def preprocess(state: PageState, number: object, source: bytes) -> Value:
    frame = state.frame(number)
    wikitext = text(source).replace("\r\n", "\n").replace("\r", "\n")
    if not any(mark in wikitext for mark in ("{{", "<", "[[", "-{", "=")):
        return wikitext
    key = ("preprocess", number, wikitext)
    known = _cached(state, key, frame)
    if known is None:
        parser = state.parser
        included = frame.depth > 0
        tree = build_tree(wikitext, True, parser.cache.tag_names) if included else parser.cache.snippet(wikitext)
        known = frame.expand(tree)
        _keep(state, key, frame, known)
    return known


def expand_template(state: PageState, number: object, name: bytes) -> Value:
    frame = state.frame(number)
    args = state.take_staged()
    parser = state.parser
    target = parse_title(text(name), parser.site, NS_TEMPLATE)
    if target is None or target.interwiki or not target.title.text:
        raise LuaFault(f'expandTemplate: invalid title "{text(name)}"')
    if frame.depth >= parser.settings.limits.template_depth:
        raise LuaFault("expandTemplate: template depth limit exceeded")
    if target.title.ns in parser.settings.non_includable:
        raise LuaFault("expandTemplate: template inclusion denied")
    final = frame.final_title(target.title)
    if final is None:
        raise LuaFault(f'expandTemplate: template "{text(name)}" does not exist')
    if frame.loops(final):
        raise LuaFault("expandTemplate: template loop detected")
    key = ("template", number, final, tuple(args.items()))
    known = _cached(state, key, frame)
    if known is None:
        known = frame.expand_template(target.title, args) or ""
        _keep(state, key, frame, known)
    return known


def call_function(state: PageState, number: object, name: bytes) -> Value:
    frame = state.frame(number)
    staged = state.take_staged()
    function = text(name)
    numbered = sorted((int(k), v) for k, v in staged.items() if k.isascii() and k.lstrip("-").isdigit())
    named = {k: v for k, v in sorted(staged.items()) if not (k.isascii() and k.lstrip("-").isdigit())}
    args = [value for _, value in numbered]
    before, colon, after = function.partition(":")
    if colon:
        args.insert(0, after.strip())
        function = before
    if not args:
        raise LuaFault(
            "callParserFunction: At least one unnamed parameter (the parameter that comes after the colon in "
            "wikitext) must be provided"
        )
    result = frame.call_function(function, args, named)
    if result is None:
        raise LuaFault(f'callParserFunction: function "{function}" was not found')
    return result


def new_child(state: PageState, number: object, title: bytes | None) -> Value:
    frame = state.frame(number)
    args = state.take_staged()
    target = None
    if title is not None:
        link = parse_title(text(title), state.parser.site)
        if link is None:
            raise LuaFault("newChild: invalid title")
        target = link.title
    return state.add_frame(frame.child_of_texts(args, target), number if isinstance(number, int) else None)


FUNCTIONS: dict[str, HostFunction] = {
    "frame_argument": frame_argument,
    "frame_arguments": frame_arguments,
    "frame_parent": frame_parent,
    "frame_title": frame_title,
    "stage": stage,
    "preprocess": preprocess,
    "expand_template": expand_template,
    "call_function": call_function,
    "new_child": new_child,
}
