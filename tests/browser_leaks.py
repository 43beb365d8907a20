"""``python -m tests.browser_leaks``: a page full of attempts to reach a server, through the scrubber and the reader.

A server on this machine counts accepted connections, which is more than requests: some elements connect and send
nothing. As a control the same page is opened by itself; it must be noticed.
"""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from packager.model import Article
from packager.outputs.reader import ReaderSettings, write_reader
from packager.scrub.clean import clean
from tests.reader import devtools, marionette
from tests.reader.library import SmallLibrary

LEAKS = """
<img src="URL/1"><img srcset="URL/2 1x, URL/3 2x"><picture><source srcset="URL/4"><img alt=""></picture>
<div style="background:url(URL/5)">a</div><style>p{background:url(URL/6)}@import "URL/7";</style>
<style>@font-face{font-family:z;src:url(URL/8)}b{font-family:z}</style><b>b</b><link rel=stylesheet href="URL/9">
<link rel=preconnect href="URL/10"><link rel=dns-prefetch href="URL/11"><link rel=prefetch href="URL/12">
<link rel=preload as=image href="URL/13"><link rel=icon href="URL/14">
<video src="URL/15" poster="URL/16" autoplay></video><audio src="URL/17" autoplay></audio>
<video><source src="URL/18"><track src="URL/19" default></video>
<iframe src="URL/20"></iframe><object data="URL/21"></object><embed src="URL/22"><script src="URL/23"></script>
<svg><image href="URL/24" xlink:href="URL/25"/><use href="URL/26#a"/></svg><input type=image src="URL/27">
<form action="URL/28" id=f><input name=a></form><script>document.getElementById("f").submit()</script>
<img src=x onerror="new Image().src='URL/29'"><meta http-equiv=refresh content="1;url=URL/30"><base href="URL/">
<script>fetch("URL/31");navigator.sendBeacon("URL/32");new WebSocket("ws"+"URL/33".slice(4));</script>
<a href="URL/34" ping="URL/35">link</a><table background="URL/36"><tr><td>c</td></tr></table>
<div style="list-style-image:url(URL/37);content:url(URL/38);cursor:url(URL/39),auto">d</div>
<math><mi xlink:href="URL/40" href="URL/41">x</mi></math><q cite="URL/42">q</q><frameset><frame src="URL/43"></frameset>
<template shadowrootmode=open><img src="URL/44"></template><body background="URL/45" onload="fetch('URL/46')">
"""


class Server:
    """Accepts connections and counts them."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.connections = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            self.connections += 1
            connection.close()


class Nothing:
    """A world without entries: every address is outside."""

    def link(self, address: str) -> str | None:
        return address if address.startswith("#") else None

    def image(self, address: str) -> str | None:
        return None


class LeakyLibrary(SmallLibrary):
    """All articles carry the page, scrubbed or as it is."""

    def __init__(self, page: str) -> None:
        super().__init__(12)
        self.page = page

    def articles(self) -> Iterator[Article]:
        yield Article("가", "가", self.page, "", incoming=1)


def visit(index: Path) -> None:
    """Read the article in every browser that is here, move over it and click the first things in it."""
    browsers: list[type[devtools.Browser] | type[marionette.Firefox]] = []
    if devtools.find_chromium():
        browsers.append(devtools.Browser)
    if marionette.find_firefox():
        browsers.append(marionette.Firefox)
    for kind in browsers:
        with kind() as browser:
            # The page alone is led away by its own form and frames, which drivers report as an error.
            with suppress(RuntimeError):
                browser.open(index)
            time.sleep(1)
            if "reader" in index.parts[-2]:
                browser.wait("R.site")
                browser.run("R.history.visit({view:'article',number:0}), 1")
                browser.wait("document.querySelector('.kind-article')")
                browser.run(
                    "(function(){var a=document.querySelectorAll('#r-page a, #r-page button, #r-page input');"
                    "for(var i=0;i<a.length;i++)a[i].click();return 1})()"
                )
            time.sleep(3)


def main() -> int:
    counts = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for step in ("alone", "reader without scrubber", "reader"):
            server = Server()
            page = LEAKS.replace("URL", server.address)
            (folder / step).mkdir()
            if step == "alone":
                (folder / step / "index.html").write_text("<!DOCTYPE html>" + page, encoding="utf-8")
            else:
                body = clean(page, Nothing()).html if step == "reader" else page
                assert step != "reader" or server.address not in body
                library = LeakyLibrary(body)
                library.redirects = lambda: iter(())  # type: ignore[method-assign]
                write_reader(library, folder / step, ReaderSettings(plain_pages=1))
            visit(folder / step / "index.html")
            counts[step] = server.connections
            print(f"{step}: {server.connections} connections")
    return 0 if counts["reader"] == 0 and counts["alone"] > 10 else 1


if __name__ == "__main__":
    raise SystemExit(main())
