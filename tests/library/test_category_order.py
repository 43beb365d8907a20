"""The order and the headings of a category page (MediaWiki: CategoryViewer)."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from libzim.reader import Archive

from bench.synth_dump import write_plain
from checks.own_site import SITE
from packager.build import Request, build
from packager.config import Config
from packager.model import LinkTarget, Page, Revision, Title
from packager.terminal.progress import Progress

WIKI = (
    ("분류:물길", "물길을 모은다."),
    ("분류:나루", "{{기본정렬:하}}[[분류:물길]]"),
    ("분류:여울", "[[분류:물길]]"),
    ("섬진강", "[[분류:물길]]"),
    ("큰 까치내", "{{기본정렬:까치내}}[[분류:물길]]"),
    ("작은 내", "[[분류:물길|나일강 닮은 내]]"),
    ("물길", "[[분류:물길| ]]"),
    ("물길 목록", "[[분류:물길|*]]"),
    ("이 강", "[[분류:물길|あ]]"),
    ("저 강", "[[분류:물길|江]]"),
    ("amur", "[[분류:물길]]"),
    ("Ob", "[[분류:물길]]"),
    ("두물강", "#넘겨주기 [[섬진강]]\n[[분류:물길]]"),
    ("없는 강", "#넘겨주기 [[어디에도 없음]]\n[[분류:물길]]"),
)


def pages() -> list[Page]:
    made = []
    for number, (name, text) in enumerate(WIKI, 1):
        title = Title(14, name[3:]) if name.startswith("분류:") else Title(0, name[0].upper() + name[1:])
        redirect = re.match(r"#넘겨주기 \[\[(.*?)\]\]", text)
        target = LinkTarget(Title(0, redirect[1])) if redirect else None
        made.append(Page(title, number, Revision(100 + number, "2026-08-01T00:00:00Z"), "wikitext", text, target))
    return made


def test_members_stand_by_key_or_title_under_the_letter_of_it(tmp_path: Path) -> None:
    dump = write_plain(pages(), SITE, tmp_path / "dump.xml")
    build(Request((dump,), tmp_path / "out", Config(), 1), Progress(stream=StringIO(), quiet=True))
    entry = Archive(tmp_path / "out" / "drive" / "wiki.zim").get_entry_by_path("분류:물길")
    html = bytes(entry.get_item().content).decode().partition('<div class="r-category-list">')[2].partition("</div>")[0]
    shown = re.findall(r"<h3>(.*?)</h3>|<li>(?:<i>)?<a href=\"\./([^\"]*)\">(.*?)</a>(</i>)?</li>", html)
    assert [heading or (f"{label} > {path}" if italic else label) for heading, path, label, italic in shown] == [
        "여울", "나루",
        "물길", "*", "물길 목록", "A", "Amur", "O", "Ob", "あ", "이 강", "江", "저 강",
        "ㄱ", "큰 까치내", "ㄴ", "작은 내", "ㄷ", "두물강 > 섬진강", "ㅅ", "섬진강",
    ]  # fmt: skip
