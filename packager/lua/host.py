"""The border between Lua and Python: what crosses it, and how errors do.

A host function gets what Lua passes (``bytes``, numbers, booleans, None) and gives plain values back. No Python object
and no Python exception ever reaches a module: Lua sees ``true, values...`` or ``false, message``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from packager.lua.limits import LuaTimeout, check_deadline

if TYPE_CHECKING:
    from packager.lua.page_state import PageState

Value = bytes | str | int | float | bool | None
HostFunction = Callable[..., "Value | tuple[Value, ...]"]
"""Called with the page's state first."""

_FATAL_ABORT, _FATAL_TIMEOUT, _FATAL_MEMORY = b"abort", b"timeout", b"memory"


_CLOCK_EVERY = 16


class LuaMemory(Exception):
    """A result larger than the page's memory."""


class LuaFault(Exception):
    """An error in the module that called; the text becomes the Lua error."""


def text(value: object) -> str:
    """A Lua string (or number) as text; bytes that are not UTF-8 become U+FFFD."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def _to_lua(value: Value) -> Value:
    if isinstance(value, str):
        return value.encode("utf-8", "replace")
    if value is None or isinstance(value, bytes | int | float):
        return value
    raise TypeError(f"host functions return plain values, not {type(value).__name__}")


def boundary(function: HostFunction, state: PageState) -> Callable[..., tuple[Value, ...]]:
    """Wrap a host function for Lua. Memory is checked here, because running out of it while a result is being
    handed over would leave Python's and Lua's stacks in disorder."""

    def call(*args: Any) -> tuple[Value, ...]:
        try:
            state.calls += 1
            if not state.calls % _CLOCK_EVERY:
                check_deadline()
            result = function(state, *args)
            several = result if isinstance(result, tuple) else (result,)
            values: tuple[Value, ...] = (True, *map(_to_lua, several))
        except LuaFault as fault:
            values = (False, str(fault).encode("utf-8", "replace"))
        except LuaTimeout:
            return False, _FATAL_TIMEOUT, _FATAL_TIMEOUT
        except (LuaMemory, MemoryError):
            return False, _FATAL_MEMORY, _FATAL_MEMORY
        except RecursionError:
            values = (False, b"stack overflow")
        except BaseException as error:  # kept, and raised again when Lua's stack is gone
            state.pending = state.pending or error
            return False, _FATAL_ABORT, _FATAL_ABORT
        size = sum(len(value) for value in values if isinstance(value, bytes))
        if not state.has_room(size):
            return False, _FATAL_MEMORY, _FATAL_MEMORY
        return values

    return call
