"""Categories written on redirect pages."""

from __future__ import annotations

import pytest

from checks.own_site import SITE
from packager.model import LinkTarget, Page, Revision, Title
from packager.pages.redirect_members import redirect_members

REDIRECT = "#넘겨주기 [[한강]]\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (REDIRECT, []),
        (REDIRECT + "[[분류:강]]", [("강", "")]),
        (REDIRECT + "[[Category:강|가람]] [[분류: 물 ]]", [("강", "가람"), ("물", "")]),
        (REDIRECT + "{{기본정렬:가람, 큰}}[[분류:강]][[분류:물| ]]", [("강", "가람, 큰"), ("물", " ")]),
        (REDIRECT + "[[:분류:강]] [[분류]] [[서울]]", []),
        (REDIRECT + "<!-- [[분류:강]] --><nowiki>[[분류:물]]</nowiki>", []),
        (REDIRECT + "[[분류:강]] [[분류:강|나]]", [("강", "나")]),
    ],
)
def test_categories_of_a_redirect(text: str, found: list[tuple[str, str]]) -> None:
    page = Page(Title(0, "큰가람"), 1, Revision(1, ""), "wikitext", text, LinkTarget(Title(0, "한강")))
    assert [(member.category, member.key) for member in redirect_members(page, SITE)] == found


def test_an_article_has_no_redirect_members() -> None:
    page = Page(Title(0, "한강"), 1, Revision(1, ""), "wikitext", "[[가]] [[분류:강]]")
    assert list(redirect_members(page, SITE)) == []
