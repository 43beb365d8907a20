"""The drive folder in headless Chromium from file://, with the strict origins that a double click gives."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.browsers.devtools import Browser, find_chromium
from checks.browsers.session import heading

pytestmark = pytest.mark.skipif(find_chromium() is None, reason="chromium is not installed")

READ_A_NEIGHBOUR = """(function () {
  try {
    var request = new XMLHttpRequest();
    request.open('GET', 'sums.txt', false);
    request.send();
    return request.responseText.length;
  } catch (error) { return 'blocked'; }
})()"""


@pytest.fixture(scope="module")
def browser(small_wiki: Path) -> Iterator[Browser]:
    with Browser() as browser:
        browser.size(1280, 860)
        browser.open(small_wiki / "drive" / "index.html")
        browser.wait("document.querySelector('.r-front')")
        yield browser


def search(browser: Browser, words: str) -> None:
    browser.run("document.getElementById('r-q').focus(); document.getElementById('r-q').value = ''")
    browser.type(words)


def test_a_title_is_typed_and_its_article_shown(browser: Browser) -> None:
    search(browser, "백두산")
    browser.wait("document.querySelector('.r-option-title')")
    browser.wait("document.querySelector('.r-option-title').textContent == '백두산'")
    browser.press("ArrowDown", 40)
    browser.press("Enter", 13)
    browser.wait(heading("백두산"))
    assert "화산" in browser.run("document.getElementById('r-page').textContent")
    assert browser.problems() == []


def test_a_redirect_leads_to_its_section(browser: Browser) -> None:
    search(browser, "오름")
    browser.wait("document.querySelector('.r-option-title')")
    browser.click(".r-option-title")
    browser.wait(heading("한라산"))
    browser.wait("window.pageYOffset > 0")
    assert browser.problems() == []


def test_a_word_of_the_text_is_found(browser: Browser) -> None:
    search(browser, "한강의 주요 갈래")
    browser.wait("document.querySelector('.r-option.r-all')")
    browser.press("Enter", 13)
    browser.wait("document.querySelector('.r-results .r-result')")
    browser.click(".r-results .r-result-title")
    browser.wait(heading("한강"))
    assert browser.problems() == []


def home(browser: Browser) -> None:
    browser.run("R.actions.home(), 1")
    browser.wait("document.querySelector('.r-front')")


def test_an_example_shows_what_typing_does(browser: Browser) -> None:
    home(browser)
    wanted = browser.run("document.querySelector('.r-example').textContent")
    browser.click(".r-example")
    browser.wait(f"document.querySelector('.r-option-title') && document.getElementById('r-q').value == '{wanted}'")
    assert browser.run("document.querySelector('.r-option-title').textContent") == wanted
    browser.click(".r-option-title")
    browser.wait(heading(wanted))
    assert browser.problems() == []


def test_subjects_lead_to_their_categories_and_articles(browser: Browser) -> None:
    home(browser)
    browser.click(".r-front-subjects li a")
    browser.wait(heading("분류:자연"))
    home(browser)
    browser.click(".r-front-subjects li a + small + a")
    browser.wait(heading("한강"))
    assert browser.problems() == []


def test_articles_lead_on_and_the_first_page_tells_what_was_read(browser: Browser) -> None:
    home(browser)
    browser.run("R.titles.search('낙동강', 1, function (found) { R.links.open(parseInt(found[0].locator, 10)); }), 1")
    browser.wait(heading("낙동강"))
    browser.wait("document.querySelectorAll('.r-further li a').length == 4")
    assert "낙동강" not in browser.run("document.querySelector('.r-further').textContent.split('.')[0]")
    home(browser)
    browser.wait("document.querySelector('.r-front-read a')")
    assert browser.run("document.querySelector('.r-front-read a').textContent") == "낙동강"
    browser.wait("document.querySelector('.r-front-today a')")
    assert browser.problems() == []


def test_the_page_of_help(browser: Browser) -> None:
    home(browser)
    browser.run("document.querySelector('[data-go=help]').click(), 1")
    browser.wait(heading("쓰는 법"))
    assert browser.run("document.querySelectorAll('#r-page p').length") > 8


@pytest.mark.parametrize(("button", "modifiers"), [("left", 2), ("left", 8), ("middle", 0)])
def test_a_link_opens_in_a_window_of_its_own(small_wiki: Path, button: str, modifiers: int) -> None:
    with Browser() as browser:
        browser.size(1280, 860)
        browser.open(small_wiki / "drive" / "index.html")
        browser.wait("document.querySelector('.r-front-today')")
        place = browser.run(
            "(function () { var r = document.querySelector('.r-front-subjects a').getBoundingClientRect();"
            " return [r.left + r.width / 4, r.top + r.height / 2]; })()"
        )
        before = browser.windows()
        for kind in ("mousePressed", "mouseReleased"):
            where = {"x": place[0], "y": place[1], "button": button, "clickCount": 1, "modifiers": modifiers}
            browser.send("Input.dispatchMouseEvent", type=kind, **where)
        end = time.monotonic() + 10
        while len(new := [each for each in browser.windows() if each not in before]) < 1 and time.monotonic() < end:
            time.sleep(0.1)
        assert len(new) == 1
        with browser.at(new[0]):
            browser.wait(heading("분류:자연"))
            assert browser.run("location.hash + location.search") == ""
        assert browser.run("!!document.querySelector('.r-front')")
        browser.run("R.blank.empty(), 1")
        with browser.at(new[0]):
            browser.wait("!document.body.firstChild")


def test_formulas_have_size(browser: Browser) -> None:
    search(browser, "피타고라스 정리")
    browser.wait("document.querySelector('.r-option-title')")
    browser.click(".r-option-title")
    browser.wait(heading("피타고라스 정리"))
    assert browser.run("document.querySelector('#r-page math').getBoundingClientRect().width") > 10
    assert browser.problems() == []


def formula_page(browser: Browser) -> tuple[int, int, str]:
    """How many formulas of the page are MathML and how many boxes, and what is seen."""
    search(browser, "피타고라스 정리")
    browser.wait("document.querySelector('.r-option-title')")
    browser.click(".r-option-title")
    browser.wait(heading("피타고라스 정리"))
    count = "document.querySelectorAll('#r-page {}').length"
    mathml, boxes = browser.run(count.format("math")), browser.run(count.format(".tex-html"))
    return mathml, boxes, browser.run("document.getElementById('r-page').innerText")


def test_an_engine_with_mathml_gets_mathml_alone(browser: Browser) -> None:
    mathml, boxes, text = formula_page(browser)
    assert mathml > 3
    assert boxes == 0
    assert "\\" not in text


def test_an_engine_without_mathml_gets_boxes(small_wiki: Path) -> None:
    with Browser() as old:
        old.size(1280, 860)
        old.open(small_wiki / "drive" / "index.html")
        old.wait("document.querySelector('.r-front')")
        # What an engine makes of elements that it does not know.
        old.run("""(function () {
          var style = document.createElement('style');
          style.textContent = 'math, math * { display: inline !important; }';
          document.head.appendChild(style);
        })()""")
        mathml, boxes, text = formula_page(old)
        assert mathml == 0
        assert boxes > 3
        assert "\\" not in text
        # The parts of a fraction stand one above the other, and what only text browsers need is hidden.
        assert old.run("""(function () {
          var above = document.querySelector('.tex-num').getBoundingClientRect();
          return document.querySelector('.tex-den').getBoundingClientRect().top >= above.bottom - 2;
        })()""")
        assert old.run("document.querySelector('.tex-t').offsetWidth") == 0
        assert old.problems() == []


def test_paper_shows_what_is_folded(browser: Browser) -> None:
    rows = "<tr><th>표</th></tr><tr><td id='t-cell'>칸</td></tr>"
    box = "<details class='fold-box'><summary>상자</summary><p id='t-box'>글</p></details>"
    page = f"<div class='r-page-body'><table class='r-folded'><tbody>{rows}</tbody></table>{box}</div>"
    browser.run(f'document.getElementById("r-page").innerHTML = "{page}", 1')
    height = "document.getElementById('{}').getBoundingClientRect().height"
    assert browser.run(height.format("t-cell")) == 0
    browser.send("Emulation.setEmulatedMedia", media="print")
    assert browser.run(height.format("t-cell")) > 0
    assert browser.run(height.format("t-box")) > 0
    browser.send("Emulation.setEmulatedMedia", media="")


def test_nothing_was_asked_of_anybody(browser: Browser) -> None:
    """Last: the whole session made no request but for files, and files could not read one another."""
    seen = [event["params"]["request"]["url"] for event in browser.events
            if event["method"] == "Network.requestWillBeSent"]  # fmt: skip
    assert seen
    assert all(url.startswith(("file:", "data:", "blob:", "about:")) for url in seen)
    assert browser.problems() == []
    assert browser.run(READ_A_NEIGHBOUR) == "blocked"


READ = ("백두산", "한라산", "한강의 주요 갈래", "피타고라스")


def leave_quickly(browser: Browser) -> None:
    browser.run("document.getElementById('r-q').blur()")
    browser.press("Escape", 27)
    browser.press("Escape", 27)
    browser.wait("document.body.innerHTML == ''")


def test_nothing_read_is_left_in_memory(small_wiki: Path) -> None:
    """Typed, read, searched, found in the page: after Escape twice no string of it, and no node of the page."""
    with Browser() as browser:
        browser.size(1280, 860)
        browser.open(small_wiki / "drive" / "index.html")
        browser.wait("document.querySelector('.r-front')")
        search(browser, "백두산")
        browser.wait("document.querySelector('.r-option-title')")
        browser.click(".r-option-title")
        browser.wait(heading("백두산"))
        browser.run("R.links.open(0, ''), 1")
        browser.wait("document.querySelector('.r-kind-article')")
        search(browser, "피타고라스")
        browser.wait("document.querySelector('.r-option.r-all')")
        browser.press("Enter", 13)
        browser.wait("document.querySelector('.r-results .r-result')")
        browser.click("#r-menu-button")
        browser.click("#r-find-open")
        browser.type("피타고라스")
        browser.press("Enter", 13)
        browser.wait("document.querySelector('.r-found')")
        held = browser.heap_strings()
        assert any("피타고라스" in text for text in held)
        search(browser, "한강의 주요 갈래")  # in flight when the page goes
        leave_quickly(browser)
        browser.run("new Promise(function (done) { setTimeout(done, 2500); })")
        assert [text[:80] for text in browser.heap_strings() if any(word in text for word in READ)] == []
        assert browser.nodes() < 60
        assert browser.run("document.body.innerHTML + document.getElementsByTagName('script').length") == "0"
        assert browser.problems() == []
