"""What tags give on the drive (``offline``, ``math="mathml"``), where the reference wiki gives nothing or a picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from checks.own_site import SITE
from checks.small_wiki import REVISION
from packager.model import Page, Title
from packager.pages.source import MemorySource
from packager.titles import parse_title
from packager.wikitext.parser import new_parser, parse_page
from packager.wikitext.settings import RenderSettings
from packager.wikitext.state import Parser

SETTINGS = RenderSettings(now=datetime(2024, 6, 1, tzinfo=UTC), math="mathml", offline=True)


def parser(settings: RenderSettings = SETTINGS, **pages: tuple[str, str]) -> Parser:
    """A parser on a wiki with templates given as (model, text)."""
    made = []
    for name, (model, text) in pages.items():
        target = parse_title(name.replace("__", "/"), SITE, 10)
        assert target is not None
        made.append(Page(target.title, 1, REVISION, model, text))
    return new_parser(MemorySource(SITE, made), settings, Title(0, "시험"))


@pytest.mark.parametrize(("wikitext", "part"), [
    ("<timeline>\nPlotData=\n bar:왕조 from:1392 till:1897 text:\"[[조선]]\"\n</timeline>",
     "<ul><li>왕조: 1392–1897 <a "),
    ("<timeline>\nDefine $뜻 = text:\"글\"\nTextData=\n pos:(1,2) $뜻\n</timeline>", "<ul><li>글</li></ul>"),
    ("<score>c d\\addlyrics { 가 나 }</score>", "<p>♪ 가 나</p>"),
    ("<score lang=\"ABC\">T:노래\nCD|</score>", "<p>노래</p>"),
    ("<hiero>A1-nfr</hiero>", '<span class="mw-hiero-text" lang="egy-Egyp">𓀀𓄤</span> '),
    ("<mapframe latitude=\"37.5\" longitude=\"127\" text=\"'''서울'''\" />", "<b>서울</b> (37.5, 127)"),
    ("<maplink>{\"type\":\"Feature\",\"properties\":{\"title\":\"남산\"}}</maplink>", "남산"),
    ("<graph>{\"data\":[{\"values\":[{\"해\":1990,\"값\":5}]}]}</graph>", "<tr><th>해</th><th>값</th></tr>"),
    ("<phonos ipa=\"sʌ\" text=\"서\" />", '서 <span class="IPA">[sʌ]</span>'),
    ("<math>x^2</math>", '<span class="tex-html" dir="ltr"><i>x</i><sup>2</sup></span>'),
    ("<math>x^2</math>", "<msup><mi>x</mi><mn>2</mn></msup>"),
    ("<math>\\frac{1}{</math>", 'mwe-math-failed tex" dir="ltr">frac 1</span>'),
    ("<syntaxhighlight lang=c line>int a;</syntaxhighlight>", '<span class="linenos">1 </span>'),
])  # fmt: skip
def test_readable(wikitext: str, part: str) -> None:
    assert part in parse_page(parser(), wikitext)


@pytest.mark.parametrize("wikitext", [
    "<timeline>\nPlotData=\n</timeline>", "<score></score>", "<hiero></hiero>", "<mapframe />", "<graph>x</graph>",
    "<graph>" + "[" * 5000 + "</graph>", "<phonos />", "<maplink>{\"title\":1}</maplink>",
])  # fmt: skip
def test_no_dead_box(wikitext: str) -> None:
    assert parse_page(parser(), wikitext).strip() in ("", "<p><br />\n</p>", '<p class="mw-empty-elt">\n</p>')


def test_styles_come_once_and_confined() -> None:
    page = parser(가__양식=("sanitized-css", ".상자 > b { color: red; background: url(x) }"))
    tag = '<templatestyles src="가/양식" />'
    html = parse_page(page, f"{tag}{tag}글")
    assert html.count("<style") == 1
    assert ".mw-parser-output .상자 > b{color:red}</style>" in html
    assert page.output.styles == {"TemplateStyles:r7": ".mw-parser-output .상자 > b{color:red}"}


def test_no_styles_where_the_reference_has_none() -> None:
    other = parser(replace(SETTINGS, offline=False), 가=("sanitized-css", ".a{margin:0}"))
    assert parse_page(other, '<templatestyles src="가" />글') == "<p>글\n</p>"


def test_templates_that_leave_nothing() -> None:
    settings = replace(SETTINGS, drop_templates={"틀:토막글": "stub notices"})
    page = parser(settings, 토막글=("wikitext", "이 글은 토막글입니다."))
    assert parse_page(page, "글{{토막글|지리}}") == "<p>글\n</p>"
    assert list(page.output.dropped) == ["stub notices: 토막글"]
