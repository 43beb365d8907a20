"""Frames and expansion: laziness, caches, limits, and the record of what a page was made of."""

from __future__ import annotations

from dataclasses import replace

from packager.model import CategoryLink, Title
from packager.rendering.tracking import TrackingSource
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.parser import new_parser
from packager.wikitext.settings import Limits
from packager.wikitext.state import Parser
from tests.wikitext.test_function_cases import parser


def kinds(made: Parser) -> list[str]:
    return [problem.kind for problem in made.output.problems]


def limited(pages: dict[str, str], **limits: int) -> Parser:
    made = parser(pages)
    settings = replace(made.settings, limits=Limits(**limits))  # type: ignore[arg-type]
    return new_parser(made.source, settings, made.title, made.page)


def tracked(pages: dict[str, str]) -> tuple[Parser, TrackingSource]:
    made = parser(pages)
    source = TrackingSource(made.source)
    return new_parser(source, made.settings, made.title, made.page), source


def test_arguments_are_expanded_once_and_only_when_used() -> None:
    made = parser({"틀:가": "{{{1}}}{{{1}}}", "틀:나": "x"})
    assert made.preprocess("{{가|{{나}}|{{다}}}}") == "xx"
    assert Title(10, "다") not in made.output.templates


def test_what_a_page_used_is_recorded() -> None:
    made, source = tracked({"틀:가": "{{나}}{{#ifexist:다|1|0}}{{CURRENTYEAR}}{{NUMBEROFPAGES}}", "틀:나": "나"})
    assert made.preprocess("{{가}}{{없음}}") == "나020242[[:틀:없음]]"
    assert list(made.output.templates) == [Title(10, "가"), Title(10, "나"), Title(10, "없음")]
    assert source.asked == {
        ("tree", "10:가"), ("tree", "10:나"), ("tree", "10:없음"), ("exists", "0:다"), ("word", "currentyear"),
        ("count", "pages"),
    }  # fmt: skip
    assert kinds(made) == ["missing-template"]


def test_absolute_dates_do_not_depend_on_the_clock() -> None:
    made, source = tracked({})
    made.preprocess("{{#time:Y|2001-02-03}}")
    assert not source.asked
    made.preprocess("{{#time:Y|3 March}}")
    assert source.asked == {("time", '["Y", "3 March", "", false]')}


def test_empty_calls_are_reused_but_not_around_references() -> None:
    made = parser({"틀:가": "{{#if:|x}}글", "틀:각주": "{{#if:|x}}<ref>{{PAGENAME}}</ref>"})
    made.preprocess("{{가}}{{가}}{{각주}}{{각주}}")
    assert list(made.expansion.empty_calls) == [Title(10, "가")]


def test_loops_do_not_spoil_the_cache() -> None:
    pages = {"틀:가": "가{{나}}", "틀:나": "나{{가}}"}
    loop = '<span class="error">재귀적인 틀이 발견되었습니다: [[틀:{}]]</span>'
    made = parser(pages)
    assert made.preprocess("{{가}} {{나}}") == f"가나{loop.format('가')} 나가{loop.format('나')}"
    assert set(kinds(made)) == {"template-loop"}


def test_template_depth() -> None:
    made = limited({"틀:가": "{{나}}", "틀:나": "{{다}}", "틀:다": "끝"}, template_depth=2)
    assert made.preprocess("{{가}}") == '<span class="error">틀 반복 깊이 제한을 초과함 (2)</span>'
    assert kinds(made) == ["limit"]


def test_expansion_depth() -> None:
    made = parser({})
    text = "{{#if:x|" * 150 + "끝" + "}}" * 150
    assert "Expansion depth limit exceeded" in made.preprocess(text)
    assert kinds(made) == ["limit"]


def test_nodes() -> None:
    made = limited({"틀:가": "{{{1}}}{{{1}}}{{#if:x|y}}"}, node_count=50)
    assert "Node-count limit exceeded" in made.preprocess("{{가|{{가|{{가|x}}}}}}" * 20)


def test_include_size() -> None:
    made = limited({"틀:가": "가" * 100}, include_size=1000)
    text = made.preprocess("{{가}}" * 5)
    assert text.startswith("가" * 300 + "[[:틀:가]]")
    assert "include size too large" in made.strip.unstrip_both(text)
    assert kinds(made) == ["limit"]


def test_categories() -> None:
    made = limited({}, categories=2)
    made.categorise(Title(14, "가"), "")
    made.categorise(Title(14, "나"), "")
    made.categorise(Title(14, "다"), "")
    made.categorise(Title(14, "라"), "")
    made.categorise(Title(14, "가"), "열쇠")
    assert made.output.category_links() == (CategoryLink(Title(14, "가"), "열쇠"), CategoryLink(Title(14, "나"), ""))
    assert kinds(made) == ["limit"]


def test_expensive_calls() -> None:
    made = limited({"가": "x", "나": "x"}, expensive=1)
    assert made.preprocess("{{#ifexist:가|1|0}}{{#ifexist:가|1|0}}{{#ifexist:나|1|0}}") == "110"


def test_unresolved_calls_may_nest_without_end() -> None:
    made = parser({})
    text = "{{ |" * 5_000 + "}}" * 5_000
    assert made.preprocess(text) == text


def test_what_lua_needs() -> None:
    made = parser({"틀:가": "[{{{1}}}|{{{이름}}}]"})
    frame = made.root.child_of_texts({"1": " 나 ", "이름": " 다 "}, Title(828, "모듈"))
    assert frame.arguments() == {"1": " 나 ", "이름": "다"}
    assert frame.argument_names() == ["1", "이름"]
    assert frame.is_template()
    assert not frame.is_empty()
    assert not made.root.is_template()
    assert frame.expand_text("{{{1}}}{{lc:A}}") == " 나 a"
    assert made.root.expand_template(Title(10, "가"), {"1": "x", "이름": "{{y}}"}) == "[x|{{y}}]"
    assert made.root.expand_template(Title(10, "없음"), {}) is None
    assert made.root.call_function("#만약", ["x", "예", "아니오"]) == "예"
    assert made.root.call_function("#tag", ["b", "가"], {"class": "x"}) == '<b class="x">가</b>'
    assert made.root.call_function("없는함수", []) is None
    assert isinstance(frame.new_child(()), Frame)
    assert frame.loops(Title(828, "모듈"))


def test_headings_of_templates_carry_their_page() -> None:
    made = parser({"틀:가": "== 제목 =="})
    made.preprocess("== 하나 ==\n{{가}}")
    assert made.headings == [(made.title, 1), (Title(10, "가"), 1)]
