"""A formula as HTML that CSS 2.1 lays out: fractions, roots, matrices, limits, brackets that grow.

For browsers without MathML. Classes (``tex-..``) are in ``templates/page.css``; sizes of brackets are estimated here,
in lines, because nothing in CSS stretches a character. Without the style sheet the text reads as ``linear`` writes it:
what only that reading needs (brackets, slashes) is in ``tex-t``, which the style sheet hides.
A pure function of the MathML tree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from packager.wikitext.tags.tex.tree import (
    BARS,
    BIG,
    CLOSING,
    gap,
    is_binary,
    is_relation,
    row,
    word,
)


class Box(NamedTuple):
    """HTML and how much room it takes."""

    html: str
    lines: float = 1
    """Height in lines of ordinary text."""


_ACCENTS = {
    "^": "\u0302", "~": "\u0303", "¯": "\u0304", "˘": "\u0306", "˙": "\u0307", "¨": "\u0308", "˚": "\u030a",
    "ˇ": "\u030c", "´": "\u0301", "`": "\u0300",
}  # fmt: skip
_LINES_OVER = frozenset("‾¯⏞⎴⏜")
_LINES_UNDER = frozenset("_⏟⎵⏝")
_ENDS = CLOSING | BARS | {"′", "!"}
"""Operators behind which a sign joins two operands."""
_SMALL = 0.7
_EMPTY = Box("")


def css_layout(tree: Element) -> str:
    """The formula as spans for the content of a paragraph."""
    large = tree.get("display") == "block" or tree.get("displaystyle") == "true"
    return f'<span class="tex-html" dir="ltr">{_line(row(tree), large).html}</span>'


def _tag(css: str, html: str, name: str = "span") -> str:
    return f'<{name} class="{css}">{html}</{name}>'


def _silent(text: str) -> str:
    """Text for readings without style sheet."""
    return _tag("tex-t", text)


def _line(items: Sequence[Element], large: bool) -> Box:
    out: list[str] = []
    lines = 1.0
    place = 0
    while place < len(items):
        item = items[place]
        if item.get("fence") == "true" and item.get("form") == "prefix":
            end = _end(items, place)
            box = _fenced(items[place:end], large)
            place = end
        else:
            box = _sign(items, place) if item.tag == "mo" else _one(item, large)
            place += 1
        out.append(box.html)
        lines = max(lines, box.lines)
    return Box("".join(out), lines)


def _end(items: Sequence[Element], start: int) -> int:
    """Where the fence that opens at ``start`` has closed; the end of the row if one side is left out."""
    depth = 0
    for place in range(start, len(items)):
        if items[place].get("fence") == "true":
            depth += 1 if items[place].get("form") == "prefix" else -1
            if depth <= 0:
                return place + 1
    return len(items)


def _sign(items: Sequence[Element], place: int) -> Box:
    """An operator with the space around it that it has between operands."""
    sign = word(items[place])
    text = escape(sign, quote=False)
    if items[place].get("minsize", "0").endswith("em") and items[place].get("minsize") != "1.5em":
        return Box(_grown(text, float(items[place].get("minsize", "1em")[:-2])), 1)
    if sign in BIG:
        return Box(_tag("tex-big", text), 1.4)
    first = place == 0 or (items[place - 1].tag == "mo" and word(items[place - 1]) not in _ENDS)
    if sign == ",":
        return Box(", ")
    if is_relation(sign) or (is_binary(sign) and not first and place + 1 < len(items)):
        return Box(f" {text} ")
    if sign.isalpha() and len(sign) > 1:
        return Box(_tag("tex-rm", text))
    return Box(text)


def _one(element: Element, large: bool) -> Box:
    draw = _DRAW.get(element.tag)
    if draw is not None:
        return draw(element, large)
    if len(element):
        return _line(row(element), large)
    return Box(escape(word(element), quote=False))


def _identifier(element: Element, large: bool) -> Box:
    raw, text = element.text or "", escape(word(element), quote=False)
    if not text:
        return _EMPTY
    first = raw[0]
    if "\U0001d400" <= first <= "\U0001d433" or "\U0001d6a8" <= first <= "\U0001d6e1":
        return Box(f"<b>{text}</b>")
    if "\U0001d468" <= first <= "\U0001d49b" or "\U0001d71c" <= first <= "\U0001d755":
        return Box(f"<b><i>{text}</i></b>")
    if "\U0001d538" <= first <= "\U0001d56b":
        return Box(f"<b>{text}</b>")
    if "\U0001d670" <= first <= "\U0001d6a3":
        return Box(f"<tt>{text}</tt>")
    if len(raw) == 1 and element.get("mathvariant") != "normal" and first.isalpha() and first not in "ℝℂℕℤℚℍℙ":
        return Box(f"<i>{text}</i>")
    return Box(_tag("tex-rm", text) if len(raw) > 1 else text)


def _number(element: Element, large: bool) -> Box:
    raw, text = element.text or "", escape(word(element), quote=False)
    return Box(f"<b>{text}</b>" if raw and raw[0] > "\U0001d7cd" else text)


def _words(element: Element, large: bool) -> Box:
    return Box(_tag("tex-rm", escape((element.text or "").replace("\\", "∖"), quote=False)))


def _space(element: Element, large: bool) -> Box:
    width = gap(element)
    if width <= 0:
        return _EMPTY
    if width < 0.2:
        return Box('<span class="tex-thin"> </span>')
    return Box(" " if width < 0.5 else "\u2003" * max(1, round(width)) if width < 8 else "\u2003" * 8)


def _fraction(element: Element, large: bool) -> Box:
    above, below = _one(element[0], False), _one(element[1], False)
    bare = element.get("linethickness") == "0"
    start, middle, end = ("", "; ", "") if bare else ("(", ")/(", ")")
    css = "tex-frac" if large else "tex-frac tex-less"
    html = _tag(
        css,
        _silent(start) * bool(start) + _tag("tex-above" if bare else "tex-num", above.html) + _silent(middle)
        + _tag("tex-den", below.html) + _silent(end) * bool(end),
    )  # fmt: skip
    return Box(html, (above.lines + below.lines) * (1 if large else 0.85))


def _scripts(base: Box, sub: Box, sup: Box) -> Box:
    """Scripts behind a base: both of them one above the other."""
    tall = base.lines > 1.6
    if sub.html and sup.html:
        css = "tex-ss tex-tall" if tall else "tex-ss"
        html = base.html + _tag(css, _tag("tex-up", sup.html, "sup") + _tag("tex-down", sub.html, "sub"))
    elif sub.html:
        html = base.html + (_tag("tex-low", sub.html, "sub") if tall else f"<sub>{sub.html}</sub>")
    elif sup.html:
        html = base.html + (_tag("tex-high", sup.html, "sup") if tall else f"<sup>{sup.html}</sup>")
    else:
        html = base.html
    beside = base.lines + 0.3 * ((sub.lines > 0) + (sup.lines > 0))
    return Box(html, max(beside, _SMALL * (sub.lines + sup.lines)))


def _nothing() -> Box:
    return Box("", 0)


def _sub(element: Element, large: bool) -> Box:
    return _scripts(_one(element[0], large), _one(element[1], False), _nothing())


def _sup(element: Element, large: bool) -> Box:
    mark = _one(element[1], False)
    base = _one(element[0], large)
    if element[1].tag == "mo" and set(word(element[1])) == {"′"}:
        return Box(base.html + mark.html, base.lines)  # the character stands high already
    return _scripts(base, _nothing(), mark)


def _sub_sup(element: Element, large: bool) -> Box:
    return _scripts(_one(element[0], large), _one(element[1], False), _one(element[2], False))


def _stack(over: Box, base: Box, under: Box) -> Box:
    parts = [_tag("tex-over", over.html)] if over.html else []
    parts.append(_tag("tex-mid", base.html))
    if under.html:
        parts.append(_tag("tex-over", under.html))
    lines = base.lines + _SMALL * (over.lines * bool(over.html) + under.lines * bool(under.html))
    css = "tex-stack" if under.html else "tex-stack tex-on"
    return Box(_tag(css, "".join(parts)), lines)


def _moves(base: Element, large: bool) -> bool:
    """Whether limits stand beside the operator, as they do in the line of a text."""
    return not large and base.tag == "mo" and base.get("movablelimits") != "false" and (
        word(base) in BIG or base.get("movablelimits") == "true"
    )


def _over(element: Element, large: bool) -> Box:
    base, mark = _one(element[0], large), element[1]
    sign = word(mark) if mark.tag == "mo" else ""
    if sign in _ACCENTS and element[0].tag in ("mi", "mn") and len(word(element[0])) == 1:
        return Box(base.html.replace(word(element[0]), word(element[0]) + _ACCENTS[sign], 1), 1.2)
    if sign and sign in _LINES_OVER:
        return Box(_tag("tex-line-over", base.html), base.lines + 0.1)
    if _moves(element[0], large):
        return _scripts(base, _nothing(), _one(mark, False))
    return _stack(Box(escape(sign, quote=False), 0.4) if sign else _one(mark, False), base, _nothing())


def _under(element: Element, large: bool) -> Box:
    base, mark = _one(element[0], large), element[1]
    if mark.tag == "mo" and word(mark) in _LINES_UNDER:
        return Box(_tag("tex-line-under", base.html), base.lines + 0.1)
    if _moves(element[0], large):
        return _scripts(base, _one(mark, False), _nothing())
    return _stack(_nothing(), base, _one(mark, False))


def _under_over(element: Element, large: bool) -> Box:
    base, under, over = _one(element[0], large), _one(element[1], False), _one(element[2], False)
    return _scripts(base, under, over) if _moves(element[0], large) else _stack(over, base, under)


def _rooted(body: Box, index: str) -> Box:
    sign = _grown("√", body.lines + 0.5 * (body.lines > 1.4))
    html = f"{index}{sign}{_silent('(')}{_tag('tex-root', body.html)}{_silent(')')}"
    return Box(_tag("tex-rooted", html), body.lines + 0.2)


def _square_root(element: Element, large: bool) -> Box:
    return _rooted(_line(row(element), False), "")


def _root(element: Element, large: bool) -> Box:
    return _rooted(_one(element[0], False), _tag("tex-index", _one(element[1], False).html, "sup"))


def _grown(text: str, lines: float) -> str:
    """A character as high as what it stands beside."""
    if not text or lines < 1.4:
        return text
    for limit, css in _SIZES:
        if lines <= limit:
            return _tag(css, text)
    return _tag(_SIZES[-1][1], text)


_SIZES = ((1.75, "tex-s1"), (2.3, "tex-s2"), (3.3, "tex-s3"), (4.5, "tex-s4"), (99, "tex-s5"))


def _fenced(items: Sequence[Element], large: bool) -> Box:
    left, right = word(items[0]), ""
    inside = items[1:]
    if inside and inside[-1].get("fence") == "true":
        right, inside = word(inside[-1]), inside[:-1]
    body = _line(inside, large)
    signs = (_grown(escape(sign, quote=False), body.lines) for sign in (left, right))
    opening, closing = signs
    return Box(_tag("tex-fence", f"{opening}{body.html}{closing}"), body.lines)


def _table(element: Element, large: bool) -> Box:
    css = element.get("class", "")
    sides = element.get("columnalign", "").split()
    rows, lines = [], 0.0
    for number, line in enumerate(element):
        cells, height = [], 1.0
        for column, cell in enumerate(line):
            box = _line(row(cell), large and "tex-align" in css)
            height = max(height, box.lines)
            side = sides[column] if column < len(sides) else "center"
            between = _silent(", ") if column and "tex-align" not in css else ""
            name = "tex-td" if side == "center" else f"tex-td tex-{side[0]}"
            cells.append(_tag(name, between + box.html))
        rows.append(_tag("tex-tr", "".join(cells) + (_silent("; ") if number + 1 < len(element) else "")))
        lines += height
    kind = "tex-table tex-align" if "tex-align" in css else "tex-table"
    return Box(_tag("tex-block", _tag(kind, "".join(rows))), max(lines, 1))


def _style(element: Element, large: bool) -> Box:
    wanted = element.get("displaystyle")
    box = _line(row(element), large if wanted is None else wanted == "true")
    if colour := element.get("mathcolor"):
        return Box(f'<span style="color:{escape(colour)}">{box.html}</span>', box.lines)
    if element.get("scriptlevel") in ("1", "2"):
        return Box(_tag("tex-script", box.html), box.lines * _SMALL)
    return box


def _row(element: Element, large: bool) -> Box:
    box = _line(row(element), large)
    return Box(_tag("tex-box", box.html), box.lines + 0.3) if element.get("class") == "tex-box" else box


def _struck(element: Element, large: bool) -> Box:
    box = _line(row(element), large)
    return Box(f"<s>{box.html}</s>", box.lines)


def _unseen(element: Element, large: bool) -> Box:
    box = _line(row(element), large)
    return Box(_tag("tex-unseen", box.html), box.lines)


_DRAW: Mapping[str, Callable[[Element, bool], Box]] = {
    "mi": _identifier, "mn": _number, "mtext": _words, "mspace": _space, "mfrac": _fraction, "msub": _sub, "msup": _sup,
    "msubsup": _sub_sup, "mover": _over, "munder": _under, "munderover": _under_over, "msqrt": _square_root,
    "mroot": _root, "mtable": _table, "mstyle": _style, "mrow": _row, "menclose": _struck, "mphantom": _unseen,
    "mo": lambda element, large: _sign([element], 0),
}  # fmt: skip
