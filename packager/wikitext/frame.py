"""Frames: in which page, with which arguments, a piece of wikitext is expanded (MediaWiki: PPFrame).

The frame of the page itself has no arguments; each transclusion and each #invoke makes a child of the frame in which
it stands. Argument values are expanded in the *parent* frame, when they are first asked for, and then kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from packager.model import Title
from packager.wikitext.preprocessor import Content, Part

if TYPE_CHECKING:
    from packager.wikitext.parser import Parser

NO_ARGS, NO_TEMPLATES, STRIP_COMMENTS, NO_IGNORE, RECOVER_COMMENTS, NO_TAGS = 1, 2, 4, 8, 16, 32
RECOVER_ORIG = NO_ARGS | NO_TEMPLATES | NO_IGNORE | RECOVER_COMMENTS | NO_TAGS
"""Flags of ``expand``: give the wikitext back instead of expanding that kind of node."""


class Frame:
    """One level of expansion."""

    __slots__ = ("_cache", "_named", "_numbered", "depth", "open_titles", "parent", "parser", "title", "volatile")

    def __init__(self, parser: Parser, title: Title, parent: Frame | None = None,
                 numbered: Mapping[str, Content] | None = None, named: Mapping[str, Content] | None = None) -> None:
        self.parser = parser
        self.title = title
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.volatile = False
        """True if the expansion must not be reused, because a tag in it counts its uses (<ref>)."""

    def expand(self, content: Content, flags: int = 0) -> str:
        """Wikitext of a node or text with everything in it expanded."""

    def new_child(self, parts: Sequence[Part], title: Title | None = None, index_offset: int = 0) -> Frame:
        """The frame of a template (or module) called with ``parts`` in this frame."""

    def get_argument(self, name: str) -> str | None:
        """Expanded value of ``{{{name}}}``: numbered ones as they stand, named ones trimmed; None if not given."""

    def arguments(self) -> dict[str, str]:
        """All arguments: numbered ones first, in order of appearance; keys are strings, ``"1"`` too."""

    def argument_names(self) -> list[str]:
        """Their names, without expanding values."""

    def is_template(self) -> bool:
        """False for the frame of the page itself."""

    def is_empty(self) -> bool:
        """True if called without arguments."""

    def set_volatile(self) -> None:
        """Marks this frame and its parents as not reusable."""

    def loops(self, title: Title) -> bool:
        """True if ``title`` is being expanded already, here or in a parent."""

    # What Lua's frame object needs.

    def call_function(self, name: str, args: Sequence[str], named: Mapping[str, str] | None = None) -> str | None:
        """Output of the parser function ``name`` (``#tag``, ``lc``, ``#만약`` ...) called with plain texts.

        HTML comes back behind a marker. None if there is no such function. ``named`` are ``name=value`` arguments.
        """

    def expand_template(self, title: Title, args: Mapping[str, str]) -> str | None:
        """Expansion of a page with plain text arguments; None if it does not exist. Raises no error for loops:
        ask ``loops`` and ``depth`` first."""

    def child_of_texts(self, args: Mapping[str, str], title: Title | None = None) -> Frame:
        """``new_child`` for plain text arguments (frame:newChild)."""
