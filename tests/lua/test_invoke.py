"""#invoke: what it shows, what it keeps from page to page and what it does not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checks.lua_wiki import output, parser_for, wiki
from checks.mini_wiki import GOLDEN, MINI_WIKI, mini_wiki
from packager.lua.invocation import MARKS
from packager.lua.runtime import engine_for
from packager.model import NS_MODULE, TIME, Title
from packager.rendering.tracking import TrackingSource
from packager.wikitext.parser import new_parser
from packager.wikitext.render import render
from packager.wikitext.settings import DEFAULT_NOW, RenderSettings
from packager.wikitext.worker_cache import WorkerCache


def _error(message: str, number: int = 0) -> str:
    span = f'<span class="scribunto-error" id="mw-scribunto-error-{number}">{message}</span>'
    return f'<strong class="error">{span}</strong>'


_MODULES = {
    "시험": """local p = { number = 1 }
function p.error() error('일부러 <b>') end
function p.object() error({}) end
function p.plain() error('자리 없음', 0) end
function p.lines() error('한 줄\\n두 줄', 0) end
function p.nothing() end
function p.several() return 1, '가', true, nil, 2 end
function p.controls() return '\\0\\1a\\tb' end
function p.decomposed() return 'e\\204\\129' end
function p.echo(frame) return frame.args[1] end
p['a=b'] = p.echo
return p""",
    "글": "return 'x'",
    "틀림": "local = 1",
    "세기": "local p, n = {}, 0 total = 0 function p.add() n = n + 1 total = total + 1 return n + total end return p",
}


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("없음|f", _error("스크립트 오류: &quot;없음&quot; 모듈이 없습니다.")),
        ("모듈:시험|echo|가", _error("스크립트 오류: &quot;모듈:시험&quot; 모듈이 없습니다.")),
        ("시험", _error("스크립트 오류: 호출할 함수를 지정해야 합니다.")),
        ("시험|f", _error("스크립트 오류: 함수 &quot;f&quot;가 존재하지 않습니다.")),
        ("시험|number", _error("스크립트 오류: &quot;number&quot;는 함수가 아닙니다.")),
        ("글|f", _error("스크립트 오류: 모듈이 string 값을 반환했습니다. 내보내기 테이블을 반환해야 합니다.")),
        ("시험|error", _error("모듈:시험 2번째 줄에서 Lua 오류: 일부러 &lt;b&gt;.")),
        ("시험|object", _error("Lua 오류: unknown error.")),
        ("시험|plain", _error("Lua 오류: 자리 없음.")),
        ("시험|lines", _error("Lua 오류: 한 줄\n두 줄.")),
        ("틀림|f", _error("모듈:틀림 1번째 줄에서 Lua 오류: &#039;&lt;name&gt;&#039; expected near &#039;=&#039;.")),
        ("시험|nothing", ""),
        ("시험|several", "1가true"),
        ("시험|controls", "\ufffd\ufffda\tb"),
        ("시험|decomposed", "é"),
        (" 시험 | echo | 가 ", " 가 "),
        ("시험|echo|1= 가 ", "가"),
        ("시험|a=b|가|나", "가"),
    ],
)
def test_output(call: str, expected: str) -> None:
    assert parser_for(_MODULES).preprocess(f"{{{{#invoke:{call}}}}}") == expected


def test_korean_name_and_iferror() -> None:
    parser = parser_for(_MODULES)
    assert parser.preprocess("{{#호출:시험|echo|가}}") == "가"
    assert parser.preprocess("{{#iferror:{{#invoke:시험|error}}|틀림|맞음}}") == "틀림"


def test_errors_go_into_the_report() -> None:
    parser = parser_for(_MODULES)
    parser.preprocess("{{#invoke:시험|error}}{{#invoke:없음|f}}")
    first, second = parser.output.problems
    assert (first.kind, first.where) == ("lua-error", "모듈:시험")
    assert "2번째 줄" in first.message
    assert "시험|error" in first.message
    assert second.where == "모듈:없음"


def test_every_invocation_starts_anew() -> None:
    parser = parser_for(_MODULES)
    assert parser.preprocess("{{#invoke:세기|add}} {{#invoke:세기|add}}") == "2 2"


def test_a_failing_module_costs_its_own_output_only() -> None:
    body = "if frame.args[1] == 'm' then local t = {} while true do t[#t + 1] = {} end end return '가'"
    modules = {"시험": f"local p = {{}} function p.main(frame) {body} end return p"}
    parser = parser_for(modules, lua_memory=8 << 20)
    text = parser.preprocess("{{#invoke:시험|main}}-{{#invoke:시험|main|m}}-{{#invoke:시험|main}}")
    memory = _error("스크립트를 실행하는 데 허용하는 메모리 크기를 초과했습니다.")
    assert text == f"가-{memory}-가"


def test_time_is_per_page() -> None:
    body = "if frame.args[1] == 'w' then while true do end end return '가'"
    modules = {"시험": f"local p = {{}} function p.main(frame) {body} end return p"}
    source = wiki(modules)
    settings = RenderSettings(now=DEFAULT_NOW, lua_seconds=0.2)
    cache = WorkerCache()
    page = source.pages[Title(0, "시험/문서")]
    parser = new_parser(source, settings, page.title, page, cache)
    expired = "스크립트를 실행하는 데 할당한 시간이 만료되었습니다."
    assert parser.preprocess("{{#invoke:시험|main|w}}") == _error(expired)
    assert parser.preprocess("{{#invoke:시험|main}}") == _error(expired, 1)
    assert new_parser(source, settings, page.title, page, cache).preprocess("{{#invoke:시험|main}}") == "가"


COUNTING = {
    "시험": "return { main = function(frame) for i = 1, frame.args[1] * 1000 do end"
    " return mw.loadData('모듈:속').a .. mw.loadData('모듈:겉').a end }",
    "겉": "for i = 1, 300000 do end return { a = mw.loadData('모듈:속').a }",
    "속": "for i = 1, 500000 do end return { a = '값' }",
}


def steps(cache: WorkerCache, wikitext: str, **settings: object) -> tuple[str, int]:
    source = wiki(COUNTING)
    page = source.pages[Title(0, "시험/문서")]
    parser = new_parser(source, RenderSettings(now=DEFAULT_NOW, **settings), page.title, page, cache)  # type: ignore[arg-type]
    return parser.preprocess(wikitext), engine_for(parser).used_instructions


def test_instructions_are_counted_alike_whatever_was_there_before() -> None:
    call = "{{#invoke:시험|main|100}}"
    warm = WorkerCache()
    fresh = steps(WorkerCache(), call)
    assert fresh[1] > 40  # 800,000 turns of the two tables' loops
    assert [steps(warm, call) for _ in range(3)] == [fresh] * 3
    only_inner = WorkerCache()
    steps(only_inner, "{{#invoke:속|x}}{{#invoke:시험|main|7}}")
    assert steps(only_inner, call) == fresh


@pytest.mark.parametrize("thousands", [1, 2000, 4000, 4100, 6000])
def test_a_count_ends_a_module_at_the_same_place_in_any_process(thousands: int) -> None:
    call = f"{{{{#invoke:시험|main|{thousands}}}}}"
    warm = WorkerCache()
    steps(warm, "{{#invoke:시험|main|1}}", lua_instructions=20_000_000)
    assert steps(warm, call, lua_instructions=20_000_000) == steps(
        WorkerCache(), call, lua_instructions=20_000_000
    )


@pytest.mark.parametrize(
    ("settings", "by_clock"), [({"lua_instructions": 200_000}, False), ({"lua_seconds": 0.2}, True)]
)
def test_what_time_ends_is_told_apart(settings: dict[str, object], by_clock: bool) -> None:
    parser = parser_for({"시험": "return { main = function() while true do end end }"}, **settings)
    assert "만료" in parser.preprocess("{{#invoke:시험|main}}")
    assert (TIME in {problem.kind for problem in parser.output.problems}) is by_clock


def test_data_tables_stay_and_are_recorded() -> None:
    source = wiki({"시험": "return { main = function() return mw.loadData('모듈:자료')['이름'] end }"})
    page = source.pages[Title(0, "시험/문서")]
    cache = WorkerCache()
    for _ in range(2):
        asked = TrackingSource(source)
        parser = new_parser(asked, RenderSettings(now=DEFAULT_NOW), page.title, page, cache)
        assert parser.preprocess("{{#invoke:시험|main}}") == "값"
        assert {("page", "828:시험"), ("page", "828:자료")} <= asked.asked


def test_data_that_ask_for_the_page_do_not_stay() -> None:
    data = "return { title = mw.title.getCurrentTitle().text }"
    source = wiki({"쪽": data, "시험": "return { main = function() return mw.loadData('모듈:쪽').title end }"})
    cache = WorkerCache()
    for name in ("시험/문서", "넘겨주기"):
        page = source.pages[Title(0, name)]
        parser = new_parser(source, RenderSettings(now=DEFAULT_NOW), page.title, page, cache)
        assert parser.preprocess("{{#invoke:시험|main}}") == name


def test_nested_calls_of_one_module() -> None:
    module = """local p = {}
p.depth = mw.getCurrentFrame() and mw.getCurrentFrame().args[1] or 'none'
if p.depth == '1' then p.inner = mw.getCurrentFrame():preprocess('{{#invoke:시험|main|2}}') end
function p.main(frame) return p.depth .. (p.inner or '') .. tostring(frame.args[1]) end
return p"""
    assert parser_for({"시험": module}).preprocess("{{#invoke:시험|main|1}}") == "1221"


def test_expensive_limit() -> None:
    body = "for i = 1, 600 do local x = mw.title.new('가' .. i).exists end"
    assert "too many expensive function calls" in output(body)


_PROBE = """
import sys
from tests.lua.test_invoke import fingerprint
sys.stdout.write(fingerprint(sys.argv[1] == "r"))
"""
_SHUFFLE = """
local t, out = {}, {}
for i = 1, 50 do t[{ i }] = i t[function() end] = -i t['k' .. i] = i end
for k, v in pairs(t) do out[#out + 1] = tostring(v) end
local k, v = next(t)
return table.concat(out, ',') .. tostring(v) .. tostring({}) .. math.random(1e6) .. mw.dumpObject({ {}, t == t })
"""


def fingerprint(reverse: bool) -> str:
    """What pages with order-dependent modules give, rendered in one order or the other."""
    source = wiki({"시험": f"return {{ main = function(frame) {_SHUFFLE} end }}"})
    cache = WorkerCache()
    results = {}
    for title in sorted((t for t in source.pages if t.ns == 0), reverse=reverse):
        page = source.pages[title]
        parser = new_parser(source, RenderSettings(now=DEFAULT_NOW), page.title, page, cache)
        results[page.title.text] = parser.preprocess("{{#invoke:시험|main}} {{#invoke:시험|main}}")
    return json.dumps(results, sort_keys=True, ensure_ascii=True)


def test_same_output_whatever_the_hash_seed_and_the_order() -> None:
    outputs = set()
    for seed, order in (("1", "f"), ("2", "r"), ("77", "f")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PADDING": "x" * int(seed) * 50}
        run = subprocess.run(
            [sys.executable, "-c", _PROBE, order],
            env=environment,
            cwd=Path(__file__).parent.parent.parent,
            capture_output=True,
            text=True,
            check=True,
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1


@pytest.mark.skipif(not MINI_WIKI.exists(), reason="the shared test data are not here")
def test_mini_wiki() -> None:
    source = mini_wiki()
    settings = RenderSettings(now=DEFAULT_NOW)
    cache = WorkerCache()
    parser = new_parser(source, settings, Title(0, "가"), None, cache)
    engine = engine_for(parser)
    frame = engine.state.add_frame(parser.root, None)
    modules = [title for title, page in source.pages.items() if title.ns == NS_MODULE and page.model == "Scribunto"]
    assert len(modules) > 60
    broken = [title.text for title in modules if engine.invoke(title, "none", frame)[0] in ("error", "nomodule")]
    assert broken == []
    golden = [json.loads(line) for line in GOLDEN.read_text("utf-8").split("\n") if line]
    by_name = {title.text: page for title, page in source.pages.items() if title.ns == 0}
    for record in golden:
        page = by_name.get(record["title"])
        if page is None or page.redirect or not record.get("html"):
            continue
        result = render(page, source, settings, cache)
        errors = [problem for problem in result.problems if problem.kind == "lua-error"]
        assert len(errors) == record["html"].count('class="scribunto-error"'), (page.title, errors)


def test_calls_after_the_end_of_the_time_leave_the_page_standing() -> None:
    parser = parser_for({"돌": "local p = {} function p.main() while true do end end return p"}, lua_seconds=0.2)
    text = parser.preprocess("앞글 " + "{{#invoke:돌|main}}," * (MARKS + 1000) + "뒷글")
    assert text.count(" id=") == MARKS + 1
    assert text.startswith("앞글 ")
    assert text.endswith(",,,,뒷글")
    assert [problem.kind for problem in parser.output.problems] == [TIME] + ["lua-error"] * (MARKS + 1)
