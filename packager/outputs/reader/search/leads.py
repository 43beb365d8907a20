"""The first words of an article, as they stand under its title in lists: a small item each, under its number."""

from __future__ import annotations

import re

SIZE = 200
"""Characters of prose that are kept, whole sentences if any ends among the last half of them."""
NOTHING = b"\n"
"""The item of a page that search does not give: no title, no words."""
_SENTENCE = re.compile(r"[.?!]\s|\n")
_SPACE = re.compile(r"\s+")


def lead(prose: str) -> str:
    """The beginning of a text on one line."""
    if len(prose) <= SIZE:
        return _SPACE.sub(" ", prose).strip()
    ends = [match.start() + 1 for match in _SENTENCE.finditer(prose, SIZE // 2, SIZE)]
    cut = ends[-1] if ends else prose.rfind(" ", SIZE // 2, SIZE)
    return _SPACE.sub(" ", prose[: cut if cut > 0 else SIZE]).strip()


def lead_item(title: str, prose: str) -> bytes:
    """Title, LF, first words."""
    return f"{_SPACE.sub(' ', title)}\n{lead(prose)}".encode("utf-8", "replace")
