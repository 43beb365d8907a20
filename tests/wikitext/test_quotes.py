"""Runs of apostrophes."""

from __future__ import annotations

import pytest

from packager.wikitext.passes.quotes import quotes

CASES = [
    ("없음", "없음"),
    ("'하나'", "'하나'"),
    ("''가''", "<i>가</i>"),
    ("'''가'''", "<b>가</b>"),
    ("'''''가'''''", "<i><b>가</b></i>"),
    ("'''''가''' 나''", "<i><b>가</b> 나</i>"),
    ("'''''가'' 나'''", "<b><i>가</i> 나</b>"),
    ("''가 '''나'' 다'''", "<i>가 <b>나</b></i><b> 다</b>"),
    ("''''가''''", "'<b>가'</b>"),
    ("''''''가''''''", "'<i><b>가'</b></i>"),
    ("'''가\n나'''", "<b>가</b>\n나<b></b>"),
    ("'''''", ""),
    ("'''''가", "<b><i>가</i></b>"),
    # one of each too many: the bold one after one Latin letter, after a word, after a space, in this order
    ("'''a ''b x'''c", "<b>a <i>b x</i></b><i>c</i>"),
    ("'''가 ''나 x'''다'''라", "<b>가 <i>나 x'</i>다</b>라"),
    ("l'''a ''b", "l'<i>a </i>b"),
    ("가 나'''다 ''라", "가 나'<i>다 </i>라"),
]


@pytest.mark.parametrize(("text", "html"), CASES)
def test_quotes(text: str, html: str) -> None:
    assert quotes(text) == html


def test_long_line_takes_time_in_proportion() -> None:
    assert quotes("'''" * 20_000).count("<b>") <= 20_000
