"""Every construct that reaches out, through the cleaner as it is and from every place in a wikitext page."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

import packager.lua.parser_function  # noqa: F401 pages of these wikis call modules
from checks import outward, snippets
from checks.own_site import SITE
from checks.worlds import EveryTitle
from packager.audit.html import look
from packager.finish.finish import finish
from packager.finish.ids import unsuitable
from packager.model import Page, Revision, Title
from packager.pages.source import MemorySource
from packager.rendering.shown_title import display_title
from packager.wikitext.render import render
from packager.wikitext.settings import RenderSettings
from packager.wikitext.worker_cache import WorkerCache

PLACES = {
    "infobox": '{{| class="infobox"\n|-\n! 이름 !! {0}\n|-\n| colspan="2" | {0}\n|}}',
    "attribute": '<div class="가" style="{0}" id="{0}" title="{0}">말</div>',
    "reference": '글.<ref name="{0}">{0}</ref>\n\n<references />',
    "template argument": "{{{{틀|{0}|이름={0}}}}}",
    "caption": "[[파일:가.jpg|섬네일|{0}]]\n<gallery>\n가.jpg|{0}\n</gallery>",
    "list": "* {0}\n** {0}\n# {0}\n; 말 : {0}",
    "heading": "__TOC__\n== {0} ==\n글\n=== 둘 ===\n=== 셋 ===\n=== 넷 ===",
    "title": "{{{{DISPLAYTITLE:{0}}}}}{{{{제목|{0}}}}}[[{0}|글]] [[서울#{0}|글]]",
    "link": "[{0} 글] [http://h.out.example/ {0}] {0}",
}
_MARKUP = re.compile(r"<[^>]*>|<style>[^<]*")
_ALL = snippets.own() + snippets.shared()
REVISION = Revision(1, "2024-01-01T00:00:00Z")
TEMPLATES = MemorySource(
    SITE,
    [
        Page(Title(10, "틀"), 1, REVISION, "wikitext", '<div title="{{{1}}}">{{{이름}}}</div>'),
        Page(Title(10, "제목"), 2, REVISION, "wikitext", '{| summary="{{{1}}}"\n| {{{1}}}\n|}'),
    ],
)
CACHE = WorkerCache()


@pytest.mark.parametrize("place", PLACES)
def test_nothing_points_out_of_a_wikitext_page(place: str) -> None:
    settings = RenderSettings(now=datetime(2024, 6, 1, tzinfo=UTC), lang="ko", offline=True)
    world = EveryTitle()
    for name, source, forbidden in _ALL:
        text = PLACES[place].format(source)
        page = Page(Title(0, "시험"), 9, REVISION, "wikitext", text)
        rendered = render(page, TEMPLATES, settings, CACHE)
        pieces = finish(rendered.html, world)
        html = pieces.html
        assert not look(html).findings, f"{name} in {place}"
        tags = "".join(_MARKUP.findall(html)).lower()
        # The words of a heading make its id, whatever rule takes its tags away.
        wrong = [word for word in forbidden if word.lower() in tags and (place != "heading" or "." in word)]
        assert not wrong, f"{name} in {place}"
        display_title(rendered, page.title)
        assert not [h for h in pieces.headings if unsuitable(h.anchor)], f"{name} in {place}"


@pytest.mark.skipif(not snippets.CORPUS.exists(), reason="the test data are not beside the repository")
def test_the_shared_snippets(tmp_path: Path) -> None:
    assert outward.main([str(snippets.CORPUS), str(tmp_path / "out.jsonl")]) == 0
    with (tmp_path / "out.jsonl").open(encoding="utf-8") as file:
        assert all(json.loads(line)["kept_text"] for line in file)
