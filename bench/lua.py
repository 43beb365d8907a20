"""Lua's share of rendering: ``python -m bench.lua``. CPU time, after one warming round.

With the shared test data the pages are those of the mini wiki that use modules most; without them a module of ours.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import packager.lua.parser_function  # noqa: F401 pages of these wikis call modules
from checks.lua_wiki import parser_for, wiki
from checks.mini_wiki import MINI_WIKI, mini_wiki
from packager.lua.runtime import ENGINE, engine_for
from packager.model import Page, Title
from packager.wikitext.parser import new_parser, parse_page
from packager.wikitext.render import render
from packager.wikitext.settings import DEFAULT_NOW, RenderSettings
from packager.wikitext.worker_cache import WorkerCache

_ROUNDS = 3
_PAGES = ("트랜스포머 (기계 학습)", "베를린", "서울특별시", "조지 루카스", "둘러보기 상자 많은 문서")
_BODY = "local p = {}\nfunction p.main(frame) %s end\nreturn p"
_SNIPPETS = {
    "empty #invoke": "return ''",
    "#invoke with 10 arguments": "local n = 0 for k, v in pairs(frame.args) do n = n + #v end return n",
    "#invoke with mw.html": "local h = mw.html.create('table') for i = 1, 10 do h:tag('tr'):tag('td'):wikitext(i) end "
    "return tostring(h)",
}
_LOOPS = {
    "string.match": "('abc 123'):match('%d+')",
    "mw.ustring.match, ASCII": "mw.ustring.match('abc 123', '%d+')",
    "mw.ustring.match, Hangul": "mw.ustring.match('가나다 123', '%a+')",
    "mw.ustring.len, Hangul": "mw.ustring.len('가나다라마바사')",
    "mw.text.split": "mw.text.split('가,나,다', ',')",
    "frame:preprocess": "frame:preprocess('{{#if:x|y}}' .. i)",
}


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _calls() -> None:
    args = "|".join(f"이름{n}=값{n}" for n in range(10))
    for name, body in _SNIPPETS.items():
        parser = parser_for({"시험": _BODY % body})
        parser.preprocess("{{#invoke:시험|main}}")
        count = 2000
        calls = [f"{{{{#invoke:시험|main|{args}|{number}}}}}" for number in range(count)]
        spent = _seconds(lambda p=parser, c=calls: [p.preprocess(call) for call in c])
        print(f"{name:28} {spent / count * 1000:7.3f} ms  {count / spent:9.0f} calls/s")
    for name, expression in _LOOPS.items():
        count = 20_000
        parser = parser_for({"시험": _BODY % f"for i = 1, {count} do local x = {expression} end"})
        spent = _seconds(lambda p=parser: p.preprocess("{{#invoke:시험|main}}"))
        print(f"{name:28} {spent / count * 1e6:7.2f} us  {count / spent:9.0f} calls/s")


def _pages() -> None:
    source = mini_wiki() if MINI_WIKI.exists() else wiki({"시험": _BODY % "return 1"})
    settings = RenderSettings(now=DEFAULT_NOW)
    cache = WorkerCache()
    pages = [page for name in _PAGES if (page := source.page(Title(0, name)))] or list(source.pages.values())[:1]
    print(f"\n{'page':28} {'all ms':>9} {'Lua ms':>9} {'calls':>7} {'host calls':>11}")
    for page in pages:
        best: tuple[float, float, int] | None = None
        for _ in range(_ROUNDS + 1):
            best = min(best or (1e9, 1e9, 0), _page(page, source, settings, cache))
        assert best
        total, lua, host = best
        calls = _invocations(page, source, settings, cache)
        print(f"{page.title.text:28} {total * 1000:9.1f} {lua * 1000:9.1f} {calls:7} {host:11}")


def _page(page: Page, source: object, settings: RenderSettings, cache: WorkerCache) -> tuple[float, float, int]:
    start = time.process_time()
    render(page, source, settings, cache)  # type: ignore[arg-type]
    spent = time.process_time() - start
    engine = cache.data.get(ENGINE)
    return (spent, engine.used_seconds, engine.host_calls) if engine else (spent, 0.0, 0)


def _invocations(page: Page, source: object, settings: RenderSettings, cache: WorkerCache) -> int:
    parser = new_parser(source, settings, page.title, page, cache)  # type: ignore[arg-type]
    parse_page(parser, page.text)
    return engine_for(parser).invocations


def main() -> int:
    _calls()
    _pages()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
