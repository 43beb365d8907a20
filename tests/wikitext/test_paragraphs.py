"""Lists, paragraphs, preformatted lines."""

from __future__ import annotations

import pytest

from packager.wikitext.passes.paragraphs import paragraphs

CASES = [
    ("가", "<p>가\n</p>"),
    ("가\n나", "<p>가\n나\n</p>"),
    ("가\n\n나", "<p>가\n</p><p>나\n</p>"),
    ("가\n\n\n나", "<p>가\n</p><p><br />\n나\n</p>"),
    ("* 가\n* 나", "<ul><li>가</li>\n<li>나</li></ul>"),
    ("* 가\n** 나\n* 다", "<ul><li>가\n<ul><li>나</li></ul></li>\n<li>다</li></ul>"),
    ("* 가\n# 나", "<ul><li>가</li></ul>\n<ol><li>나</li></ol>"),
    ("; 가 : 나", "<dl><dt>가</dt>\n<dd>나</dd></dl>"),
    ("; 가\n: 나", "<dl><dt>가</dt>\n<dd>나</dd></dl>"),
    ("; <b>가:</b> : 나", "<dl><dt><b>가:</b></dt>\n<dd>나</dd></dl>"),
    (" 가\n 나\n다", "<pre>가\n나\n</pre>\n<p>다\n</p>"),
    ("<div>\n가\n</div>", "<div>\n<p>가\n</p>\n</div>"),
    ("<table>\n가\n</table>", "<table>\n가\n</table>"),
    ("<pre>\n* 가\n</pre>", "<pre>\n* 가\n</pre>"),
    ("<blockquote>\n 가</blockquote>", "<blockquote>\n 가</blockquote>"),
    ("<style>p{}</style>", "<style>p{}</style>"),
]


@pytest.mark.parametrize(("text", "html"), CASES)
def test_paragraphs(text: str, html: str) -> None:
    assert paragraphs(text).rstrip("\n") == html


def test_first_line_apart() -> None:
    assert paragraphs("* 가\n* 나", line_start=False) == "* 가<ul><li>나</li></ul>"
