"""``python -m checks.browser_leaks``: what reaches the network when cleaned pages are loaded, hovered and clicked.

Runs Chromium and Firefox, whichever is here, in a network namespace of its own. Each browser first opens the page of
attempts as it is: that must be noticed. Then the cleaned constructs (our own and those of the shared corpus) without
any policy of their own, and the cleaned page inside the reader: that must be silent. What browsers ask by themselves
is counted apart.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from checks import snippets
from checks.browsers import devtools, marionette
from checks.egress import Sink, enter
from checks.encyclopedia import Encyclopedia
from checks.worlds import SmallWorld
from packager.config import ReaderConfig
from packager.finish.finish import finish
from packager.library.complete import CompleteLibrary
from packager.model import Article
from packager.outputs.reader.writer import write_reader

URL = "http://leaks.out.example"
LEAKS = """
<img src="URL/1"><img srcset="URL/2 1x, URL/3 2x"><picture><source srcset="URL/4"><img alt=""></picture>
<div style="background:url(URL/5)">a</div><style>p{background:url(URL/6)}@import "URL/7";</style>
<style>@font-face{font-family:z;src:url(URL/8)}b{font-family:z}</style><b>b</b><link rel=stylesheet href="URL/9">
<link rel=preconnect href="URL/10"><link rel=dns-prefetch href="URL/11"><link rel=prefetch href="URL/12">
<link rel=preload as=image href="URL/13"><link rel=icon href="URL/14">
<video src="URL/15" poster="URL/16" autoplay></video>
<audio src="URL/17" autoplay></audio><video><source src="URL/18"><track src="URL/19" default></video>
<iframe src="URL/20"></iframe><object data="URL/21"></object><embed src="URL/22"><script src="URL/23"></script>
<svg><image href="URL/24" xlink:href="URL/25"/><use href="URL/26#a"/></svg><input type=image src="URL/27">
<form action="URL/28" id=f><input name=a></form><script>document.getElementById("f").submit()</script>
<img src=x onerror="new Image().src='URL/29'"><meta http-equiv=refresh content="1;url=URL/30"><base href="URL/">
<script>fetch("URL/31");navigator.sendBeacon("URL/32");new WebSocket("ws"+"URL/33".slice(4));</script>
<a href="URL/34" ping="URL/35">link</a><table background="URL/36"><tr><td>c</td></tr></table>
<div style="list-style-image:url(URL/37);content:url(URL/38);cursor:url(URL/39),auto">d</div>
<math><mi xlink:href="URL/40" href="URL/41">x</mi></math><q cite="URL/42">q</q><frameset><frame src="URL/43"></frameset>
<template shadowrootmode=open><img src="URL/44"></template><body background="URL/45" onload="fetch('URL/46')">
""".replace("URL", URL)
# Links to files beside the page are not followed, since that would leave the page; all others would be.
TOUCH = """(function () {
  addEventListener('click', function (e) {
    var a = e.target.closest && e.target.closest('a[href]');
    if (a && a.protocol == 'file:') e.preventDefault();
  });
  var all = document.querySelectorAll('ROOT *');
  for (var i = 0; i < all.length; i++)
    ['pointerover', 'mouseover', 'mousemove', 'mousedown', 'mouseup', 'focus', 'click'].forEach(function (name) {
      all[i].dispatchEvent(new MouseEvent(name, {bubbles: true, cancelable: true, view: window}));
    });
  return all.length;
})()"""
ENTRIES = ("서울", "x.png", "m/a.opus", "m/a.webm")
SETTLE = 3.0
Browser = devtools.Browser | marionette.Firefox


class LeakyLibrary(Encyclopedia):
    """All articles carry the page."""

    def __init__(self, page: str) -> None:
        super().__init__(12)
        self.page = page

    def articles(self) -> Iterator[Article]:
        yield Article("가", "가", self.page, "", incoming=1)


def browsers() -> Iterator[type[Browser]]:
    """Those that are installed."""
    if devtools.find_chromium():
        yield devtools.Browser
    if marionette.find_firefox():
        yield marionette.Firefox


def write_pages(folder: Path) -> dict[str, Path]:
    """What is opened: name to file."""
    sources = [source for _, source, _ in snippets.own() + snippets.shared()] + [LEAKS]
    world = SmallWorld(ENTRIES)
    pages = {}
    for name, bodies in (("as it is", [LEAKS]), ("cleaned", [finish(source, world).html for source in sources])):
        path = folder / f"{name.replace(' ', '-')}.html"
        body = "\n".join(f"<div>{part}</div>" for part in bodies)
        path.write_text(f'<!DOCTYPE html><meta charset="utf-8"><body>{body}', encoding="utf-8")
        pages[name] = path
    library = LeakyLibrary(finish(LEAKS, world).html)
    library.redirects = lambda: iter(())  # type: ignore[method-assign]
    write_reader(CompleteLibrary(library), folder / "reader", ReaderConfig(plain_pages=1))
    pages["reader"] = folder / "reader" / "index.html"
    return pages


def visit(browser: Browser, name: str, path: Path) -> None:
    """Open a page, move over it and click in it."""
    with suppress(RuntimeError):  # the page as it is leads itself away, which drivers report as an error
        browser.open(path)
    time.sleep(SETTLE)
    if name == "as it is":
        return
    if name == "reader":
        browser.wait("R.site")
        browser.run("R.history.visit({view:'article',number:0}), 1")
        browser.wait("document.querySelector('.r-kind-article')")
    browser.run(TOUCH.replace("ROOT", "#r-page" if name == "reader" else "body"))
    if isinstance(browser, devtools.Browser):
        for y in range(0, 600, 30):
            for x in range(0, 780, 60):
                browser.send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
    time.sleep(SETTLE)


def main() -> int:
    status = enter("checks.browser_leaks")
    if status is not None:
        return status
    sink = Sink()
    failed = False
    with tempfile.TemporaryDirectory() as name:
        pages = write_pages(Path(name))
        for kind in browsers():
            for what, path in pages.items():
                sink.take()
                with kind() as browser:
                    visit(browser, what, path)
                seen = sink.take()
                wrong = len(seen) < 10 if what == "as it is" else bool(seen)
                failed = failed or wrong
                print(f"{kind.__name__}, {what}: {len(seen)} events{' WRONG' if wrong else ''}", *seen[:5] * wrong)
    print(f"{len(sink.own_calls)} names that browsers asked for by themselves")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
