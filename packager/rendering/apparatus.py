"""What of a finished page is apparatus around its text: links in navigation boxes, notes in lists of references."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

# As finish writes them: no sign of markup inside an attribute; the text of a style sheet is not markup.
_TAG = re.compile(r"<style\b[^>]*>.*?</style>|<(/?)([a-z][a-z0-9]*)([^>]*)>", re.S)
_BOX = re.compile(r'\s(?:role="navigation"|class="(?:[^"]* )?(?:navbox|vertical-navbox)(?: [^"]*)?")')
_ENTRY = re.compile(r'\shref="\./([^"#]*)')
_NOTE = re.compile(r'<li\b[^>]*\sid="cite_note[-_]')


def boxed_links(html: str, links: Iterable[str]) -> tuple[str, ...]:
    """Those of the paths ``links`` that lead from navigation boxes of the page alone, in their order.

    A box lists what belongs together on hundreds of pages: its links tell nothing of the one page it stands on.
    """
    if "navbox" not in html and 'role="navigation"' not in html:
        return ()
    outside: set[str] = set()
    box, depth = "", 0
    for match in _TAG.finditer(html):
        closing, name, attributes = match.groups()
        if name is None:
            continue
        if box:
            if name == box:
                depth += -1 if closing else 1
                box = box if depth else ""
        elif not closing and _BOX.search(attributes):
            box, depth = name, 1
        elif name == "a" and (entry := _ENTRY.search(attributes)):
            outside.add(unquote(entry[1]))
    return tuple(path for path in links if path not in outside)


def count_references(html: str) -> int:
    """Notes in the lists of references of a finished page."""
    return len(_NOTE.findall(html))
