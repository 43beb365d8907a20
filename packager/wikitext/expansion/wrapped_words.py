"""What stays of a mark for editors around words of the article: ``{{언제|1990년대에}}`` leaves «1990년대에»."""

from __future__ import annotations

import re

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.nodes import Content

_MARK = re.compile(
    r"<(sup|sub|small)\b[^>]*>.*?</\1\s*>"
    r"|<(span|i)\b[^>]*\bclass\s*=\s*[\"']?[^\"'>]*(?:Inline-Template|noprint)[^>]*>.*?</\2\s*>"
    r"|\[\[(?:분류|[Cc]ategory):[^\]\n]*\]\]",
    re.DOTALL,
)
_LEAST = re.compile(r"[^\W_]")


def wrapped_words(child: Frame, tree: Content) -> str:
    """Text of a mark's template without the mark; empty if it shows nothing that the caller gave it.

    ``child``: the frame of the call. A value counts as shown if it has a letter or figure and stands in the text as it
    was given; dates of notices and the like are never shown.
    """
    text = _MARK.sub("", child.expand(tree))
    given = (value.strip() for value in child.arguments().values())
    return text.strip() if any(_LEAST.search(value) and value in text for value in given) else ""
