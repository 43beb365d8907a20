"""Frames: in which page, with which arguments, a piece of wikitext is expanded (MediaWiki: PPFrame).

The frame of the page itself has no arguments; each transclusion and each #invoke makes a child of the frame in which
it stands. Argument values are expanded in the *parent* frame, when they are first asked for, and then kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from packager.model import Title
from packager.wikitext.expansion.nodes import TRIM, Content, Part

if TYPE_CHECKING:
    from packager.wikitext.state import Parser  # the two at the bottom: a page's state has a frame, which leads back


class Frame:
    """One level of expansion."""

    __slots__ = ("_parts", "_values", "depth", "open_titles", "parent", "parser", "state", "title", "volatile")

    def __init__(
        self, parser: Parser, title: Title, parent: Frame | None = None, parts: dict[str, Part] | None = None
    ) -> None:
        self.parser = parser
        self.title = title
        self.parent = parent
        self._parts = parts
        self._values: dict[str, str] = {}
        self.volatile = False
        """True if the expansion must not be reused, because a tag in it counts its uses (<ref>)."""
        if parent is None:
            self.depth = 0
            # Without the page itself: a template's own page may show how it looks when it is called.
            self.open_titles: frozenset[Title] = frozenset()
            self.state = parser.expansion
        else:
            self.depth = parent.depth + 1
            self.open_titles = parent.open_titles | {title}
            self.state = parent.state

    def expand(self, content: Content) -> str:
        """Wikitext of a node or text with everything in it expanded."""
        return content if isinstance(content, str) else self.parser.passes.expand(self, content)

    def expand_text(self, text: str) -> str:
        """``expand`` for a text without tree (replaceVariables)."""
        if len(text) > self.parser.settings.limits.include_size:
            return text
        return self.expand(self.parser.cache.snippet(text))

    def new_child(self, parts: Sequence[Part], title: Title | None = None, index_offset: int = 0) -> Frame:
        """The frame of a template (or module) called with ``parts`` in this frame."""
        if not parts:
            return Frame(self.parser, title or self.title, self)
        named: dict[str, Part] = {}
        for part in parts:
            if part.index:
                key = part.key if not index_offset else str(part.index - index_offset)
            elif part.key is not None:
                key = part.key
            else:
                key = self.expand(part.name or "").strip(TRIM)
            named[key] = part  # type: ignore[index]
        return Frame(self.parser, title or self.title, self, named)

    def get_argument(self, name: str) -> str | None:
        """Expanded value of ``{{{name}}}``: numbered ones as they stand, named ones trimmed; None if not given."""
        value = self._values.get(name)
        if value is not None:
            return value
        if not self._parts:
            return None
        part = self._parts.get(name)
        if part is None:
            return None
        assert self.parent
        value = self.parent.expand(part.value)
        if not part.index:
            value = value.strip(TRIM)
        self._values[name] = value
        return value

    def argument_names(self) -> list[str]:
        """Their names, without expanding values: numbered ones first, else in order of appearance."""
        if not self._parts:
            return []
        numbered = [name for name, part in self._parts.items() if part.index]
        return numbered + [name for name, part in self._parts.items() if not part.index]

    def arguments(self) -> dict[str, str]:
        """All arguments, expanded; keys are strings, ``"1"`` too."""
        return {name: self.get_argument(name) or "" for name in self.argument_names()}

    def is_template(self) -> bool:
        """False for the frame of the page itself."""
        return self.parent is not None

    def is_empty(self) -> bool:
        """True if called without arguments."""
        return not self._parts

    def set_volatile(self) -> None:
        """Marks this frame and its parents as not reusable."""
        frame: Frame | None = self
        while frame is not None and not frame.volatile:
            frame.volatile = True
            frame = frame.parent

    def loops(self, title: Title) -> bool:
        """True if ``title`` is being expanded already, here or in a parent."""
        return title in self.open_titles

    # What Lua's frame object needs.

    def call_function(self, name: str, args: Sequence[str], named: Mapping[str, str] | None = None) -> str | None:
        """Output of the parser function ``name`` (``#tag``, ``lc``, ``#만약`` ...) called with plain texts.

        HTML comes back behind a marker. None if there is no such function. ``named`` are ``name=value`` arguments.
        """
        return self.parser.passes.call_function(self, name, args, named or {})

    def expand_template(self, title: Title, args: Mapping[str, str]) -> str | None:
        """Expansion of a page with plain text arguments; None if it does not exist.

        Knows no loops and no depth limit: ask ``loops(final_title)`` and ``depth`` first.
        """
        tree, final = self.parser.passes.template_tree(self.parser, title)
        if tree is None:
            return None
        return self.child_of_texts(args, final).expand(tree)

    def final_title(self, title: Title) -> Title | None:
        """The page that transcluding ``title`` really brings, redirects followed; None if there is none."""
        tree, final = self.parser.passes.template_tree(self.parser, title)
        return final if tree is not None else None

    def child_of_texts(self, args: Mapping[str, str], title: Title | None = None) -> Frame:
        """``new_child`` for plain text arguments (frame:newChild); they are not expanded again."""
        parts = {key: _text_part(key, value) for key, value in args.items()}
        return Frame(self.parser, title or self.title, self, parts)


def _text_part(key: str, value: str) -> Part:
    """Positional for ``1``, ``2`` ... (those keep their blanks), else named."""
    positional = key.isascii() and key.isdigit() and key[0] != "0"
    return Part(None, int(key), value) if positional else Part(key, 0, value)
