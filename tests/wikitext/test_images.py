"""Pictures of which a dump alone tells neither size nor shape; all others are in ``passes/images.txt``."""

from __future__ import annotations

import re

import pytest

from checks.own_site import SITE
from packager.model import Title
from packager.pages.file_table import file_by_page
from packager.pages.source import MemorySource
from packager.wikitext.parser import new_parser, parse_page
from packager.wikitext.settings import DEFAULT_NOW, RenderSettings

SOURCE = MemorySource(SITE, (), [file_by_page(name) for name in ("가.jpg", "나.svg", "다.ogg")])

CASES = [
    ("[[파일:가.jpg]]", "220", None, "220px-"),
    ("[[파일:가.jpg|섬네일|설명]]", "220", None, "220px-"),
    ("[[파일:가.jpg|300px]]", "300", None, "300px-"),
    ("[[파일:가.jpg|x50px]]", None, "50", "50px-"),
    ("[[파일:나.svg|30x40px]]", "30", None, "30px-"),
]


def _render(wikitext: str) -> str:
    return parse_page(new_parser(SOURCE, RenderSettings(now=DEFAULT_NOW), Title(0, "시험")), wikitext)


@pytest.mark.parametrize(("wikitext", "width", "height", "name"), CASES)
def test_unknown_size(wikitext: str, width: str | None, height: str | None, name: str) -> None:
    image = re.search(r"<img[^>]*>", _render(wikitext))
    assert image
    attributes = dict(re.findall(r'(\w+)="([^"]*)"', image[0]))
    assert (attributes.get("width"), attributes.get("height")) == (width, height)
    assert name in attributes["src"]


@pytest.mark.parametrize("wikitext", ["[[파일:다.ogg]]", "[[파일:다.ogg|섬네일|소리]]"])
def test_sound_is_a_link_to_the_file(wikitext: str) -> None:
    html = _render(wikitext)
    assert 'class="internal"' in html
    assert "<img" not in html
