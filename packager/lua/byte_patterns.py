"""Which ``mw.ustring`` patterns Lua's own matcher can run on bytes, and in what form.

Where the subject is ASCII, code points are bytes, but the classes differ (``%p``) and other characters of the pattern
cannot occur. Where the pattern holds only ASCII characters and whole literals, bytes do for any subject.
"""

from __future__ import annotations

from packager.lua.limits import LuaFault
from packager.lua.patterns import ASCII_VIEW, ASCII_VIEW_NOT, Item, PatternError, parse, set_members


def _ascii_set(item: Item) -> str:
    """A set in Lua's notation for a subject of ASCII only."""
    out = []
    for kind, first, last in set_members(item.text):
        if kind == "class":
            lower = first.lower()
            view = ASCII_VIEW if first == lower else ASCII_VIEW_NOT
            out.append(view.get(lower, "%" + first))
        elif first < "\x80" and first <= last:
            top = min(last, "\x7f")
            low, high = (c if c.isalnum() else "%" + c for c in (first, top))
            if first == top:
                out.append(low)
            elif first.isalnum() and top.isalnum():
                out.append(f"{low}-{high}")
            else:
                # In a range the ends are not escaped; spell it out, since either may be a magic character.
                out += [c if c.isalnum() else "%" + c for c in map(chr, range(ord(first), ord(top) + 1))]
    members = "".join(out).replace("%\0", "%z").replace("\0", "%z")
    if not members:
        return "." if item.negated else "[\xff]"
    return f"[{'^' if item.negated else ''}{members}]"


def _ascii_item(item: Item) -> str:
    match item.kind:
        case "open":
            return "("
        case "close":
            return ")"
        case "position":
            return "()"
        case "end":
            return "$"
        case "back":
            return f"%{item.number}"
        case "any":
            return "." + item.repeat
        case "frontier":
            return "%f" + _ascii_set(item).replace(".", "[%z\x01-\x7f]")
        case "set":
            return _ascii_set(item) + item.repeat
        case "class":
            if item.text in ("p", "P"):
                return f"[{'^' if item.text == 'P' else ''}{ASCII_VIEW['p']}]{item.repeat}"
            return "%" + item.text + item.repeat
        case "char" if item.text >= "\x80":
            return "" if item.repeat in ("*", "-", "?") else "\xff" + item.repeat
        case _:
            char = item.text if item.text.isalnum() else "%" + item.text
            return ("%z" if item.text == "\0" else char) + item.repeat


def _bytes_item(item: Item) -> str | None:
    """An item that means the same on UTF-8 bytes as on code points, or None."""
    if item.kind in ("char", "set"):
        if item.kind == "char" and item.text >= "\x80":
            return None if item.repeat else item.text
        if item.kind == "set" and (
            item.negated or any(k == "class" or last >= "\x80" for k, _, last in set_members(item.text))
        ):
            return None
        return _ascii_item(item)
    return _ascii_item(item) if item.kind in ("open", "close", "end") else None


def analyse(pattern: bytes, anchor: bool) -> tuple[bytes | bool, bytes | bool, int]:
    """How ``string.*`` can stand in for code point matching: an equal pattern for ASCII subjects, one for any
    subject as long as no position is asked for (False where there is none), and the number of repeated items."""
    try:
        text = pattern.decode("utf-8")
        parsed = parse(text, anchor, unicode=True)
    except UnicodeDecodeError:
        raise LuaFault("bad argument #2 to 'match' (string is not UTF-8)") from None
    except PatternError as error:
        raise LuaFault(error.unicode) from None
    repeats = sum(1 for item in parsed.items if item.repeat in ("*", "+", "-"))
    if len(text) > 400 or any(item.kind == "balance" for item in parsed.items):
        return False, False, repeats
    start = "^" if parsed.anchored else ("%^" if not anchor and text.startswith("^") else "")
    items = parsed.items[1:] if start == "%^" else parsed.items
    ascii_form = start + "".join(map(_ascii_item, items))
    pieces = [_bytes_item(item) for item in items]
    safe = start != "%^" and None not in pieces
    # An empty match may fall inside a character: something must be matched, or the start is fixed.
    solid = parsed.anchored or any(i.kind in ("char", "set") and i.repeat in ("", "+") for i in items)
    bytes_form = start + "".join(piece or "" for piece in pieces)
    for_all = bytes_form.encode("utf-8") if safe and solid else False
    return ascii_form.encode("latin-1"), for_all, repeats
