"""The time limit where Lua's debug hook cannot look: inside a regular expression.

Python's matcher asks for signals as it goes, so a timer of this process's CPU time stops it. The timer is armed
only when length and pattern allow a very long search; threads other than the main one go without (the worker
process is killed from outside then).
"""

from __future__ import annotations

import signal
import threading
import time
from contextlib import AbstractContextManager, nullcontext
from types import FrameType, TracebackType
from typing import Any


class LuaMemory(Exception):
    """A result larger than the page's memory."""


class LuaFault(Exception):
    """An error in the module that called; the text becomes the Lua error."""


class LuaTimeout(Exception):
    """The page's time for Lua is used up."""


class _Deadline:
    at = float("inf")


def set_deadline(seconds: float) -> None:
    """Let this many seconds of CPU time remain."""
    _Deadline.at = time.process_time() + seconds


def check_deadline() -> None:
    """Stop a module that spends its time in the host."""
    if time.process_time() > _Deadline.at:
        raise LuaTimeout


def _expire(signum: int, frame: FrameType | None) -> None:
    raise LuaTimeout


class _Timer(AbstractContextManager[None]):
    """Raises ``LuaTimeout`` at the deadline."""

    def __enter__(self) -> None:
        remaining = _Deadline.at - time.process_time()
        if remaining <= 0:
            raise LuaTimeout
        self._before: Any = signal.signal(signal.SIGVTALRM, _expire)
        if remaining < 3600:
            signal.setitimer(signal.ITIMER_VIRTUAL, remaining)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, self._before)


_UNBOUNDED: AbstractContextManager[None] = nullcontext()
_SHORT = 10**8


def bounded(length: int, repeats: int) -> AbstractContextManager[None]:
    """Guard a search over ``length`` characters with a pattern of ``repeats`` repeated items."""
    if length ** (repeats + 1) < _SHORT or threading.current_thread() is not threading.main_thread():
        return _UNBOUNDED
    return _Timer()
