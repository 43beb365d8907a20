"""One reading session, as a person would do it, in any browser that ``devtools`` or ``marionette`` drives."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Protocol


class Driver(Protocol):
    """What the two drivers have in common."""

    def open(self, path: Path) -> None: ...
    def run(self, script: str) -> Any: ...
    def wait(self, condition: str, seconds: float = 60) -> float: ...
    def type(self, text: str) -> None: ...
    def press(self, key: str, code: int) -> None: ...
    def click(self, selector: str) -> None: ...
    def size(self, width: int, height: int, *, mobile: bool = False) -> None: ...
    def problems(self) -> list[str]: ...


def heading(text: str) -> str:
    """Condition: the page's heading is ``text``."""
    return f"document.querySelector('#r-page h1') && document.querySelector('#r-page h1').textContent == '{text}'"


def read(browser: Driver, index: Path, *, native_history: bool = True) -> None:
    """Open, search, read, go back and forth, search texts, browse; everything is asserted on the way."""
    browser.open(index)
    browser.wait("document.querySelector('.r-front')")
    address = browser.run("location.href")

    # A letter on the first page goes into the box; Escape there clears what was typed, and nothing else.
    browser.run("document.activeElement.blur(), 1")
    browser.run("document.body.dispatchEvent(new KeyboardEvent('keydown', {keyCode: 65, bubbles: true})), 1")
    assert browser.run("document.activeElement.id") == "r-q"
    browser.type("러시")
    browser.wait("document.querySelector('.r-option-title')")
    browser.press("Escape", 27)
    browser.wait("document.getElementById('r-q').value == '' && !document.querySelector('.r-option')")
    assert browser.run("!!document.querySelector('.r-front')")
    browser.run("R.dom.id('r-skip').click(), 1")
    assert browser.run("document.activeElement.tagName") == "H1"

    browser.run("document.getElementById('r-q').focus()")
    browser.type("대하")
    browser.wait("document.querySelector('.r-option-title')")
    browser.wait("document.querySelector('.r-option.r-all b').textContent == '대하'")
    browser.wait("document.querySelector('.r-option-title').textContent == '대한민국'")
    assert browser.run("/^찾은 제목 [0-9]+개$/.test(document.getElementById('r-said').textContent)")
    browser.press("ArrowDown", 40)
    browser.press("Enter", 13)
    browser.wait(heading("대한민국"))
    assert browser.run("document.getElementById('r-q').value") == ""
    browser.wait("document.querySelector('#r-page img').naturalWidth == 40")

    browser.click(".reference [data-h]")
    browser.wait("document.querySelector('.r-note')")
    assert "도서관" in browser.run("document.querySelector('.r-note').textContent")
    browser.press("Escape", 27)
    browser.wait("!document.querySelector('.r-note')")
    assert browser.run("document.activeElement.getAttribute('data-h')").startswith("cite_note")

    browser.click("[data-n$='#역사']")
    browser.wait(heading("러시아"))
    browser.wait("window.pageYOffset > 0")
    browser.click("#r-back")
    browser.wait(heading("대한민국"))
    browser.click("#r-forward")
    browser.wait(heading("러시아"))
    if native_history:
        browser.run("history.back()")
        browser.wait(heading("대한민국"))

    browser.run("document.getElementById('r-q').focus()")
    browser.type("독일의 수도")
    browser.wait("document.querySelector('.r-option.r-all')")
    browser.press("Enter", 13)
    browser.wait("document.querySelector('.r-results .r-result')")
    assert browser.run("document.querySelector('.r-results .r-result-title').textContent") == "베를린"
    assert browser.run("document.querySelector('.r-results .r-result-extract b').textContent")
    browser.click(".r-results .r-result-title")
    browser.wait(heading("베를린"))

    browser.run("document.getElementById('r-q').focus()")
    browser.type("다람뿔")
    browser.wait("document.querySelector('.r-option-title')")
    browser.click(".r-option-title")
    browser.wait(heading("다람뿔나비"))
    browser.run("document.getElementById('r-q').focus()")
    browser.type("무늬나래")
    browser.wait("document.querySelector('.r-option.r-all')")
    browser.click(".r-option.r-all")
    browser.wait("document.querySelector('.r-results .r-result')")

    browse(browser)
    tables(browser)
    far_down(browser)
    widths(browser)

    assert browser.run("location.href") == address
    assert browser.run("document.title") == "문서"
    assert browser.run("document.cookie") == ""
    assert browser.run("document.querySelectorAll('#r-app [href], #r-app [src^=file]').length") == 0
    time.sleep(0.8)
    for _ in range(5):  # on a busy machine two presses may come too far apart
        browser.press("Escape", 27)
        browser.press("Escape", 27)
        if browser.run("document.body.innerHTML == ''"):
            break
    browser.wait("document.body.innerHTML == ''")
    browser.run("document.body.click()")
    if native_history:
        browser.run("history.back()")
    time.sleep(0.3)
    assert browser.run("document.body.innerHTML + location.href + document.title") == address + "문서"
    assert browser.problems() == []


def browse(browser: Driver) -> None:
    """가나다 index, categories, random article, words in the page, dark colours."""
    browser.click("[data-go=home]")
    browser.wait("document.querySelector('.r-front')")
    browser.click("[data-go=index].r-door")
    browser.wait("document.querySelector('.r-letters [data-n]')")
    browser.click(".r-letters [data-n]")
    browser.wait("document.querySelector('.r-letter-list [data-n]')")
    browser.click(".r-letter-list [data-n]")
    browser.wait("document.querySelector('.r-kind-article')")
    browser.click(".r-page-categories [data-n]")
    browser.wait("document.querySelector('.r-kind-category')")
    browser.click(".r-page-categories [data-n]")
    browser.wait(heading("분류:맨 위"))
    browser.click(".r-branch-button")
    browser.wait("document.querySelector('.r-branch') && !/불러/.test(document.querySelector('.r-branch').textContent)")
    browser.click("[data-go=home]")
    browser.wait("document.querySelector('.r-front')")
    browser.click("[data-go=random].r-door")
    browser.wait("document.querySelector('.r-kind-article')")
    browser.click("#r-menu-button")
    browser.click("#r-find-open")
    browser.type("도서관")
    browser.press("Enter", 13)
    browser.wait("document.querySelector('.r-found.r-current')")
    browser.click("#r-find-close")
    browser.wait("!document.querySelector('.r-found')")
    browser.click("#r-menu-button")
    if browser.run("document.getElementById('r-dark').offsetWidth > 0"):
        browser.click("#r-dark")
        browser.wait("document.documentElement.className == 'r-dark'")
        browser.click("#r-dark")
    browser.click("#r-page h1")


def tables(browser: Driver) -> None:
    """A press on a heading sorts, the next turns round, the third puts back; by keyboard as well."""
    browser.run("R.history.visit({view:'article',number:0}), 1")
    browser.wait("document.querySelector('.r-sort')")
    cells = (
        "(function(){var t=document.querySelector('.sortable'),s='',i;"
        "for(i=1;i<t.rows.length;i++)s+=t.rows[i].cells[1].innerHTML+' ';return s})()"
    )
    button = "document.querySelectorAll('.r-sort')[1]"
    for wanted, said in (("9 12 1,000 ", "ascending"), ("1,000 12 9 ", "descending"), ("12 9 1,000 ", "none")):
        browser.run(f"{button}.click(), 1")
        assert browser.run(cells) == wanted, wanted
        assert browser.run(f"{button}.parentNode.getAttribute('aria-sort')") == said
    browser.run(f"{button}.focus(), 1")
    browser.press("Enter", 13)
    browser.wait(f"{cells} == '9 12 1,000 '")


def far_down(browser: Driver) -> None:
    """The contents follow the scroll, and a button leads back to the top; nothing to press is too small."""
    browser.run("R.links.toAnchor('지리'), 1")
    browser.wait("/지리/.test((document.querySelector('.r-here') || {}).innerHTML || '')")
    browser.run("window.scrollTo(0, document.body.scrollHeight), 1")
    small = browser.run(
        "(function(){var all=document.getElementsByTagName('button'),s='',i,b;for(i=0;i<all.length;i++){"
        "b=all[i].getBoundingClientRect();if(b.width&&(b.width<23.9||b.height<23.9))"
        "s+=all[i].className+all[i].id+' '+b.width+'x'+b.height+', '}return s})()"
    )
    assert small == "", small
    browser.run("document.getElementById('r-page').style.minHeight = '9000px', 1")
    browser.run("window.scrollTo(0, 6000), 1")
    browser.wait("document.getElementById('r-top').offsetWidth > 0")
    browser.click("#r-top")
    browser.wait("window.pageYOffset == 0 && document.activeElement.tagName == 'H1'")
    browser.wait("document.getElementById('r-top').offsetWidth == 0")


def widths(browser: Driver) -> None:
    """On a telephone nothing scrolls sideways, and the search box is at hand wherever one reads (Firefox windows have a
    smallest width of their own)."""
    browser.size(360, 720, mobile=False)
    time.sleep(0.3)
    for view in ("{view:'main'}", "{view:'article',number:0}", "{view:'search',query:'역사'}"):
        browser.run(f"R.history.visit({view}), 1")
        time.sleep(0.3)
        wide = browser.run("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{view} is {wide} pixels too wide"
    found = "(function(b){return b.top>=0&&b.bottom>b.top})(document.getElementById('r-q').getBoundingClientRect())"
    browser.run("R.history.visit({view:'article',number:0}), 1")
    browser.wait(heading("대한민국"))
    browser.run("document.activeElement.blur(), window.scrollTo(0, 400), 1")
    browser.wait(f"document.getElementById('r-seek').offsetWidth > 23 && !{found}")
    browser.run("document.getElementById('r-seek').click(), 1")
    browser.wait(f"document.activeElement.id == 'r-q' && {found} && window.pageYOffset > 300")
    browser.run("document.activeElement.blur(), 1")
    browser.size(1280, 860, mobile=False)
