"""Links to pages that are left out become their words."""

from __future__ import annotations

import pytest

from packager.library.unlink import unlink

KEPT = frozenset({"가", "나 다"})


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p><a href="./가">가</a> <a href="./없음">없음</a></p>', '<p><a href="./가">가</a> 없음</p>'),
        ('<a href="./나%20다#절" title="x">나</a>', '<a href="./나%20다#절" title="x">나</a>'),
        ('<a class="x" href="./없음#절"><i>굵은</i> 말</a>', "<i>굵은</i> 말"),
        ('<a href="#절">위</a><a href="./없음">아래</a>', '<a href="#절">위</a>아래'),
        (
            '<a href="./없음"><table><tr><td><a href="./가">가</a></td></tr></table></a>끝',
            '<table><tr><td><a href="./가">가</a></td></tr></table>끝',
        ),
        ('<a href="./가"><b><a href="./없음">없음</a></b></a>', '<a href="./가"><b>없음</b></a>'),
        ('<a id="x">자리</a>', '<a id="x">자리</a>'),
        ('<abbr title="./없음">줄임</abbr>', '<abbr title="./없음">줄임</abbr>'),
        ('<style>a[href="./없음"]{color:red}</style>', '<style>a[href="./없음"]{color:red}</style>'),
        ('<p>&lt;a href&#61;"./없음"&gt;</p>', '<p>&lt;a href&#61;"./없음"&gt;</p>'),
    ],
)
def test_unlink(html: str, expected: str) -> None:
    assert unlink(html, KEPT.__contains__) == expected
