"""The Sanitizer: cases, references, ids, plain text, URLs, and that nothing dangerous gets through."""

from __future__ import annotations

import random
import re

import pytest

from packager.char_references import armor_french_spaces, decode_char_references, normalize_char_references
from packager.wikitext.identifiers import escape_class, escape_id_for_attribute, escape_id_for_link
from packager.wikitext.passes.attributes import decode_tag_attributes, fix_tag_attributes
from packager.wikitext.passes.sanitizer import clean_url, remove_html_comments, remove_html_tags, strip_all_tags
from packager.wikitext.passes.sanitizer_data import ATTRIBUTES, ELEMENTS
from tests.wikitext.case_file import Case, read_cases


@pytest.mark.parametrize("case", read_cases("sanitizer.txt"), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    assert remove_html_tags(case.input) == case.output


def test_attributes_are_expanded_when_they_hold_markers() -> None:
    assert remove_html_tags("<b title='\x7f1\x7f'>", lambda text: text.replace("\x7f1\x7f", "값")) == '<b title="값">'


@pytest.mark.parametrize(
    ("text", "normalized", "decoded"),
    [
        ("&amp;&lt;&gt;&quot;", "&amp;&lt;&gt;&quot;", '&<>"'),
        ("&eacute;", "&#233;", "é"),
        ("&acE;", "&#8766;&#819;", "∾̳"),
        ("&nosuch; & &#xZ;", "&amp;nosuch; &amp; &amp;#xZ;", "&nosuch; & &#xZ;"),
        ("&#x4A;&#0074;", "&#x4a;&#74;", "JJ"),
        ("&#0;&#x80;&#xD800;", "&amp;#0;&amp;#x80;&amp;#xD800;", "\ufffd\ufffd\ufffd"),
        ("&#99999999999999999999999;", "&amp;#99999999999999999999999;", "\ufffd"),
        ("&רלמ;", "&rlm;", "\u200f"),
    ],
)
def test_character_references(text: str, normalized: str, decoded: str) -> None:
    assert normalize_char_references(text) == normalized
    assert decode_char_references(text) == decoded


def test_french_spaces() -> None:
    assert armor_french_spaces("a : b :c » d") == "a&#160;: b :c&#160;» d"
    assert armor_french_spaces("« a ‹ b", "\u00a0") == "«\u00a0a ‹\u00a0b"


@pytest.mark.parametrize(
    ("identifier", "html5", "legacy"),
    [
        ("역사 1", "역사_1", ".EC.97.AD.EC.82.AC_1"),
        ("a:b~c.d-e_f", "a:b~c.d-e_f", "a:b.7Ec.d-e_f"),
        ("a\tb", "a_b", "a.09b"),
    ],
)
def test_ids(identifier: str, html5: str, legacy: str) -> None:
    assert escape_id_for_attribute(identifier) == html5
    assert escape_id_for_attribute(identifier, "legacy") == legacy


def test_links_to_ids_keep_percent_signs() -> None:
    assert escape_id_for_link("100%25 가") == "100%2525_가"


def test_class_of_a_title() -> None:
    assert escape_class("대문 (a/b)") == "대문_a_b"


def test_plain_text() -> None:
    assert strip_all_tags("<p>가<b>나</b></p><p>다&amp;<br>라<style>x</style>") == "가나 다& 라"
    assert strip_all_tags('a<span title="x>y">b</span><!-- c -->') == "ab"


def test_urls() -> None:
    assert clean_url("http://예.kr/a&amp;b c") == "http://예.kr/a&b+c"
    assert clean_url("http://e\u200bx\u00adample.org/") == "http://example.org/"
    assert clean_url("http://[::1]:80/x") == "http://[::1]:80/x"
    assert clean_url("mailto:a@b?x=<y>") == "mailto:a@b?x=%3Cy%3E"


def test_comments_beside_comments() -> None:
    assert remove_html_comments("a\n<!--1--><!--2-->\nb") == "a\nb"
    assert remove_html_comments("a<!--1-->b\n  <!--2-->  \nc") == "ab\nc"


def test_last_of_equal_attributes() -> None:
    assert decode_tag_attributes("a=1 A=2 b") == {"a": "2", "b": ""}
    assert fix_tag_attributes(' title="가" onclick=x', "div") == ' title="가"'
    assert fix_tag_attributes("  ", "div") == ""


def test_only_known_tags_and_attributes_come_out() -> None:
    chance = random.Random(3)
    pieces = ["<", ">", "/", "div", "b", "script", "img", " ", "=", '"', "'", "onclick", "style", "url(", "href",
              "javascript:", "class", "&lt;", "&#60;", "x", "<!--", "-->", "\n", "<span ", "</", "<a "]  # fmt: skip
    tag = re.compile(r'<(/?)([a-z0-9]+)((?: [^\s="<>]+="[^"<>]*")*)/?>')
    for _ in range(2_000):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 15)))
        clean = remove_html_tags(text)
        for match in tag.finditer(clean):
            assert match[2] in ELEMENTS, text
            for name, value in decode_tag_attributes(match[3]).items():
                assert name in ATTRIBUTES[match[2]], text
                assert not re.search(r"url\s*\(", value) or name != "style", text
        assert not re.search("[<>]", tag.sub("", clean)), text
