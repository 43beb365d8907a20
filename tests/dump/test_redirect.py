"""Runs redirects.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.own_site import SITE
from packager.dump.page_title import page_title
from packager.dump.redirect import redirect_target
from packager.model import Title

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "redirects.tsv").read_text(encoding="utf-8").splitlines()
    if line.count("\t") == 2
]


@pytest.mark.parametrize(("text", "stated", "expected"), ROWS)
def test_redirect(text: str, stated: str, expected: str) -> None:
    target = redirect_target(text.replace("\\n", "\n"), None if stated == "-" else stated, SITE)
    if target is None:
        shown = "-"
    elif target.interwiki:
        shown = f"{target.interwiki}|{target.title.text}"
    else:
        fragment = "#" + target.fragment if target.fragment else ""
        shown = f"{target.title.ns}:{target.title.text}{fragment}"
    assert shown == expected


@pytest.mark.parametrize(
    ("raw", "ns", "expected"),
    [
        ("서울", 0, Title(0, "서울")),
        ("틀:가 나", 10, Title(10, "가 나")),
        ("Template:가", None, Title(10, "가")),
        ("서울: 도시", None, Title(0, "서울: 도시")),
        ("틀:가", 0, Title(0, "틀:가")),
        ("서울_시", 0, Title(0, "서울 시")),
        ("각", 0, Title(0, "각")),
        ("Unknown:가", 3000, Title(3000, "Unknown:가")),
    ],
)
def test_page_title(raw: str, ns: int | None, expected: Title) -> None:
    assert page_title(raw, ns, SITE) == expected
