"""Extension tags (``<ref>``, ``<gallery>``, ...): what a handler gets, what it gives, and the one dict of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from packager.wikitext.expansion.frame import Frame


class TagResult(NamedTuple):
    """Output of a tag whose place in the pass order differs from the usual one."""

    text: str
    marker: Literal["general", "nowiki", "none"] = "general"
    """``general``: HTML that the block pass sees; ``nowiki``: put in after it; ``none``: wikitext as it is."""


TagHandler = Callable[["Frame", str | None, dict[str, str]], "str | TagResult"]
"""(frame, content or None for ``<tag/>``, attributes decoded) to HTML; a plain ``str`` takes a general marker."""

TAGS: dict[str, TagHandler] = {}
"""Lower-case tag name to handler. Filled by importing ``packager.wikitext.tags.families``."""


def tag(*names: str) -> Callable[[TagHandler], TagHandler]:
    """Registers a handler under one or more tag names; ``ValueError`` if one of them is taken."""

    def register(handler: TagHandler) -> TagHandler:
        for name in names:
            if name in TAGS:
                raise ValueError(f"tag <{name}> is defined already, by {TAGS[name].__module__}")
            TAGS[name] = handler
        return handler

    return register
