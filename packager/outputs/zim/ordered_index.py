"""Documents of the full-text index in the order of the entries, for any number of libzim's indexing threads."""

from __future__ import annotations

import threading

from libzim.writer import IndexData

from packager.outputs.zim.index_text import fold, keywords


class Turn:
    """Lets threads pass in the order of their numbers."""

    def __init__(self) -> None:
        self._next = 0
        self._changed = threading.Condition()

    def wait(self, number: int) -> None:
        """Block until all smaller numbers are done."""
        with self._changed:
            self._changed.wait_for(lambda: self._next >= number)

    def done(self, number: int) -> None:
        """Let ``number + 1`` pass."""
        with self._changed:
            self._next = max(self._next, number + 1)
            self._changed.notify_all()


class OrderedIndexData(IndexData):  # type: ignore[misc]
    """Index data of one page.

    libzim asks for the keywords last, just before it adds the document, and drops the object just after: waiting in
    the one and passing the turn on in the other orders the documents for any number of threads.
    """

    def __init__(self, turn: Turn, number: int, title: str, prose: str) -> None:
        super().__init__()
        self.turn, self.number, self.title, self.prose = turn, number, title, prose

    def has_indexdata(self) -> bool:
        return True

    def get_title(self) -> str:
        return fold(self.title)

    def get_content(self) -> str:
        return fold(self.prose)

    def get_keywords(self) -> str:
        words = fold(keywords(self.title))
        self.turn.wait(self.number)
        return words

    def get_wordcount(self) -> int:
        return len(self.prose.split())

    def get_geoposition(self) -> None:
        return None

    def __del__(self) -> None:
        self.turn.done(self.number)
