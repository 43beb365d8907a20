"""What an entry may be called, as both judges see it."""

from __future__ import annotations

import pytest

import verify_pages
from checks.own_site import SITE
from packager.audit import grammar
from packager.model import Title
from packager.outputs.zim.index_title import indexed_title
from packager.titles import entry_path, prefixed

TEXTS = ["가 나", "/dev/null", "가/", "가//나", "//", "/", "가:user:나", "Http://a/", "a" * 255, "-" * 255, "나" * 85]


@pytest.mark.parametrize("judge", [grammar, verify_pages], ids=["audit", "verify_pages"])
@pytest.mark.parametrize("ns", [0, 14])
@pytest.mark.parametrize("text", TEXTS)
def test_paths_and_titles(judge: object, ns: int, text: str) -> None:
    title = Title(ns, text)
    whole = judge.title_at(entry_path(title, SITE))  # type: ignore[attr-defined]
    assert whole == prefixed(title, SITE)
    assert judge.is_title(whole, indexed_title(whole))  # type: ignore[attr-defined]
    assert not judge.is_title(whole, whole + "x")  # type: ignore[attr-defined]
    assert not judge.is_title("가나다", "가나")  # type: ignore[attr-defined]
    assert not judge.is_title("a" * 255, "a")  # type: ignore[attr-defined]
