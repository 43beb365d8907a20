"""A wiki whose categories have another name passes the judge, and its category pages are known as such."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from bench.synth_dump import write_plain
from checks.own_site import SITE
from packager.audit.archive import open_archive
from packager.audit.verify import verify
from packager.build import Request, build
from packager.config import Config, InputConfig
from packager.model import NS_CATEGORY, NS_MAIN, Page, Revision, Title
from packager.terminal.progress import Progress

TIME = "2026-08-31T00:00:00Z"


@pytest.mark.parametrize("name", ["Category", "Catégorie", "Thể loại", "分类"])
def test_categories_of_any_wiki(name: str, tmp_path: Path) -> None:
    namespace = replace(SITE.namespaces[NS_CATEGORY], name=name)
    site = replace(SITE, dbname="otherwiki", namespaces=SITE.namespaces | {NS_CATEGORY: namespace})
    texts = {
        Title(NS_MAIN, "가"): f"[[{name}:강과 산]] [[나]] [[:{name}:강과 산|갈래]]",
        Title(NS_MAIN, "나"): "[[가]]",
        Title(NS_MAIN, "다: 부제"): "[[가]]",
        Title(NS_CATEGORY, "강과 산"): "설명",
    }
    pages = [Page(title, n, Revision(n, TIME), "wikitext", text) for n, (title, text) in enumerate(texts.items(), 1)]
    dump = write_plain(pages, site, tmp_path / "otherwiki-20260831-pages-articles.xml")
    config = Config(input=InputConfig(wiki=""))
    build(Request((dump,), tmp_path / "out", config), Progress(stream=StringIO(), quiet=True))
    drive = tmp_path / "out" / "drive"
    assert not verify(drive).findings
    archive, _ = open_archive(drive / "wiki.zim", "wiki.zim", "", {})
    assert archive.there.categories == {archive.there.entry(f"{name}:강과 산".replace(" ", "_"))}
    archive.zim.close()
