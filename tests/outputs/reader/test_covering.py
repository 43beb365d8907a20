"""No article lies over what is not its own, the bar, its title, its credit: in the reader and on plain pages."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from checks.browsers.devtools import Browser, find_chromium
from checks.browsers.session import heading
from checks.small_export import dump
from packager.build import Request, build
from packager.config import Config
from packager.terminal.progress import Progress

pytestmark = pytest.mark.skipif(find_chromium() is None, reason="chromium is not installed")

_ALL = "left:-3000px;top:-3000px;width:9999px;height:9999px;background:#fff;z-index:99999"
_SHEET = "<templatestyles src=\"틀:덮개/모양.css\" />"
TRICKS = {
    "절대": f'<div style="position:absolute;{_ALL}">x</div>',
    "고정": f'<div style="position:fixed;{_ALL}">x</div>',
    "붙박이": f'<div style="position:sticky;{_ALL}">x</div>',
    "상대": f'<div style="position:relative;{_ALL}">x</div>',
    "여백": '<div style="margin:-3000px;padding:3000px;position:relative;z-index:99999;background:#fff">x</div>',
    "뜬 상자": '<div style="float:left;margin:-900px 0 0 -900px;width:3000px;height:3000px;background:#fff">x</div>',
    "변형": '<div style="transform:translate(-50%,-50%) scale(40);background:#fff;z-index:99999">x</div>',
    "그림자": '<div style="box-shadow:0 0 0 3000px #fff;position:relative;z-index:99999">x</div>',
    "테두리": '<div style="outline:3000px solid #fff;position:relative;z-index:99999">x</div>',
    "모양": f'{_SHEET}<div class="덮개">x</div>',
    "앞글": f'{_SHEET}<p class="앞글">x</p>',
    "이름": f'{_SHEET}<div class="r-note r-chosen mw-parser-output" id="r-bar">x</div>',
}
STYLE = (
    f".덮개{{position:absolute;{_ALL}}} .앞글:before{{content:'가';display:block;position:absolute;{_ALL}}}"
    f" .mw-parser-output, body, #r-bar{{position:absolute;{_ALL};overflow:visible}} + *{{display:none}}"
)
SEEN = """(function (selector) {
  var all = document.querySelectorAll(selector), box, i, x, y, hit, out = [];
  for (i = 0; i < all.length; i++) {
    all[i].scrollIntoView({block: 'center'});
    box = all[i].getBoundingClientRect();
    for (x = 1; x < 10; x += 2) for (y = 1; y < 4; y += 2) {
      hit = document.elementFromPoint(box.left + box.width * x / 10, box.top + box.height * y / 4);
      if (!hit || !(all[i] == hit || all[i].contains(hit))) out.push(hit ? hit.outerHTML.slice(0, 80) : 'nothing');
    }
    if (!box.width || !box.height) out.push('no size');
  }
  if (!all.length) out.push('not there');
  return out;
})"""


@pytest.fixture(scope="module")
def drive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("covering")
    pages = {f"{name} 덮개": f"'''{name}''' 덮개이다.\n{trick}\n[[분류:덮개]]" for name, trick in TRICKS.items()}
    source = folder / "kowiki-pages-articles.xml"
    text = dump({"대문": "대문이다.", **pages, "틀:덮개/모양.css": STYLE})
    before, name, after = text.partition("<title>틀:덮개/모양.css</title>")
    source.write_text(before + name + after.replace(">wikitext<", ">sanitized-css<", 1), encoding="utf-8")
    build(Request((source,), folder / "out", Config(), 1), Progress(stream=StringIO(), quiet=True))
    return folder / "out" / "drive"


@pytest.fixture(scope="module")
def browser(drive: Path) -> Iterator[Browser]:
    with Browser() as browser:
        browser.size(1280, 860)
        yield browser


def covered(browser: Browser, *selectors: str) -> list[str]:
    """What lies over one of the elements, as a reader would click it."""
    return [f"{each}: {what}" for each in selectors for what in browser.run(f"{SEEN}({each!r})")]


def test_in_the_reader(browser: Browser, drive: Path) -> None:
    browser.open(drive / "index.html")
    browser.wait("document.querySelector('.r-front')")
    found = {}
    for name in TRICKS:
        browser.run("document.getElementById('r-q').focus(); document.getElementById('r-q').value = ''")
        browser.type(f"{name} 덮개")
        browser.wait(f"document.querySelector('.r-option-title').textContent == '{name} 덮개'")
        browser.press("ArrowDown", 40)
        browser.press("Enter", 13)
        browser.wait(heading(f"{name} 덮개"))
        found[name] = covered(browser, "#r-bar", "#r-page .r-page-title", ".r-page-credit")
    assert not any(found.values()), found


def test_on_plain_pages(browser: Browser, drive: Path) -> None:
    found = {}
    for path in sorted((drive / "data" / "P").glob("*/*.htm")):
        browser.open(path)
        browser.wait("document.readyState == 'complete' && document.querySelector('.r-page-credit')")  # and its sheet
        found[path.name] = covered(browser, ".r-page-title", ".r-page-credit", ".r-page-steps")
    assert found
    assert not any(found.values()), found
