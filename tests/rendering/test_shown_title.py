"""Headings keep what {{DISPLAYTITLE:}} says of how a title is written, and nothing that could hide or change a word."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from checks.own_site import SITE
from packager.audit.frames import is_heading
from packager.model import Page, Rendered, Revision, Title
from packager.pages.source import MemorySource
from packager.rendering.shown_title import display_title, heading
from packager.wikitext.render import render
from packager.wikitext.settings import RenderSettings

CASES = Path(__file__).with_name("headings.txt")
"""Page, what stands in {{DISPLAYTITLE:}}, its heading: with tabs between; ``-``: no markup."""


def _cases() -> list[tuple[str, str, str]]:
    rows = [line.split("\t") for line in CASES.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return [(title, asked, "" if wanted == "-" else wanted) for title, asked, wanted in rows]


@pytest.mark.parametrize(("title", "asked", "wanted"), _cases())
def test_headings(title: str, asked: str, wanted: str) -> None:
    own = Title(0, title)
    page = Page(own, 1, Revision(1, "2024-01-01T00:00:00Z"), "wikitext", f"{{{{DISPLAYTITLE:{asked}}}}}글", None)
    rendered = render(page, MemorySource(SITE, [page]), RenderSettings(now=datetime(2024, 6, 1, tzinfo=UTC)))
    assert heading(rendered) == wanted
    plain = display_title(rendered, own) or title
    assert unescape(re.sub("<[^>]*>", "", wanted)) in ("", plain)
    if wanted:
        spelled = plain.replace("&", "&amp;").replace('"', "&#34;").replace("'", "&#39;")
        assert is_heading(wanted, spelled)


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<i>가<b>나</i>다</b>", "<i>가<b>나</b></i>다"),
        (" <i> 가</i> ", "<i>가</i>"),
        ("<sup></sup>가<i><b></b></i>", ""),
        ("<I CLASS='x'>가</I>", "<i>가</i>"),
        ("가</b>나", ""),
        ("<sub>가", "<sub>가</sub>"),
        ("<a href='x'>가</a>", ""),
    ],
)
def test_markup_that_is_not_in_pairs(html: str, wanted: str) -> None:
    assert heading(Rendered(Title(0, "가"), "", html)) == wanted


@pytest.mark.parametrize("found", ["가", "<i>나</i>", "<i>가", "<i></i>가", "<a>가</a>", "<i class=x>가</i>", "가</i>"])
def test_the_judge_refuses_other_headings(found: str) -> None:
    assert not is_heading(found, "가")
