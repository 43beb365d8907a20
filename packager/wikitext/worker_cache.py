"""What one worker process keeps from page to page: template trees, and what others put into it."""

from __future__ import annotations

from packager.model import Page, Title
from packager.wikitext.expansion.nodes import Content
from packager.wikitext.expansion.preprocessor import build_tree
from packager.wikitext.slots import Slots

_GENERATION_CHARACTERS = 12_000_000
"""Template text after which trees that were not used since the last time are forgotten."""
_MAX_SNIPPET, _MAX_SNIPPETS = 2_000, 20_000


class WorkerCache:
    """Shared by all pages that one process renders of one wiki; nothing in it depends on the page."""

    __slots__ = ("_old_trees", "_size", "_snippets", "_trees", "data", "tag_names")

    def __init__(self) -> None:
        self._trees: dict[Title, tuple[Page, Content]] = {}
        self._old_trees: dict[Title, tuple[Page, Content]] = {}
        self._snippets: dict[str, Content] = {}
        self._size = 0
        self.tag_names: frozenset[str] = frozenset()
        """Extension tags that the preprocessor recognises; the first parser that uses the cache fills them in."""
        self.data = Slots()
        """What functions and the Lua host keep: resolved names, tables of long #switch calls, compiled chunks."""

    def snippet(self, text: str) -> Content:
        """Tree of a text that is expanded where it stands; short ones are kept, since Lua sends the same again."""
        tree = self._snippets.get(text)
        if tree is None:
            tree = build_tree(text, False, self.tag_names)
            if len(text) <= _MAX_SNIPPET:
                if len(self._snippets) >= _MAX_SNIPPETS:
                    self._snippets.clear()
                self._snippets[text] = tree
        return tree

    def template(self, page: Page) -> Content:
        """Tree of a page that is transcluded."""
        known = self._trees.get(page.title)
        if known is not None and known[0] is page:
            return known[1]
        known = known or self._old_trees.get(page.title)
        if known is not None and known[0].text == page.text:
            tree = known[1]
        else:
            tree = build_tree(page.text, True, self.tag_names)
        self._size += len(page.text)
        if self._size > _GENERATION_CHARACTERS:
            self._old_trees, self._trees = self._trees, {}
            self._size = len(page.text)
        self._trees[page.title] = page, tree
        return tree
