"""Whether a function does nothing with its page's text but look for patterns in it: a proof by reading the function.

It takes one form, which every citation module has: a line of its own that lays the text into a local variable
(``local text = mw.title.getCurrentTitle():getContent() or ''``), and after it nothing of that variable but
``text:find(...)`` and ``text:match(...)``, and new values for it. What they find is seen by ``lualib/own_text.lua``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from packager.lua.host import HostFunction, Value, text
from packager.lua.lua_tokens import Token, tokens_of
from packager.lua.page_state import PageState
from packager.titles import parse_title

_ASKS = ("mw", ".", "title", ".", "getCurrentTitle", "(", ")", ":", "getContent", "(", ")")
_LONGEST = 20_000


def _variable(here: Sequence[Token]) -> str:
    """The name that gets the text if a line's tokens are that statement and no more, else empty."""
    texts = [token.text for token in here]
    if texts[-1:] == [";"]:
        texts.pop()
    rest = tuple(texts[3 + len(_ASKS) :])
    if tuple(texts[3 : 3 + len(_ASKS)]) != _ASKS or rest not in ((), ("or", "''")):
        return ""
    return texts[1] if texts[0] == "local" and here[1].kind == "name" and texts[2] == "=" else ""


def _goes_on(token: Token) -> bool:
    """Whether a statement may go on with this token in the line after it."""
    return token.kind not in ("name", "keyword") or token.text in ("and", "or")


@lru_cache(maxsize=16)
def _tokens(source: str) -> tuple[Token, ...]:
    return tuple(tokens_of(source))


@lru_cache(maxsize=256)
def looks_only(source: str, first: int, last: int, line: int) -> bool:
    """Whether the text asked for in ``line`` is only looked into by the function of lines ``first`` to ``last``.

    Lines of ``source``, the module, are counted from 1. The main chunk is no function here.
    """
    if not 0 < first <= line <= last:
        return False
    tokens = [token for token in _tokens(source) if first <= token.line <= last]
    texts = [token.text for token in tokens]
    begins = [i for i, token in enumerate(tokens) if token.text == "function" and token.kind == "keyword"]
    # One function: another one inside could keep the text.
    if len(begins) != 1 or tokens[begins[0]].line != first or texts.count("getCurrentTitle") != 1:
        return False
    name = _variable([token for token in tokens if token.line == line])
    after = next((token for token in tokens if token.line > line), None)
    if not name or after is None or (_goes_on(after) and ";" not in [t.text for t in tokens if t.line == line]):
        return False
    for i, token in enumerate(tokens):
        if token.kind != "name" or token.text != name or texts[i + 1 : i + 2] == ["="]:
            continue
        method = texts[i + 1 : i + 4] in ([":", "find", "("], [":", "match", "("])
        if not method or texts[i - 1] in (".", ":"):
            return False
    return True


def only_searched(state: PageState, chunk: bytes, first: int = 0, last: int = 0, line: int = 0) -> Value:
    """Whether the function that asks, of this chunk and these lines, only looks into its page's text."""
    parser = state.parser
    target = parse_title(text(chunk).replace("_", " "), parser.site) if chunk else None
    module = parser.fetch(target.title) if target is not None and not target.interwiki else None
    return module is not None and looks_only(module.text, first, last, line)


FUNCTIONS: dict[str, HostFunction] = {"only_searched": only_searched}
"""Host side of ``lualib/own_text.lua``."""
