"""Style sheets inside an article: what may stay of them, below the article's class and with an ink that can be read."""

from __future__ import annotations

import re
from functools import lru_cache

from packager.allowed.css import STRINGS, clean_declarations, clean_sheet
from packager.finish.ink import inked_rule

SCOPE = ".mw-parser-output"
_IN_SCOPE = re.compile(r"\.mw-parser-output(?: ?> ?| )(?![ >]*[+~])")
# The page around an article, and whatever the reader calls its own (``ids.py`` keeps such names out of articles).
_AROUND = re.compile(r"(?<![\w.#-])(?:html|body)(?![\w-])|:root|[.#]r-|^ ?[+~]", re.I)


@lru_cache(maxsize=256)
def article_sheet(text: str) -> str:
    """``clean_sheet`` with every selector below the article's class: a sheet cannot reach the page around it."""
    return clean_sheet(text, _inked, _scoped)


def _inked(declarations: str) -> str:
    return inked_rule(clean_declarations(declarations))


def _scoped(head: str) -> str:
    """The selectors of a list that stay within the article; empty if none does."""
    kept = []
    for part in map(str.strip, _split(head)):
        if part and not _AROUND.search(STRINGS.sub('""', part)):
            kept.append(part if _IN_SCOPE.match(part) else f"{SCOPE} {part}")
    return ",".join(kept)


def _split(head: str) -> list[str]:
    """Selectors of a list: commas in strings, parentheses and brackets separate nothing."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(r'"[^"\n]*"|[,()\[\]]', head):
        depth += (match[0] in "([") - (match[0] in ")]")
        if match[0] == "," and not depth:
            parts.append(head[start : match.start()])
            start = match.end()
    return [*parts, head[start:]]
