"""Lua code run in the sandbox, on the small wiki with what the Lua cases ask for."""

from __future__ import annotations

from dataclasses import replace

import packager.lua.parser_function  # noqa: F401 pages of these wikis call modules
from checks import small_wiki
from packager.model import NS_MAIN, SiteCounts, Title
from packager.pages.source import MemorySource
from packager.wikitext.parser import new_parser
from packager.wikitext.settings import DEFAULT_NOW, RenderSettings
from packager.wikitext.state import Parser

CONFIG = {"wikibase-item 시험/문서": "Q42", "wikibase-label Q5": "사람", "wikibase-page Q5": "사람"}
PAGES = {
    "시험/문서": "이 문서의 내용",
    "넘겨주기": "#넘겨주기 [[시험/문서#절]]",
    "틀:인사": "안녕, {{{1|누구}}}!{{{이름|}}}",
    "미디어위키:우리말": "첫째 $1, 둘째 $2",
    "모듈:자료": "return { ['이름'] = '값', ['목록'] = { 'ㄱ', 'ㄴ' }, ['속'] = { x = 1 } }",
    "모듈:더하기": "return { ['함께'] = function(a, b) return a + b end, ['이름'] = ... }",
    "모듈:나쁨": "return {",
    "위키백과:자료.json": '{"가": [1, 2], "나": {"다": true}}',
}


def wiki(modules: dict[str, str]) -> MemorySource:
    """The pages above and some modules more."""
    source = small_wiki.wiki(PAGES | {f"모듈:{name}": code for name, code in modules.items()})
    source.counts = SiteCounts(articles=2, pages=8, files=1, edits=30, users=4, admins=1, active_users=2)
    return source


def parser_for(modules: dict[str, str], **settings: object) -> Parser:
    """A parser on the page ``시험/문서``; ``settings`` are fields of RenderSettings."""
    source = wiki(modules)
    page = source.pages[Title(NS_MAIN, "시험/문서")]
    chosen = replace(RenderSettings(now=DEFAULT_NOW, config=CONFIG), **settings)  # type: ignore[arg-type]
    return new_parser(source, chosen, page.title, page)


def output(body: str, call: str = "{{#invoke:시험|main}}", **settings: object) -> str:
    """Wikitext that the function ``main`` with this body returns."""
    parser = parser_for({"시험": f"local p = {{}}\nfunction p.main(frame)\n{body}\nend\nreturn p"}, **settings)
    return parser.preprocess(call)
