"""What expanding one page has used up and found out so far (MediaWiki: Parser's counters and template caches)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packager.model import Title
from packager.wikitext.expansion.nodes import Content

if TYPE_CHECKING:
    from packager.wikitext.parser import Parser


class ExpansionState:
    """Counters and caches of one page's expansion."""

    __slots__ = ("argument_size", "depth", "empty_calls", "expensive", "include_size", "limits", "loops", "nodes",
                 "templates", "trees")

    def __init__(self, parser: Parser) -> None:
        self.limits = parser.settings.limits
        self.nodes = 0
        self.depth = 0
        self.include_size = 0
        self.argument_size = 0
        self.expensive = 0
        self.loops = 0
        """How often a loop or the depth limit was met: what was expanded meanwhile must not be reused."""
        self.templates: dict[str, tuple[str, Content | None, Title] | None] = {}
        """Name in a call to (prefixed title, tree or None if missing, title after redirects); None: no title."""
        self.trees: dict[Title, tuple[Content | None, Title]] = {}
        self.empty_calls: dict[Title, str] = {}
        """Templates called without arguments, which give the same text everywhere on the page."""


def state_of(parser: Parser) -> ExpansionState:
    """The state that all frames of a page share."""
    state: ExpansionState | None = parser.data.get("expansion")
    if state is None:
        state = parser.data["expansion"] = ExpansionState(parser)
    return state


def report_limit(parser: Parser, name: str, message: str) -> None:
    """Puts a limit into the report, once per page."""
    hit: set[str] = parser.data.setdefault("limits hit", set())
    if name not in hit:
        hit.add(name)
        parser.problem("limit", parser.title, parser.language.message(message) or name)
