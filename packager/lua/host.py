"""The border between Lua and Python: what crosses it, and how errors do.

A host function gets what Lua passes (``bytes``, numbers, booleans, None) and gives plain values back. No Python object
and no Python exception ever reaches a module: Lua sees ``true, values...`` or ``false, message``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from packager.lua.limits import LuaFault, LuaMemory, LuaTimeout, check_deadline
from packager.lua.page_state import PageState

Value = bytes | str | int | float | bool | None
HostFunction = Callable[..., "Value | tuple[Value, ...]"]
"""Called with the page's state first."""

_FATAL_ABORT, _FATAL_TIMEOUT, _FATAL_MEMORY = b"abort", b"timeout", b"memory"


_CLOCK_EVERY = 16


def text(value: object) -> str:
    """A Lua string (or number) as text; bytes that are not UTF-8 become U+FFFD."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def boundary(function: HostFunction, state: PageState) -> Callable[..., tuple[Value, ...]]:
    """Wrap a host function for Lua. Memory is checked here, because running out of it while a result is being
    handed over would leave Python's and Lua's stacks in disorder."""

    def call(*args: Any) -> tuple[Value, ...]:
        state.calls = number = state.calls + 1
        try:
            if not number % _CLOCK_EVERY:
                check_deadline()
            result: Any = function(state, *args)
            if result.__class__ is str:
                result = result.encode("utf-8", "replace")
            if result.__class__ is bytes and state.memory_used() + len(result) <= state.memory_room:
                return True, result  # most calls: one text
            values: list[Value] = [True]
            size = 0
            for value in result if result.__class__ is tuple else (result,):
                kind = value.__class__
                if kind is str:
                    value = value.encode("utf-8", "replace")
                    size += len(value)
                elif kind is bytes:
                    size += len(value)
                elif kind is not int and kind is not bool and kind is not float and value is not None:
                    raise TypeError(f"host functions return plain values, not {kind.__name__}")
                values.append(value)
        except LuaFault as fault:
            values = [False, str(fault).encode("utf-8", "replace")]
            size = len(str(fault))
        except LuaTimeout:
            return False, _FATAL_TIMEOUT, _FATAL_TIMEOUT
        except (LuaMemory, MemoryError):
            return False, _FATAL_MEMORY, _FATAL_MEMORY
        except RecursionError:
            return False, b"stack overflow"
        except BaseException as error:  # kept, and raised again when Lua's stack is gone
            state.pending = state.pending or error
            return False, _FATAL_ABORT, _FATAL_ABORT
        if state.memory_used() + size > state.memory_room:
            return False, _FATAL_MEMORY, _FATAL_MEMORY
        return tuple(values)

    return call
