"""Extension tags (``<ref>``, ``<gallery>``, ...): what a handler gets, what it gives, and the one dict of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from packager.wikitext.expansion.frame import Frame


class TagResult(NamedTuple):
    """Output of a tag whose place in the pass order differs from the usual one."""

    text: str
    marker: Literal["general", "nowiki", "none"] = "general"
    """``general``: HTML that the block pass sees; ``nowiki``: put in after it; ``none``: wikitext as it is."""


TagHandler = Callable[["Frame", str | None, dict[str, str]], "str | TagResult"]
"""(frame, content or None for ``<tag/>``, attributes decoded) to HTML; a plain ``str`` takes a general marker."""

TAGS: dict[str, TagHandler] = {}
"""Lower-case tag name to handler. Filled by importing ``packager.wikitext.tags``."""


def tag(*names: str) -> Callable[[TagHandler], TagHandler]:
    """Register a handler under one or more tag names."""

    def register(handler: TagHandler) -> TagHandler:
        for name in names:
            TAGS[name] = handler
        return handler

    return register
