"""Links of a finished page that lead to pages left out of the drive: the tags go, the words stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

# As finish writes them: no sign of markup inside an attribute; the text of a style sheet is not markup.
_TAG = re.compile(r"<style\b[^>]*>.*?</style>|</a>|<a(?=[\s>])([^>]*)>", re.S)
_ENTRY = re.compile(r'\shref="\./([^"#]*)')


def unlink(html: str, has: Callable[[str], bool]) -> str:
    """``html`` with only those links to entries for whose path ``has`` is true."""
    kept: list[bool] = []
    """For each <a> that is open, whether its tags stay: a table inside a link may hold links of its own."""

    def tag(match: re.Match[str]) -> str:
        if match[1] is not None:
            entry = _ENTRY.search(match[1])
            kept.append(entry is None or has(unquote(entry[1])))
            return match[0] if kept[-1] else ""
        if match[0] == "</a>":
            return match[0] if not kept or kept.pop() else ""
        return match[0]

    return _TAG.sub(tag, html)
