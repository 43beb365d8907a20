"""What expanding one page has used up and found out so far (MediaWiki: Parser's counters and template caches)."""

from __future__ import annotations

from packager.model import Title
from packager.wikitext.expansion.nodes import Content
from packager.wikitext.settings import Limits


class ExpansionState:
    """Counters and caches of one page's expansion, which all its frames share."""

    __slots__ = ("argument_size", "depth", "empty_calls", "expensive", "include_size", "limits", "limits_hit", "loops",
                 "marks", "nodes", "templates", "trees")

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.limits_hit: set[str] = set()
        """Names of limits that are in the report already."""
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
        self.marks: set[Title] = set()
        """Templates of which only the words stay that a caller gives them to show."""
        self.empty_calls: dict[Title, str] = {}
        """Templates called without arguments, which give the same text everywhere on the page."""
