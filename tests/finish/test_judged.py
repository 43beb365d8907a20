"""What is remembered of a judgement: nothing that hangs on the world or on what is inside an element."""

from __future__ import annotations

import pytest

from checks.worlds import SmallWorld
from packager.finish.drop_list import DropList
from packager.finish.element import Action, Context, Element, Policy, Rule, World
from packager.finish.judged import Judge
from packager.finish.rules import RULES
from packager.finish.walk import Walk

QUOTES = frozenset({"blockquote"})
PAGE = '<blockquote cite="/wiki/서울">가</blockquote><blockquote cite="/wiki/서울">나</blockquote>'
SEOUL, NOWHERE = SmallWorld({"서울"}), SmallWorld()


def judge(*rules: Rule) -> Judge:
    return Judge((*rules, *RULES), Policy(), DropList())


def written(judge: Judge, world: World = NOWHERE, html: str = PAGE) -> str:
    return Walk(judge, world).run(html).html


def drop(element: Element, context: Context) -> Action:
    return Action.DROP


def source_is_missing(element: Element, context: Context) -> bool:
    return context.world.link(element.attributes.get("cite") or "") is None


def says_ga(element: Element, context: Context) -> bool:
    return element.text() == "가"


def test_a_rule_that_asks() -> None:
    asking = judge(Rule("source", QUOTES, source_is_missing, drop, asks=True))
    assert written(asking, SEOUL) == "<blockquote>가</blockquote><blockquote>나</blockquote>"
    assert written(asking, NOWHERE) == ""  # the same element, another world: nothing was remembered
    assert written(asking, SEOUL) != ""


def test_a_rule_that_asks_and_does_not_say_so() -> None:
    with pytest.raises(RuntimeError, match="must say so"):
        written(judge(Rule("source", QUOTES, source_is_missing, drop)))


def test_a_rule_that_reads() -> None:
    reading = judge(Rule("word", QUOTES, says_ga, drop, reads=True))
    assert written(reading) == "<blockquote>나</blockquote>"  # the same name and attributes, another content


def test_a_rule_that_reads_and_does_not_say_so() -> None:
    with pytest.raises(RuntimeError, match="must say so"):
        written(judge(Rule("word", QUOTES, says_ga, drop)))


@pytest.mark.parametrize("find", [source_is_missing, says_ga])
def test_the_leave_of_one_rule_is_not_that_of_the_next(find: object) -> None:
    """On an element that is judged each time, too, a rule gets only what it has asked for."""
    leave = Rule("leave", QUOTES, lambda element, context: False, drop, asks=True, reads=True)
    with pytest.raises(RuntimeError, match="must say so"):
        written(judge(leave, Rule("trespass", QUOTES, find, drop)))  # type: ignore[arg-type]


LINK = '<a href="/wiki/%EC%84%9C%EC%9A%B8">가</a>'


def test_one_answer_is_remembered_with_what_it_was() -> None:
    plain = judge()
    assert plain.asked("a") is not None
    assert written(plain, SEOUL, LINK) == '<a href="./서울">가</a>'
    assert written(plain, NOWHERE, LINK) == "가"  # the same element, another answer
    before = plain.answered.cache_info()
    assert written(plain, SEOUL, LINK + LINK) == '<a href="./서울">가</a>' * 2
    assert plain.answered.cache_info().hits == before.hits + 2
    assert plain.answered.cache_info().misses == before.misses


def test_a_second_rule_that_asks_about_links() -> None:
    """Then no single answer decides: every link is judged anew, and each rule gets its own answer."""
    both = judge(Rule("other", frozenset({"a"}), lambda e, context: bool(context.world.link("x")), drop, asks=True))
    assert both.asked("a") is None
    assert written(both, SEOUL, LINK) == '<a href="./서울">가</a>'
    assert written(both, NOWHERE, LINK) == "가"


def test_only_marked_elements_are_judged_each_time() -> None:
    marked = judge(Rule("word", QUOTES, says_ga, drop, frozenset({"poem"}), reads=True))
    assert not marked.each_time("blockquote")
    assert marked.remembered("blockquote", "html", (("class", "a poem"),)) is None
    assert marked.remembered("blockquote", "html", (("class", "a"),)) is not None
    html = '<blockquote class="poem">가</blockquote><blockquote class="poem">나</blockquote><blockquote>가</blockquote>'
    assert written(marked, html=html) == '<blockquote class="poem">나</blockquote><blockquote>가</blockquote>'


def test_what_is_judged_each_time() -> None:
    """Computed from the rules; whoever adds a rule for a common element sees here what it costs."""
    tags = ("a", "audio", "b", "div", "feImage", "image", "img", "li", "mglyph", "p", "span", "style", "table", "td",
            "tr", "ul", "video")  # fmt: skip
    each = {tag for tag in tags if judge().each_time(tag)}
    assert each == {"a", "audio", "feImage", "image", "img", "mglyph", "style", "tr", "video"}
