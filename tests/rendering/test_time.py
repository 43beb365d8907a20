"""A page that time ends is tried once more alone, and then told; nothing of it is taken for settled."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from bench.synth_dump import write_plain
from checks.own_site import SITE
from checks.small_wiki import wiki
from packager.config import Config, RenderConfig
from packager.drive.report import tally
from packager.model import Title
from packager.pages.open_store import ingested
from packager.rendering.job import Job
from packager.rendering.keys import environment
from packager.rendering.update import update
from packager.rendering.workstore import WorkStore
from packager.terminal.progress import Progress

PAGES = {
    "끝없는 문서": "앞 {{#invoke:끝없음|main}} 뒤",
    "다른 문서": "{{#invoke:끝없음|other}}",
    "모듈:끝없음": "return { main = function() while true do end end, other = function() return '다른 글' end }",
}
QUIET = Progress(stream=StringIO(), quiet=True)


def test_the_clock(tmp_path: Path) -> None:
    dump = write_plain(wiki(PAGES).pages.values(), SITE, tmp_path / "kowiki-20260901-pages-articles.xml")
    store = ingested((dump,), tmp_path / "pages.sqlite", QUIET)
    config = Config(render=RenderConfig(lua_seconds=0.2, lua_million=1_000_000))
    job = Job(store.path, None, config, "20260901000000", environment(store, config))
    works = WorkStore(tmp_path / "rendered.sqlite")
    titles = [Title(0, name) for name in PAGES if ":" not in name]
    assert update(works, titles, store, job, 2, QUIET).rendered == 2
    page = works.page(titles[0])
    assert page is not None
    assert (page.failed, "<p>앞 " in page.html, "뒤" in page.html) == ("", True, True)
    assert tally(works, titles, store.site).unstable == [{"page": "끝없는 문서"}]
    assert not tally(works, titles, store.site, {"끝없는 문서"}).unstable
    assert update(works, titles, store, job, 2, QUIET).rendered == 0, "it stands for this dump"
    counted = job._replace(config=Config(render=RenderConfig(lua_million=1)), environment="other")
    update(works, titles, store, counted, 2, QUIET)
    assert not tally(works, titles, store.site).unstable, "a count ends it alike everywhere"
