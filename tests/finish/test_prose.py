"""The running text of a page, as search sees it."""

import pytest

from checks.worlds import EveryTitle
from packager.finish.finish import finish


def prose(fragment: str) -> str:
    return finish(fragment, EveryTitle()).prose


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("", ""),
        ("  ", ""),
        ("그냥 글", "그냥 글"),
        ("<p>하나 <b>둘</b>  셋\n넷</p><p>다섯</p>", "하나 둘 셋\n넷\n다섯"),
        ('<p>사실이다.<sup class="reference"><a href="#a">[1]</a></sup> 다음</p>', "사실이다. 다음"),
        ('<div class="hatnote">다른 뜻</div><p>글</p><div class="navbox x"><p>틀</p></div>', "글"),
        ('<table class="infobox"><tr><th>수도</th><td>베를린</td></tr></table><p>글</p>', "글\n수도\n베를린"),
        ("<table><tr><td>사과</td><td>1,234.5</td></tr><tr><td>배</td><td>−3 %</td></tr></table>", "사과\n배"),
        ('<p>값 <span style="color:red;display: none">숨김</span>끝</p>', "값 끝"),
        ('<p>식 <math alttext="x＜1"><mi>x</mi></math>은</p>', "식 x<1은"),
        ('<p>식 <span class="tex-html"><i>x</i></span>은</p>', "식 은"),
        ("<ul><li>가<ul><li>나</li></ul></li><li>다</li></ul>", "가\n나\n다"),
        ("<p>가<br>나<!-- 말 -->다</p>", "가\n나다"),
        ("<ruby>대한<rt>大韓</rt></ruby>", "대한大韓"),
        ('<div class="thumb"><div class="thumbcaption">그림 설명</div></div><p>첫 문장.</p>', "첫 문장.\n그림 설명"),
        ("<p>보이\u200b지 않\ufeff는</p>", "보이지 않는"),
    ],
)
def test_prose(fragment: str, text: str) -> None:
    assert prose(fragment) == text


def test_deep_nesting_is_no_problem() -> None:
    assert prose("<div>" * 1500 + "속" + "</div>" * 1500).strip() == "속"


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        ('<h2><span class="mw-headline" id="가">가 <i>나</i></span></h2><h3 id="다">다</h3><h2 id="라">라</h2>',
         [(1, "가", "가 나"), (2, "다", "다"), (1, "라", "라")]),
        ('<h4 id="a">a</h4><h2 id="b">b</h2><h4 id="c">c</h4>', [(1, "a", "a"), (1, "b", "b"), (2, "c", "c")]),
        ('<h2>곳이 없음</h2><h2 id="x"> <img src="x.png"></h2>', []),
        ('<h2 id="x">가&nbsp;&lt;b&gt;<span class="mw-editsection">[편집]</span></h2>', [(1, "x", "가 <b>")]),
        ('<h2><span id="x"></span><span id="y">가</span></h2>', [(1, "x", "가")]),
        ('<h2 id="가">가<div><h3 id="나">나</h3></div></h2>', [(1, "가", "가나")]),
    ],
)
def test_headings(fragment: str, found: list[tuple[int, str, str]]) -> None:
    assert [tuple(heading)[:3] for heading in finish(fragment, EveryTitle()).headings] == found
