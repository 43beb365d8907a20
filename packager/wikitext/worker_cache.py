"""What one worker process keeps from page to page: template trees, digests, resolved names, compiled Lua chunks."""

from __future__ import annotations

from hashlib import sha1
from typing import Any

from packager.model import Page, Title
from packager.wikitext.expansion.nodes import Content
from packager.wikitext.expansion.preprocessor import build_tree

_GENERATION_CHARACTERS = 12_000_000
"""Template text after which trees that were not used since the last time are forgotten."""
_MAX_SNIPPET, _MAX_SNIPPETS = 2_000, 20_000


class WorkerCache:
    """Shared by all pages that one process renders of one wiki; nothing in it depends on the page."""

    __slots__ = (
        "_digests", "_old_trees", "_size", "_snippets", "_tag_names", "_trees", "calls", "lua", "names", "switches",
    )  # fmt: skip

    def __init__(self) -> None:
        self._trees: dict[Title, tuple[Page, Content]] = {}
        self._old_trees: dict[Title, tuple[Page, Content]] = {}
        self._snippets: dict[str, Content] = {}
        self._digests: dict[Title, tuple[Page, str]] = {}
        self._size = 0
        self._tag_names: frozenset[str] | None = None
        self.names: Any = None
        """Table of functions and variables in the content language (``functions.names.Names``)."""
        self.calls: dict[str, Any] = {}
        """What stands before a colon, or the whole name of a call, to what it means."""
        self.switches: dict[int, Any] = {}
        """Look-up tables of long #switch calls, by identity of their parts."""
        self.lua: dict[str, Any] = {}
        """For the Lua host: compiled chunks and whatever else it shares between pages."""

    @property
    def tag_names(self) -> frozenset[str]:
        """Extension tags that the preprocessor recognises."""
        if self._tag_names is None:
            from packager.wikitext.tags import TAGS  # the tags themselves need the parser, and that needs this module

            self._tag_names = frozenset(TAGS)
        return self._tag_names

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

    def digest(self, page: Page) -> str:
        """Digest of a page's text, for the record of what a page was made of."""
        known = self._digests.get(page.title)
        if known is not None and (known[0] is page or known[0] == page):
            return known[1]
        digest = sha1(page.text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:16]
        if len(self._digests) > 200_000:
            self._digests.clear()
        self._digests[page.title] = page, digest
        return digest
