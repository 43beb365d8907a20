"""Running an iterator ahead in a thread, so that unpacking and parsing overlap. Order and content do not change."""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

SWITCH_SECONDS = 0.0005
"""An unpacker needs the interpreter for a moment many times per stream; the default lets it wait 5 ms each time."""


@contextmanager
def quick_switching() -> Iterator[None]:
    """Let unpacking threads have the interpreter soon after they ask for it."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


class Prefetch(Iterator[bytes]):
    """Iterates over ``source`` in a thread that may be a bounded number of bytes ahead; ``close`` ends the thread."""

    def __init__(self, source: Iterator[bytes], ahead: int = 24 << 20) -> None:
        self._source = source
        self._ahead = ahead
        self._pieces: deque[bytes] = deque()
        self._held = 0
        self._end = False
        self._error: BaseException | None = None
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="prefetch", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        error: BaseException | None = None
        try:
            for piece in self._source:
                with self._changed:
                    self._changed.wait_for(lambda: self._held < self._ahead or self._end)
                    if self._end:
                        break
                    self._pieces.append(piece)
                    self._held += len(piece)
                    self._changed.notify_all()
        except BaseException as caught:  # raised again in the thread that iterates
            error = caught
        finally:
            close = getattr(self._source, "close", None)
            if close is not None:
                close()
        with self._changed:
            self._error = error
            self._end = True
            self._changed.notify_all()

    def __next__(self) -> bytes:
        with self._changed:
            self._changed.wait_for(lambda: self._pieces or self._end)
            if self._pieces:
                piece = self._pieces.popleft()
                self._held -= len(piece)
                self._changed.notify_all()
                return piece
        if self._error is not None:
            raise self._error
        raise StopIteration

    def close(self) -> None:
        with self._changed:
            self._end = True
            self._pieces.clear()
            self._changed.notify_all()
        self._thread.join()
