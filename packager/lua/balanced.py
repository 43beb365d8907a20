"""Matching of Lua patterns that hold ``%b()``: plain backtracking over the parsed items.

Rare in modules, so clarity goes before speed; the stack of alternatives is explicit, so no pattern overflows it.
"""

from __future__ import annotations

from packager.lua.patterns import Item, Parsed, single

Span = tuple[int, int]


def _balance(subject: str, start: int, marks: str) -> int:
    """End of the balanced text that begins at ``start``, or -1."""
    first, last = marks[0], marks[1]
    if not subject.startswith(first, start):
        return -1
    depth = 1
    for i in range(start + 1, len(subject)):
        char = subject[i]
        if char == last:
            depth -= 1
            if depth == 0:
                return i + 1
        elif char == first:
            depth += 1
    return -1


def _step(item: Item, subject: str, pos: int, starts: dict[int, int], spans: dict[int, Span], unicode: bool) -> int:
    """Match one item that cannot be repeated; the new position, or -1."""
    match item.kind:
        case "open":
            starts[item.number] = pos
            return pos
        case "close":
            spans[item.number] = (starts[item.number], pos)
            return pos
        case "position":
            spans[item.number] = (pos, pos)
            return pos
        case "end":
            return pos if pos == len(subject) else -1
        case "back":
            a, b = spans[item.number]
            return pos + b - a if subject.startswith(subject[a:b], pos) else -1
        case "balance":
            return _balance(subject, pos, item.text)
        case _:
            found = single(item, unicode).match(subject, pos)
            return found.end() if found else -1


def match_at(parsed: Parsed, subject: str, start: int, unicode: bool) -> tuple[int, dict[int, Span]] | None:
    """Match the whole pattern at ``start``; end and capture spans, or None."""
    items = parsed.items
    # An alternative: item to go on with, position, captures so far.
    todo: list[tuple[int, int, dict[int, int], dict[int, Span]]] = [(0, start, {}, {})]
    while todo:
        index, pos, starts, spans = todo.pop()
        starts, spans = dict(starts), dict(spans)
        while index < len(items):
            item = items[index]
            if not item.repeat:
                pos = _step(item, subject, pos, starts, spans, unicode)
                if pos < 0:
                    break
                index += 1
                continue
            test = single(item, unicode)
            if item.repeat == "-":
                if test.match(subject, pos):
                    todo.append((index, pos + 1, dict(starts), dict(spans)))
                index += 1
                continue
            limit = pos + 1 if item.repeat == "?" else len(subject)
            end = pos
            while end < limit and test.match(subject, end):
                end += 1
            least = pos + 1 if item.repeat == "+" else pos
            if end < least:
                break
            index += 1
            todo.extend((index, p, dict(starts), dict(spans)) for p in range(least, end))
            pos = end
        else:
            return pos, spans
    return None
