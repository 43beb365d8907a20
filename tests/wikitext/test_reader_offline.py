"""Where the drive differs from MediaWiki on purpose: links that are none, next year's words, marks around words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from checks import small_wiki
from checks.own_site import SITE
from packager.titles import parse_title
from packager.wikitext.parser import parse_page
from packager.wikitext.settings import DEFAULT_NOW, RenderSettings

DRIVE = RenderSettings(now=DEFAULT_NOW, offline=True)
MARKS = replace(
    DRIVE,
    drop_templates={"틀:언제": "marks", "틀:알림": "notices"},
    wrapping_templates=frozenset({"틀:언제"}),
)
PAGES = {
    "틀:언제": "<span>{{{1|{{{내용|}}}}}}</span><sup>[언제?]</sup>",
    "틀:알림": "<div>{{{1|}}}</div>",
    "나루": "글",
}


def words(wikitext: str, settings: RenderSettings = DRIVE) -> str:
    html = small_wiki.render(wikitext, PAGES, small_wiki.TITLE, settings)
    return re.sub("<[^>]*>", "", html).strip()


@pytest.mark.parametrize(
    ("wikitext", "shown"),
    [
        ("가 [[나루|]] 다", "가 나루 다"),
        ("가 [[:]] 다", "가  다"),
        ("가 [[나<b>루|이름]] 다", "가 이름 다"),
        ("가 [[나루] 다", "가 나루 다"),
        ("가 [[[[나루]]]] 다", "가 나루 다"),
        ("[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]"),
        ("<nowiki>[[나루|]]</nowiki>", "[[나루|]]"),
        ("가 [[파일:없음.png|섬네일|나루의 [[나루|모습]]", "가 나루의 모습"),
    ],
)
def test_links_that_are_none_show_their_words(wikitext: str, shown: str) -> None:
    assert words(wikitext) == shown
    if "1, 2" not in wikitext and "nowiki" not in wikitext:
        assert "[[" in words(wikitext, replace(DRIVE, offline=False))


@pytest.mark.parametrize("function", ["#bcp47", "#language", "#time", "#expr", "#tag", "lcfirst", "#dir"])
def test_no_piece_of_a_strip_marker_is_left(function: str) -> None:
    shown = words(f"가 {{{{{function}:<ref>주</ref>}}}} 다 {{{{{function}:<nowiki>x y</nowiki>}}}}")
    assert shown.startswith("가")
    assert "\x7f" not in shown
    assert "uniq" not in shown.lower()


def test_unknown_words_are_counted_with_an_example() -> None:
    text = "{{#새말:가}} {{#새말:나}} <newtag x=1>다</newtag> __NEWWORD__ __TOC__ <nowiki>{{#x:y}} __OTHER__ <z/>"
    parser = small_wiki.parser(PAGES, small_wiki.TITLE, DRIVE)
    html = parse_page(parser, text + "</nowiki>")
    assert [tuple(problem) for problem in parser.output.problems] == [
        ("unknown-function", "#새말", "{{#새말:가}}"),
        ("unknown-tag", "newtag", "<newtag x=1>"),
        ("unknown-switch", "__NEWWORD__", "__NEWWORD__"),
    ]
    assert "새말" not in html


@pytest.mark.parametrize(
    ("wikitext", "shown"),
    [
        ("{{언제|1990년대에}} 생겼다", "1990년대에 생겼다"),
        ("{{언제|내용=그때}} 생겼다", "그때 생겼다"),
        ("{{언제|날짜=2020년 1월}} 생겼다", "생겼다"),
        ("{{언제}} 생겼다", "생겼다"),
        ("{{알림|손볼 곳}} 글", "글"),
    ],
)
def test_a_mark_goes_without_the_words_it_stands_around(wikitext: str, shown: str) -> None:
    assert words(wikitext, MARKS) == shown


@pytest.mark.parametrize("letter", ["ა", "ß", "ꞔ"])
def test_letters_without_an_old_capital_stay_small(letter: str) -> None:
    target = parse_title(letter + "나", SITE)
    assert target is not None
    assert target.title.text == letter + "나"


def test_code_in_a_tag_function_is_escaped_once() -> None:
    html = small_wiki.render("{{#tag:syntaxhighlight|<nowiki><b>1</b></nowiki>|lang=text}}", PAGES, settings=DRIVE)
    assert "&lt;b&gt;1" in html
