"""Answers of the host that stay in a Lua state, in tables that fill themselves.

A module's instructions are counted, and a page must reach its limit at the same place whatever its worker rendered
before. So remembering may not be cheaper than asking: the ``__index`` of such a table is the host function itself, and
Lua counts one instruction whether the answer was there or not. Only answers that are the same on every page stand here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from packager.lua.page_state import PageState

Answer = bytes | str | int | float | bool | list["Answer"] | None
"""None: not remembered, the module asks the long way (and is told what is wrong)."""
Answering = Callable[[PageState, bytes], Answer]
MOST = 4096
"""Answers in one table; more are given but not kept, until a page begins."""
_LONGEST = 300
"""Bytes of a text that is looked up."""
_ROOM = 1 << 20
"""Memory without which nothing is added: a table that grows is for a moment there twice."""

def _encoded(value: Answer) -> Any:
    """The answer with its texts as bytes, and how much memory they take."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace")
    return [_encoded(each) for each in value] if isinstance(value, list) else value


class Remembered:
    """The tables of one Lua state, by name."""

    def __init__(self, runtime: Any, state: PageState, functions: dict[str, Answering]):
        self._table_from, self._state = runtime.table_from, state
        self._kept = dict.fromkeys(functions, 0)
        self.functions: Any = runtime.table_from({n.encode(): self._index(n, f) for n, f in functions.items()})
        """What ``lualib/engine.lua`` makes the tables from."""

    @property
    def full(self) -> bool:
        """Whether a table holds all that it may."""
        return any(kept >= MOST for kept in self._kept.values())

    def forgotten(self) -> None:
        """The tables are new ones."""
        self._kept = dict.fromkeys(self._kept, 0)

    def _index(self, name: str, function: Answering) -> Callable[[Any, Any], Any]:
        state = self._state

        def index(table: Any, key: Any) -> Any:
            if key.__class__ is not bytes or len(key) > _LONGEST or not state.has_room(_ROOM):
                return None
            try:
                value = _encoded(function(state, key))
                if value.__class__ is list:
                    value = self._table_from(value, recursive=True)
                if value is not None and self._kept[name] < MOST:
                    self._kept[name] += 1
                    table[key] = value
                return value
            except Exception:  # the long way tells the module what is wrong
                return None
            except BaseException as error:
                state.pending = state.pending or error
                return None

        return index
