"""Random HTML for the tidy tests: tags that matter to tree building, badly nested on purpose."""

from __future__ import annotations

import random

FORMATTING = "a b big code em font i nobr s small strike strong tt u".split()
BLOCKS = "div p blockquote center ul ol dl li dd dt h2 h3 pre hr section".split()
TABLES = "table tr td th caption tbody thead tfoot col colgroup".split()
INLINE = "span sup sub br img wbr q bdi mark ruby rt rp rb rtc abbr".split()
RARE = "form button select option optgroup object math mi mrow svg input style link meta textarea title address".split()
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
