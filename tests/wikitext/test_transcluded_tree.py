"""A template is expanded from what a transclusion sees of it, and pages depend on that alone."""

from __future__ import annotations

import pytest

from checks import small_wiki
from packager.wikitext.expansion.preprocessor import build_tree
from packager.wikitext.expansion.transcluded_tree import tree_digest, without_invisible
from packager.wikitext.tags.registry import TAGS

BASE = "글\n== 절 ==\n{{가|{{{1|없음}}}|이름=<ref>주석</ref>}} 글"


def digest(text: str) -> str:
    return tree_digest(without_invisible(build_tree(text, True, frozenset(TAGS))))


@pytest.mark.parametrize(
    "text",
    [
        BASE + "<!-- 설명 -->",
        "<!-- 설명 -->" + BASE,
        BASE + "<noinclude>{{설명문서}} [[분류:틀]]</noinclude>",
        BASE.replace("{{{1|없음}}}", "{{{1|<!-- 인수 -->없음}}}"),
        BASE.replace("{{가|", "{{가<!-- 틀 -->|"),
        BASE.replace("이름=", "이<!-- -->름="),
        BASE + "<includeonly></includeonly>",
    ],
)
def test_what_nobody_sees_changes_nothing(text: str) -> None:
    assert digest(text) == digest(BASE)


@pytest.mark.parametrize(
    "text",
    [
        BASE + " ",
        BASE.replace("없음", "있음"),
        BASE.replace("{{가|", "{{나|"),
        BASE.replace("이름=", ""),
        BASE.replace("<ref>주석", "<ref><!-- -->주석"),
        BASE.replace("== 절 ==", "=== 절 ==="),
        BASE + "<nowiki><!-- 보임 --></nowiki>",
        BASE.replace("{{{1|없음}}}", "{{{1}}}"),
        BASE.replace(" 글", " {{{1}}}").replace("{{{1|없음}}}", "글"),
        BASE.replace("{{가|", "{<!-- -->{가|"),
    ],
)
def test_what_may_be_seen_does(text: str) -> None:
    assert digest(text) != digest(BASE)


def test_braces_nested_without_end_are_left_as_they_are() -> None:
    deep = "{{가|" * 1000 + "<!-- -->" + "}}" * 1000
    assert digest(deep) == digest(deep) != digest(deep.replace("<!-- -->", ""))


@pytest.mark.parametrize(
    ("call", "shown"),
    [
        ("{{가}}", "<p>글\n</p>"),
        ("{{msgnw:가}}", "글&#60;!-- 설명 --&#62;&#60;noinclude&#62;설명문서"),
        ("{{가}}{{msgnw:가}}", "글글&#60;!-- 설명 --&#62;&#60;noinclude&#62;"),
    ],
)
def test_only_msgnw_shows_the_source(call: str, shown: str) -> None:
    assert shown in small_wiki.render(call, {"틀:가": "글<!-- 설명 --><noinclude>설명문서</noinclude>"})
