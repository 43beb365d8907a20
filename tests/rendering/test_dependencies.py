"""A page's row follows from the page, the wiki and the configuration, never from what its worker rendered before."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from bench.synth_dump import write_plain
from checks.own_site import SITE
from checks.small_wiki import model_of, title_of
from checks.small_wiki import wiki as small_wiki
from packager.config import Config, RenderConfig
from packager.model import Page, Revision, Title
from packager.pages.open_store import ingested
from packager.pages.store import PageStore
from packager.rendering.executor import Failure, Limits
from packager.rendering.job import Job
from packager.rendering.keys import environment
from packager.rendering.pool import Pool
from packager.rendering.update import Updated, update
from packager.rendering.worker import Worker
from packager.rendering.workstore import Result, WorkStore, unpack, unpack_dependencies
from packager.terminal.progress import Progress
from packager.titles import parse_title

QUESTIONS = [
    (name, wikitext)
    for line in (Path(__file__).parent / "questions.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for name, _, wikitext in [line.partition("\t")]
]
COMPARING = """
local p = {}
function p.later(date)
    local lang = mw.getContentLanguage()
    local good1, asked, good2, tomorrow
    good1, asked = pcall(lang.formatDate, lang, 'U', date)
    good2, tomorrow = pcall( lang.formatDate, lang, 'U', 'today + 2 days' ) -- that day's beginning
    if good1 and good2 then
        asked = tonumber(asked) or lang:parseFormattedNumber(asked)
        tomorrow = tonumber(tomorrow)
    else
        return false
    end
    if 979516800 <= asked and asked < tomorrow then
        return true
    end
    return false
end
function p.shown(date)
    local lang = mw.getContentLanguage()
    local good, tomorrow
    good, tomorrow = pcall(lang.formatDate, lang, 'U', 'today + 2 days')
    return tomorrow
end
return p
"""
# Looks into the page for how dates are written, as citation modules do: the same on every page that does not say.
LOOKING = """
local patterns = { '([일월]+)년 *표기', '표기 *없음' }
local function look()
    local text = mw.title.getCurrentTitle():getContent() or '';  -- of the page
    for _, pattern in ipairs(patterns) do
        local start, _, found = text:find(pattern);
        if start then
            text = text:match('%a+', start)
            return found or '?'
        end
    end
end
local names = {}
for code, name in pairs(mw.language.fetchLanguageNames('ko', 'all')) do names[mw.ustring.lower(name)] = code end
return { a = look() or '말 없음', names = names }
"""
WHOLE = """
local function look()
    local text = mw.title.getCurrentTitle():getContent() or ''
    return #text .. tostring(text:find('없는 것'))
end
return { a = look() }
"""
SHOWING = """return {
    main = function() return mw.loadData('모듈:표기의 자료 속').a end,
    inner = function() return mw.loadData('모듈:표기의 자료').a end,
    whole = function() return mw.loadData('모듈:글 모두').a .. mw.loadData('모듈:글 모두의 자료').a end,
}"""
SUPPORT = {
    "모듈:견주기": COMPARING, "모듈:표기의 자료 속": LOOKING, "모듈:글 모두": WHOLE, "모듈:표기": SHOWING,
    "모듈:표기의 자료": "return { a = mw.loadData('모듈:표기의 자료 속').a .. '!' }",
    "모듈:글 모두의 자료": "return { a = mw.loadData('모듈:글 모두').a .. '!' }",
    "모듈:조심": "return { a = tostring(pcall(mw.loadData, '모듈:새 자료')) }",
    "틀:가": "가 {{{1|없음}}}", "틀:나": "나 {{가}}", "틀:가로": "#넘겨주기 [[틀:가]]", "틀:다른": "다른 것",
    "틀:모양.css": ".a { color: red }", "미디어위키:Tagline": "한 줄", "미디어위키:And": " 그리고",
    "모듈:낱말": "return { main = function() return '낱말' end }", "모듈:자료": "return { a = '값' }",
    "모듈:자료 둘": "return { a = mw.loadData('모듈:자료').a }",
    "모듈:수의 자료": "return { a = mw.site.stats.articles }", "모듈:날짜의 자료": "return { a = os.date('%B') }",
    "위키백과:자료.json": '{"a": 1}', "고칠 문서": "<section begin=가 />처음 글<section end=가 />",
    "틀:설명이 바뀐 틀": "값 {{{1}}}<noinclude>옛 설명</noinclude>",
    "옮길 문서": "글", "판만 다른 문서": "같은 글", "고칠 문서/하나": "하나",
}  # fmt: skip
CHANGED = {
    "틀:가": "다 {{{1|없음}}}", "틀:새 틀": "있다", "틀:모양.css": ".a { color: blue }", "미디어위키:Tagline": "두 줄",
    "미디어위키:And": " 또는", "모듈:낱말": "return { main = function() return '다른 낱말' end }",
    "모듈:자료": "return { a = '다른 값' }", "위키백과:자료.json": '{"a": 2}',
    "고칠 문서": "<section begin=가 />고친 글이 더 길다<section end=가 />", "옮길 문서": "#넘겨주기 [[고칠 문서]]",
    "모듈:새 자료": "return {}",
    "틀:설명이 바뀐 틀": "값 {{{1<!-- 첫째 -->}}}<!-- 새 설명 --><noinclude>[[분류:틀]]</noinclude>",
    "새 문서": "새 글", "파일:새 그림.png": "설명", "분류:새 분류": "갈래", "고칠 문서/둘": "둘",
}  # fmt: skip
THEN, LATER = "20260901000000", "20270102000000"
LIMITS = Limits(60.0, 1 << 30)


def texts(support: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from support.items()
    for number, (name, wikitext) in enumerate(QUESTIONS):
        expression = wikitext.removeprefix("lua ")
        if expression != wikitext:
            code = f"return {{ main = function(frame) return tostring({expression}) end }}"
            yield f"모듈:물음 {number}", code
            wikitext = f"{{{{#invoke:물음 {number}|main}}}}"
        yield f"물음 {name}", wikitext.replace("\\n", "\n")


def pages(support: dict[str, str], revised: Sequence[str] = ()) -> Iterator[Page]:
    # Numbers go by name, so that no page gets another because one was added.
    for name, text in texts(support):
        title = title_of(name)
        number = 1 + zlib.crc32(name.encode()) % 1_000_000
        number = number + 1_000_000 if name in revised else number
        redirect = parse_title(text.partition("[[")[2].partition("]]")[0], SITE) if text.startswith("#넘") else None
        revision = Revision(number, f"2026-08-0{2 if name in revised else 1}T00:00:00Z")
        yield Page(title, number, revision, model_of(title), text, redirect)


def opened(folder: Path, made: Iterator[Page]) -> PageStore:
    folder.mkdir(parents=True, exist_ok=True)
    dump = write_plain(made, SITE, folder / "kowiki-20260901-pages-articles.xml")
    return ingested((dump,), folder / "pages.sqlite", Progress(stream=StringIO(), quiet=True))


def job_for(store: PageStore, now: str) -> Job:
    return Job(store.path, None, Config(), now, environment(store, Config()))


def articles(store: PageStore) -> list[Title]:
    return [title for title in store.titles(0) if title.text.startswith("물음 ")]


def brought_up_to_date(works: WorkStore, store: PageStore, now: str) -> Updated:
    return update(works, articles(store), store, job_for(store, now), 1, Progress(stream=StringIO(), quiet=True))


def rows(works: WorkStore, store: PageStore) -> dict[Title, tuple[object, ...]]:
    return {
        title: (works.kept(title)[0], replace(page, problems=())) if (page := works.page(title)) else ()
        for title in articles(store)
    }


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> PageStore:
    return opened(tmp_path_factory.mktemp("before"), pages(SUPPORT))


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> PageStore:
    return opened(
        tmp_path_factory.mktemp("after"), pages(SUPPORT | CHANGED, ("고칠 문서", "판만 다른 문서"))
    )


def start(job: Job) -> Callable[[Title], Result]:
    return Worker(job)


def in_fresh_processes(store: PageStore, titles: Sequence[Title], now: str) -> dict[Title, Result]:
    """Each page by a process that has rendered nothing before."""
    found: dict[Title, Result] = {}
    for title in titles:
        for _, result in Pool(1, start, (job_for(store, now),), LIMITS).run([title]):
            assert not isinstance(result, Failure), result
            found[title] = result
    return found


def readable(result: Result) -> tuple[object, ...]:
    return (unpack_dependencies(result.dependencies), unpack(result.html), unpack(result.facts), result.key)


@pytest.mark.slow
def test_rows_do_not_depend_on_order_or_batches(before: PageStore) -> None:
    titles = articles(before)
    wanted = in_fresh_processes(before, titles, THEN)
    job = job_for(before, THEN)
    for seed in range(5):
        order = random.Random(seed).sample(titles, len(titles))
        for size in (1 + seed, 7, len(order)):
            for start_of_batch in range(0, len(order), size):
                worker = Worker(job)
                for title in order[start_of_batch : start_of_batch + size]:
                    assert readable(worker(title)) == readable(wanted[title]), (title, seed, size)


# Runs until its instructions are used up, and leaves something behind on the way: links, one after another.
ENDLESS = """
local p = {}
function p.main(frame)
    local words = require('모듈:낱말')
    local data = mw.loadData('모듈:표기의 자료')
    local map = mw.site.interwikiMap()
    for number = 1, 1e9 do
        frame:preprocess('[[끝 ' .. number .. ']]')
        mw.ustring.find('가나다', '[' .. number % 7 .. '나]')
        mw.ustring.lower('ÄÖ' .. number % 11)
        string.find('abc', number % 5 .. '+', 1)
        pcall(require, '모듈:없음 ' .. number % 3)
    end
end
return p
"""
LIMITED = {
    "모듈:끝없음": ENDLESS, "물음 하나": "{{#invoke:끝없음|main}}",
    "물음 둘": "{{#invoke:표기|main}} {{#invoke:끝없음|main}}",
    "물음 셋": "<!-- 일월년 표기 -->{{#invoke:끝없음|main}}",
    "물음 넷": "{{#invoke:표기|whole}} {{#invoke:표기|inner}}",
}  # fmt: skip


def test_a_limit_is_reached_at_the_same_place_whatever_was_rendered_before(tmp_path: Path) -> None:
    support = {name: text for name, text in SUPPORT.items() if name.startswith("모듈:")} | LIMITED
    made = small_wiki(support).pages.values()
    dump = write_plain(made, SITE, tmp_path / "kowiki-20260901-pages-articles.xml")
    store = ingested((dump,), tmp_path / "pages.sqlite", Progress(stream=StringIO(), quiet=True))
    config = Config(render=RenderConfig(lua_million=1))
    job = Job(store.path, None, config, THEN, environment(store, config))
    titles = articles(store)
    wanted = {title: readable(Worker(job)(title)) for title in titles}
    assert sum("만료" in str(row) for row in wanted.values()) == 3
    for seed in range(5):
        worker = Worker(job)
        for title in random.Random(seed).sample(titles, len(titles)):
            assert readable(worker(title)) == wanted[title], (title, seed)


def test_a_warm_build_gives_the_rows_of_a_cold_one(before: PageStore, after: PageStore, tmp_path: Path) -> None:
    warm, cold = WorkStore(tmp_path / "warm.sqlite"), WorkStore(tmp_path / "cold.sqlite")
    brought_up_to_date(warm, before, THEN)
    old = rows(warm, before)
    updated = brought_up_to_date(warm, after, LATER)
    brought_up_to_date(cold, after, LATER)
    new = rows(cold, after)
    warm_rows = rows(warm, after)
    for title, row in new.items():
        assert warm_rows[title] == row, title
        same = title.text.endswith("(같음)")
        assert (old[title][1] == row[1]) is same, f"{title}: the two wikis should differ in it"
    assert updated.reused == sum(title.text.endswith("(같음)") for title in new)


@pytest.mark.parametrize("now", ["20260901000001", "20261001000000", "20270101000000"])
def test_another_moment_alone(before: PageStore, tmp_path: Path, now: str) -> None:
    warm, cold = WorkStore(tmp_path / "warm.sqlite"), WorkStore(tmp_path / "cold.sqlite")
    brought_up_to_date(warm, before, THEN)
    old = rows(warm, before)
    updated = brought_up_to_date(warm, before, now)
    brought_up_to_date(cold, before, now)
    new = rows(cold, before)
    assert rows(warm, before) == new
    changed = sum(old[title][1] != row[1] for title, row in new.items())
    # The table that os.date("*t") gives is one answer, whichever of its fields the module reads.
    assert changed <= updated.rendered <= changed + 1, "a page whose answers are the same is not rendered again"


