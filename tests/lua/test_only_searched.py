"""When it is proven that a function only looks for patterns in its page's text, and what is kept because of it."""

from __future__ import annotations

import pytest

from checks import small_wiki
from packager.lua.only_searched import looks_only
from packager.lua.runtime import engine_for
from packager.rendering.tracking import TrackingSource
from packager.wikitext.parser import new_parser
from packager.wikitext.settings import DEFAULT_NOW, RenderSettings
from packager.wikitext.worker_cache import WorkerCache

ASKS = "\tlocal text = mw.title.getCurrentTitle():getContent() or '';\t-- all of it\n"


def proof(rest: str, asks: str = ASKS, before: str = "") -> bool:
    source = f"local p = {{}}\nlocal function look()\n{before}{asks}{rest}end\nreturn p\n"
    first = 2 + before.count("\n") + 1
    return looks_only(source, 2, source.count("\n") - 1, first)


@pytest.mark.parametrize(
    ("rest", "asks"),
    [
        ("\treturn text:find('가')\n", ASKS),
        ("\tif text:match ('가') then return 1 end\n", ASKS),
        ("\tfor _, p in ipairs(list) do\n\tlocal a = text:find(p)\n\ttext = text:match('%b{}', a)\n\tend\n", ASKS),
        ("\t-- text\n\treturn 'text', \"text\"\n", ASKS),
        ("\treturn text:find(text:match('가'))\n", ASKS),
        ("\treturn text:find('가')\n", "\tlocal text = mw.title.getCurrentTitle():getContent()\n"),
        ("\ttext = nil\n", '\tlocal text = mw . title . getCurrentTitle( ) : getContent( ) or ""\n'),
    ],
)  # fmt: skip
def test_proven(rest: str, asks: str) -> None:
    assert proof(rest, asks)


@pytest.mark.parametrize(
    ("rest", "asks"),
    [
        ("\treturn text\n", ASKS),
        ("\treturn #text\n", ASKS),
        ("\treturn text .. ''\n", ASKS),
        ("\treturn text == ''\n", ASKS),
        ("\treturn text:len()\n", ASKS),
        ("\treturn text:gsub('가', '나')\n", ASKS),
        ("\treturn string.find(text, '가')\n", ASKS),
        ("\treturn p.text:find('가')\n", ASKS),
        ("\tleak(text)\n", ASKS),
        ("\treturn text['find']\n", ASKS),
        ("\treturn text:find\n", ASKS),
        ("\treturn function() return 1 end\n", ASKS),
        ("\tlocal t = mw.title.getCurrentTitle()\n\treturn text:find('가')\n", ASKS),
        ("\t..'가'\n", "\tlocal text = mw.title.getCurrentTitle():getContent() or ''\n"),
        ("\t:len()\n", "\tlocal text = mw.title.getCurrentTitle():getContent()\n"),
        ("\tor x\n", "\tlocal text = mw.title.getCurrentTitle():getContent()\n"),
        ("\treturn 1\n", "\tlocal text = mw.title.getCurrentTitle():getContent() or leak()\n"),
        ("\treturn 1\n", "\tlocal text = mw.title.getCurrentTitle():getContent() or '' leak(1)\n"),
        ("\treturn 1\n", "\tlocal text = mw.title.getCurrentTitle().text\n"),
        ("\treturn 1\n", "\ttext = mw.title.getCurrentTitle():getContent() or '';\n"),
        ("\treturn 1\n", "\tlocal text = mw.title.new('가'):getContent() or '';\n"),
        ("\treturn 1\n", "\tlocal a, text = mw.title.getCurrentTitle():getContent(), 1;\n"),
    ],
)
def test_not_proven(rest: str, asks: str) -> None:
    assert not proof(rest, asks)


def test_the_main_chunk_is_no_function() -> None:
    assert not looks_only(ASKS + "return {}", 0, -1, 1)


def test_a_string_that_holds_a_comment_and_the_reverse() -> None:
    assert not proof("\tlocal s = '--[['\n\tleak(text)\n\t-- ]]\n")
    assert proof("\t--[[ '\n\tleak(text)\n\t' ]]\n")
    assert not proof("\tleak(text)\n", before="\tlocal s = [[\n\t' ]]\n")


LOOKING = """local function look()
    local text = mw.title.getCurrentTitle():getContent() or ''
    %s
    return text:find('있는 말') and 'Y' or 'N'
end
made = (made or 0) + 1
return { a = look() }"""
PAGES = {
    "하나": "{{#invoke:시험|main}}", "둘": "{{#invoke:시험|main}} 있는 말",
    "셋": "<!-- 있는 말 -->{{#invoke:시험|main}}", "넷": "글 " * 3000 + "{{#invoke:시험|main}}",
    "모듈:시험": "return { main = function() return mw.loadData('모듈:봄').a end }",
}  # fmt: skip
TRICKS = [
    "",
    "string.find = function(s) return #s end",  # a module's own function is given the text
    "string.match = function(s) return #s end",
    "local a = text:find('[')",  # wrong, and only where the matcher gets there
    "for i = 1, 150 do local a = text:find('없' .. i) end",
    "local a = text:find('없는 말', 2)",
    "local a = text:match('()없는 말()')",
    "local a = ('없는 말'):find('말')",
    "pcall(mw.loadData, '모듈:없음')",
]


def rendered(cache: WorkerCache, name: str, trick: str) -> tuple[str, int, object, int]:
    """What the page shows, its instructions and what it asked; and how often its modules asked the host."""
    source = small_wiki.wiki(PAGES | {"모듈:봄": LOOKING % trick})
    asked = TrackingSource(source)
    page = source.pages[small_wiki.title_of(name)]
    parser = new_parser(asked, RenderSettings(now=DEFAULT_NOW), page.title, page, cache)
    shown, engine = parser.preprocess(page.text), engine_for(parser)
    return shown, engine.used_instructions, asked.asked, engine.host_calls


@pytest.mark.parametrize("trick", TRICKS)
def test_tables_that_stay_are_those_of_a_fresh_process(trick: str) -> None:
    names = [name for name in PAGES if ":" not in name]
    fresh = {name: rendered(WorkerCache(), name, trick)[:3] for name in names}
    for turn in range(len(names)):
        cache = WorkerCache()
        for name in names[turn:] + names[:turn] + names[::-1]:
            assert rendered(cache, name, trick)[:3] == fresh[name], name


def test_one_table_for_all_pages_without() -> None:
    cache = WorkerCache()
    trick = "for i = 1, 500 do mw.ustring.len('가' .. i) end"
    calls = [rendered(cache, name, trick)[3] > 500 for name in ("하나", "넷", "둘", "하나")]
    assert calls == [True, False, True, False]
