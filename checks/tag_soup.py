"""Random HTML for the tidy tests: tags that matter to tree building, badly nested on purpose."""

from __future__ import annotations

import random


def _words(text: str) -> list[str]:
    return text.split()


FORMATTING = _words("a b big code em font i nobr s small strike strong tt u")
BLOCKS = _words("div p blockquote center ul ol dl li dd dt h2 h3 pre hr section")
TABLES = _words("table tr td th caption tbody thead tfoot col colgroup")
INLINE = _words("span sup sub br img wbr q bdi mark ruby rt rp rb rtc abbr")
RARE = _words("form button select option optgroup object math mi mrow svg input style link meta textarea title address")
FAMILIES = (FORMATTING, BLOCKS, TABLES, INLINE, FORMATTING + BLOCKS, FORMATTING + BLOCKS + TABLES + INLINE)
TEXTS = ("x", " ", "\n", "y z", " : ", "가나", "« q »", "&amp;", "\n\n", "\u00a0")


def tag_soup(chance: random.Random, rare: bool = False) -> str:
    """Some tags and texts in a random order; about half the end tags fit."""
    names = list(chance.choice(FAMILIES))
    if rare:
        names += RARE
    names = chance.sample(names, min(len(names), chance.randint(2, 12)))
    open_names: list[str] = []
    parts: list[str] = []
    for _ in range(chance.randint(1, 30)):
        kind = chance.random()
        if kind < 0.3:
            parts.append(chance.choice(TEXTS))
        elif kind < 0.65:
            name = chance.choice(names)
            attribute = chance.choice(("", "", "", ' id="1"', " id='2' class=x", ' title="a&amp;b"'))
            parts.append(f"<{name}{attribute}>")
            open_names.append(name)
        elif kind < 0.85 and open_names:
            parts.append(f"</{open_names.pop()}>")
        else:
            parts.append(f"</{chance.choice(names)}>")
    return "".join(parts)


_CHILDREN = {
    "table": ("tr", "tr", "caption", "tbody"),
    "tbody": ("tr",),
    "tr": ("td", "th", "td"),
    "ul": ("li",),
    "ol": ("li",),
    "dl": ("dd", "dt"),
    "p": ("span", "b", "i", "a", "br", "img", "sup", "small", "ruby", "math"),
    "ruby": ("rt", "rp", "rb", "rtc"),
    "math": ("mrow", "mi", "mspace/"),
    "mrow": ("mi", "mspace/"),
    "mi": (),
}
_ANYWHERE = (
    "div", "p", "table", "ul", "ol", "dl", "blockquote", "span", "b", "i", "a", "br", "hr", "h2", "pre", "style", "wbr",
    "link", "mw:x", "center", "small", "code", "math", "ruby", "!--", "p", "li", "tr",
)  # fmt: skip
_ALONE = frozenset({"br", "hr", "img", "wbr", "link"})
_STRUCTURAL = frozenset({"table", "tbody", "tr", "ul", "ol", "dl"})


def nearly_balanced(chance: random.Random, faults: float = 0.01) -> str:
    """HTML as the renderer makes it, with a fault here and there."""
    parts: list[str] = []
    waiting: list[tuple[str, int]] = [("", chance.randint(1, 6))]
    while waiting:
        parent, left = waiting.pop()
        fault = chance.random() < faults
        if left == 0:
            if parent and not fault:
                parts.append(f"</{parent}>")
            continue
        waiting.append((parent, left - 1))
        structural = parent in _STRUCTURAL
        if chance.random() < 0.5:
            parts.append(chance.choice(("\n", " ", "\n\n") if structural and not fault else TEXTS))
        names = _CHILDREN.get(parent, _ANYWHERE)
        if fault:
            names = _ANYWHERE
        if not names or len(waiting) > 12:
            continue
        name = chance.choice(names)
        if name == "!--":
            parts.append("<!-- x -->")
        elif name == "style":
            parts.append("<style>a > b : c</style>")
        elif name.endswith("/"):
            parts.append(f"<{name}>")
        else:
            attribute = chance.choice(("", "", "", ' class="x y"', " id=a", ' title="a : b"'))
            slash = " /" if name in _ALONE and chance.random() < 0.7 else ""
            parts.append(f"<{name}{attribute}{slash}>")
            if name not in _ALONE:
                waiting.append((name, chance.randint(0, 3)))
    return "".join(parts)
