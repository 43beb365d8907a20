"""Nesting that no page needs: past a limit, tags go and their words stay.

The parser takes quadratic time for tags inside tags, and browsers stop at 512 themselves. Only open tags that wait for
an end tag are counted; a list item or table cell ends by itself.
"""

from __future__ import annotations

import re
from collections import Counter

LIMIT = 500
_ENDS_ITSELF = frozenset(
    """area base br col embed hr img input link meta param source track wbr p li dd dt td th tr tbody thead tfoot
    colgroup caption option optgroup rp rt rb rtc""".split()
)
_NAME = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^<>]*>?")


def flatten(html: str) -> str:
    """The fragment, without the tags that would open a level past ``LIMIT``."""
    if html.count("<") <= LIMIT or _depth(html) <= LIMIT:
        return html
    open_tags: Counter[str] = Counter()
    # For each name, how many of its open tags were taken out: their end tags go first.
    taken: Counter[str] = Counter()
    depth = 0
    cuts: list[tuple[int, int]] = []
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if name in _ENDS_ITSELF:
            continue
        if not match[1]:
            if depth >= LIMIT:
                taken[name] += 1
                cuts.append(match.span())
            else:
                open_tags[name] += 1
                depth += 1
        elif taken[name]:
            taken[name] -= 1
            cuts.append(match.span())
        elif open_tags[name]:
            open_tags[name] -= 1
            depth -= 1
    if not cuts:
        return html
    kept: list[str] = []
    at = 0
    for start, end in cuts:
        kept.append(html[at:start])
        at = end
    return "".join(kept) + html[at:]


def _depth(html: str) -> int:
    """How many tags wait for an end tag at most."""
    waiting: dict[str, int] = {}
    depth = deepest = 0
    for end, name in _NAME.findall(html):
        name = name.lower()
        if name in _ENDS_ITSELF:
            continue
        count = waiting.get(name, 0)
        if not end:
            waiting[name] = count + 1
            depth += 1
            if depth > deepest:
                deepest = depth
        elif count:
            waiting[name] = count - 1
            depth -= 1
    return deepest
