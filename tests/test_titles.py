"""Titles: normal form, prefixes, what cannot be one."""

from __future__ import annotations

import pytest

from checks.own_site import SITE
from packager.model import Title
from packager.titles import db_key, entry_path, parse_title, prefixed, subject, talk, title_at, url_path


@pytest.mark.parametrize(
    ("text", "ns", "title", "fragment", "interwiki"),
    [
        ("가 나", 0, "가 나", "", ""),
        ("_가__나_", 0, "가 나", "", ""),
        ("가\u3000나\u00a0다", 0, "가 나 다", "", ""),
        ("가\u200e나", 0, "가나", "", ""),
        ("apple", 0, "Apple", "", ""),
        ("ßa", 0, "ßa", "", ""),
        ("틀:가", 10, "가", "", ""),
        ("template : x", 10, "X", "", ""),
        ("TEMPLATE:x", 10, "X", "", ""),
        (":틀:가", 10, "가", "", ""),
        ("그림:x.jpg", 6, "X.jpg", "", ""),
        ("백:방", 4, "방", "", ""),
        ("사용자토론:가", 3, "가", "", ""),
        ("가#나 다", 0, "가", "나 다", ""),
        ("#나", 0, "", "나", ""),
        ("&amp;가", 0, "&가", "", ""),
        ("가&#44032;", 0, "가가", "", ""),
        ("1:2", 0, "1:2", "", ""),
        ("en:Seoul", 0, "Seoul", "", "en"),
        ("EN:template:x", 0, "template:x", "", "en"),
        ("ㄱ...", 0, "ㄱ...", "", ""),
        ("한\u1100\u1161", 0, "한가", "", ""),
    ],
)
def test_normal_form(text: str, ns: int, title: str, fragment: str, interwiki: str) -> None:
    target = parse_title(text, SITE)
    assert target is not None
    assert (target.title, target.fragment, target.interwiki) == (Title(ns, title), fragment, interwiki)


@pytest.mark.parametrize(
    "text",
    ["", " ", ":", "틀:", "틀:#가", "a[b", "a]b", "a{b", "a|b", "a<b", "a>b", "a\x01", "%41", "&foo;", "&amp;amp;",
     ".", "..", "./a", "../a", "a/./b", "a/../b", "a/.", "a/..", "~~~", "::a", "토론:파일:x", "a\ufffd", "가" * 86],
)  # fmt: skip
def test_no_title(text: str) -> None:
    assert parse_title(text, SITE) is None


def test_default_namespace() -> None:
    target = parse_title("가", SITE, 10)
    assert target is not None
    assert target.title == Title(10, "가")
    other = parse_title(":가", SITE, 10)
    assert other is not None
    assert other.title == Title(0, "가")


def test_spelling() -> None:
    title = Title(10, "가 나/다")
    assert prefixed(title, SITE) == "틀:가 나/다"
    assert db_key(title, SITE) == entry_path(title, SITE) == "틀:가_나/다"
    assert url_path(Title(0, "가 나!?"), SITE) == "%EA%B0%80_%EB%82%98!%3F"
    assert (talk(10), talk(11), talk(-1), subject(11), subject(10)) == (11, 11, -1, 10, 10)


def test_longest() -> None:
    assert parse_title("가" * 85, SITE) is not None


@pytest.mark.parametrize(
    ("title", "path"),
    [
        (Title(0, "/dev/null"), "|/dev/null"),
        (Title(0, "가/"), "가/|"),
        (Title(0, "가//나"), "가/|/나"),
        (Title(0, "//"), "|/|/|"),
        (Title(14, "/가 나/"), "분류:|/가_나/|"),
        (Title(0, "가:user:나"), "가:user:나"),
        (Title(0, "킬로미터/시"), "킬로미터/시"),
    ],
)
def test_a_path_has_no_empty_segment_and_leads_back(title: Title, path: str) -> None:
    assert entry_path(title, SITE) == path
    assert title_at(path, SITE) == title


@pytest.mark.parametrize("ns", [0, 14])
@pytest.mark.parametrize("text", ["가 나/다", "/dev/null", "가/", "가//나", "//", "/", "가:user:나", "A:/나", "Http://a/"])
def test_path_and_back(ns: int, text: str) -> None:
    assert title_at(entry_path(Title(ns, text), SITE), SITE) == Title(ns, text)
