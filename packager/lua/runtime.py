"""One sandboxed Lua 5.1 state per worker process, and what happens to it from page to page.

Everything that a module may reach is built by ``lualib/engine.lua``; this side makes the state, hands it the host
functions as closures, sets the limits, and throws the state away when it holds too much or ran out of memory.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from functools import cache, partial
from math import inf
from pathlib import Path
from typing import Any

from lupa.lua51 import LuaRuntime

from packager.lua import dates, frames, language, only_searched, seconds, site, text, title, wikibase
from packager.lua.host import HostFunction, Value, boundary
from packager.lua.limits import LuaFault, set_deadline
from packager.lua.page_state import SLACK, PageState
from packager.lua.remembered import Answering, Remembered
from packager.model import NS_MODULE, Title
from packager.titles import parse_title, prefixed
from packager.wikitext.slots import Slot
from packager.wikitext.state import Parser

_LUALIB = Path(__file__).parent / "lualib"
LIBRARY = (
    "order", "base", "package", "data", "invoke", "os", "string", "own_text", "mw", "ustring", "frame", "html", "text",
    "json", "site", "language", "title", "uri", "message", "hash", "svg", "wikibase", "modules",
)  # fmt: skip
"""Files of ``lualib`` in the order in which they are loaded after the engine."""
CACHE_LIMIT = 48 * 1024 * 1024
"""Size of chunks and data tables kept between pages from which on they are dropped."""

_ENTRY = 64 * 1024
"""Room in memory without which no function is called."""


@cache
def _source(name: str) -> bytes:
    return (_LUALIB / f"{name}.lua").read_bytes()


def _refuse(target: object, name: object, setting: bool) -> object:
    raise AttributeError("no attribute is reachable from Lua")


def module_title(state: PageState, name: bytes) -> Value:
    """Full name of the module that ``require`` was given; False if that is none."""
    parser = state.parser
    target = parse_title(name.decode("utf-8", "replace"), parser.site)
    if target is None or target.interwiki or target.title.ns != NS_MODULE:
        return False
    page = parser.source.page(target.title)
    return prefixed(target.title, parser.site) if page is not None and is_module(page.model) else False


def is_module(model: str) -> bool:
    """Whether a page of this content model is Lua code."""
    return model.lower() == "scribunto"


def _module(state: PageState, name: bytes) -> Title:
    target = parse_title(name.decode("utf-8"), state.parser.site)
    if target is None:
        raise LuaFault("invalid module name")
    return target.title


def module_source(state: PageState, name: bytes) -> tuple[Value, ...]:
    title = _module(state, name)
    page = state.parser.source.page(title)
    return (None,) if page is None else (page.text, name.replace(b" ", b"_"))


def compiled_chunk(load: Callable[..., Any], state: PageState, name: bytes) -> Any:
    """The function that a module's source is, for Lua; None if there is none, or an error in it."""
    source = state.parser.source.page(_module(state, name))
    if source is None or source.text.startswith("\x1b"):
        return None
    chunk = load(source.text.encode("utf-8", "replace"), b"=" + name.replace(b" ", b"_"))
    return None if isinstance(chunk, tuple) else chunk


def module_used(state: PageState, name: bytes) -> Value:
    """Note that the page depends on a module (or on its absence, or on a page of data)."""
    parser = state.parser
    target = parse_title(name.decode("utf-8", "replace"), parser.site)
    if target is not None and not target.interwiki and parser.fetch(target.title) is not None:
        parser.output.templates[target.title] = None
    return None


_FUNCTIONS: dict[str, HostFunction] = {
    "module_title": module_title,
    "module_source": module_source,
    "module_used": module_used,
    **dates.FUNCTIONS,
    **frames.FUNCTIONS,
    **text.FUNCTIONS,
    **title.FUNCTIONS,
    **language.FUNCTIONS,
    **seconds.FUNCTIONS,
    **only_searched.FUNCTIONS,
    **site.FUNCTIONS,
    **wikibase.FUNCTIONS,
}

REMEMBERED: dict[str, Answering] = {
    "module_title": module_title,
    **text.REMEMBERED,
    **language.REMEMBERED,
    **site.REMEMBERED,
}
"""Answers that stay in the Lua state: by name, the same on every page."""

_PURE = frozenset({
    "module_title", "module_source", "module_used", "stage", "parse_title", "make_title", "title_url", "uri_encode",
    "interwiki_map", *(name for name in text.FUNCTIONS if name not in ("unstrip", "unstrip_nowiki")),
    "language_name", "language_names", "fallbacks", "is_known_language", "is_supported_language", "bcp47", "is_rtl",
    "letter_case", "format_num", "parse_num", "plural", "duration_part", "list_text",
    "wikibase_label", "wikibase_sitelink", "wikibase_item", "only_searched", "current_title", "content",
})  # fmt: skip
"""Host functions whose answers are the same on every page and at every time, or (modules) noted wherever they count,
or (the page itself) said to be the page's own where they are called."""


class Engine:
    """A Lua state with Scribunto's libraries."""

    def __init__(self, parser: Parser) -> None:
        self.state = PageState()
        self.state.begin(parser)
        self.page: Parser | None = None
        # Many small tables take up to a third more of the process than Lua counts (headers of the allocator).
        self._memory = parser.settings.lua_memory * 4 // 5
        self._seconds = parser.settings.lua_seconds
        self._instructions = parser.settings.lua_instructions
        self._runtime = LuaRuntime(
            encoding=None,
            register_eval=False,
            register_builtins=False,
            unpack_returned_tuples=True,
            attribute_filter=_refuse,
            max_memory=256 * 1024 * 1024,
        )
        self.state.memory_used = self._runtime.get_memory_used
        self.state.memory_room = 256 * 1024 * 1024
        self._table = self._runtime.table_from
        load: Callable[..., Any] = self._runtime.eval(b"loadstring")
        answers: dict[str, Answering] = {"chunk": partial(compiled_chunk, load), **REMEMBERED}
        self._remembered = Remembered(self._runtime, self.state, answers)
        self._api = self._build(parser)
        self._invoke: Callable[..., Any] = self._api[b"invoke"]
        self.broken = False
        """True if a new state should take over with the next page."""
        self._nesting = 0
        self.invocations = 0
        """Calls of #invoke on this page."""
        self._expired = False
        """Whether a call of the page was stopped because its time was over."""
        self._began = 0.0
        """CPU time of the process when the page's first call began."""

    def _build(self, parser: Parser) -> Any:
        as_function: Callable[[Any], Any] = self._runtime.eval(b"python.as_function")
        host = {name.encode(): as_function(boundary(function, self.state)) for name, function in _FUNCTIONS.items()}
        make = self._runtime.eval(b"function(source) return loadstring(source, '@engine') end")
        engine = make(_source("engine"))
        limits = self._table({b"seconds": float(self._seconds), b"instructions": float(self._instructions)})
        pure = self._table({name.encode(): True for name in _PURE})
        api = engine(self._table(host), limits, pure, self._remembered.functions)
        facts = {k.encode(): v.encode() if isinstance(v, str) else v for k, v in site.site_facts(parser).items()}
        api[b"site_facts"] = self._table(facts)
        records = {}
        for record in site.namespaces(parser):
            fields = {
                key.encode(): self._table([alias.encode() for alias in value])
                if isinstance(value, list)
                else value.encode()
                if isinstance(value, str)
                else value
                for key, value in record.items()
            }
            records[record["id"]] = self._table(fields)
        api[b"namespaces"] = self._table(records)
        api[b"now"] = float(int(parser.settings.now.timestamp()))
        for name in LIBRARY:
            api[b"add"](_source(name), b"mw." + name.encode())
        api[b"seal"]()
        return api

    def begin_page(self, parser: Parser) -> None:
        """Forget the page before, point the host functions to the new one, renew the limits."""
        self.page = parser
        self.invocations = 0
        self._expired = False
        self._began = time.process_time()
        self.state.begin(parser)
        seed = zlib.crc32(prefixed(parser.title, parser.site).encode())  # without the date: no page needs another
        self._unlimited(b"begin_page", seed)
        if self._remembered.full:
            self._unlimited(b"forget_answers")
            self._remembered.forgotten()
        used = self._runtime.get_memory_used
        if used() > CACHE_LIMIT and self._unlimited(b"collect") * 1024 > CACHE_LIMIT:
            self._unlimited(b"forget_answers")
            self._remembered.forgotten()
            self._unlimited(b"forget_data")
            self._unlimited(b"collect")
        limit = used() + self._memory + SLACK
        self._runtime.set_max_memory(limit)
        self.state.memory_room = limit - SLACK
        self._unlimited(b"begin_counting")

    def _unlimited(self, name: bytes, *args: float) -> float:
        """Call a function of the engine, also when memory is full: the call itself needs a little."""
        limit = self._runtime.get_max_memory()
        self._runtime.set_max_memory(0)
        result = self._api[name](*args)
        self._runtime.set_max_memory(limit)
        return float(result or 0)

    @property
    def used_seconds(self) -> float:
        """CPU time of this page spent in Lua, and in what Lua asked for."""
        return float(self._seconds - self._unlimited(b"remaining_seconds"))

    @property
    def out_of_time(self) -> bool:
        """Whether the page has no time left for modules: what surrounds a call costs time too, 30,000 times over."""
        return self._expired or time.process_time() - self._began > self._seconds

    @property
    def ended_by_clock(self) -> bool:
        """Whether it was time and not a count that ended a module of this page."""
        late = time.process_time() - self._began > self._seconds
        return late or bool(self._unlimited(b"by_clock"))

    @property
    def used_instructions(self) -> int:
        """Steps of 20,000 instructions that this page's modules have run."""
        return int(self._unlimited(b"steps"))

    @property
    def host_calls(self) -> int:
        """Calls from Lua to the host on this page."""
        return self.state.calls

    def invoke(self, module: Title, function: str, frame_number: int) -> tuple[str, str, str]:
        """Run a function of a module: status, text or message, trace."""
        self.invocations += 1
        if not self.state.has_room(_ENTRY):
            if not self._nesting:
                self._unlimited(b"collect")
            if not self.state.has_room(_ENTRY):
                return "memory", "", ""
        set_deadline(max(self._unlimited(b"remaining_seconds"), 0))
        name = prefixed(module, self.state.parser.site).encode("utf-8", "replace")
        self._nesting += 1
        try:
            result = self._invoke(name, function.encode("utf-8", "replace"), frame_number)
        except MemoryError:
            self.broken = True
            return "memory", "", ""
        finally:
            self._nesting -= 1
            if not self._nesting:
                set_deadline(inf)  # what is built between two pages has no limit
        if self.state.pending is not None:
            raise self.state.pending
        parts = result if isinstance(result, tuple) else (result,)
        status, *rest = (part.decode("utf-8", "replace") if isinstance(part, bytes) else "" for part in parts)
        if status == "memory":
            self.broken = True
        self._expired |= status == "timeout"
        rest += ["", ""]
        return status, rest[0], rest[1]


ENGINE: Slot[Engine] = Slot("lua engine")
"""The one of the worker."""


def engine_for(parser: Parser) -> Engine:
    """The worker's engine, turned to the page of ``parser``."""
    known = parser.cache.data.get(ENGINE)
    if known is None or (known.broken and known.page is not parser):
        known = Engine(parser)
        parser.cache.data.put(ENGINE, known)
    if known.page is not parser:
        known.begin_page(parser)
    return known
