"""``python -m tools.screenshots [DRIVE]``: pictures of the reader's pages into screenshots/.

Without a drive a small made-up one is written first. The old engines take theirs from the same steps as their test.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from checks.browsers import old_engines
from checks.browsers.devtools import Browser, find_chromium
from checks.browsers.marionette import Firefox, find_firefox
from checks.encyclopedia import Encyclopedia
from packager.config import ReaderConfig
from packager.library.complete import CompleteLibrary
from packager.outputs.reader.writer import write_reader

SHOTS = Path(__file__).resolve().parent.parent / "screenshots"
ARTICLE, QUERY, TYPED = 0, "베를린은 어느 나라의 수도인가", "대하"


def show(browser: Browser | Firefox, view: str) -> None:
    """Go to a view and let it settle."""
    browser.run(f"R.history.visit({view}), 1")
    time.sleep(0.6)


def modern(browser: Browser | Firefox, index: Path, name: str) -> None:
    """Main page, suggestions, article, note, results, dark article."""
    browser.size(1280, 860)
    browser.open(index)
    browser.wait("document.querySelector('.r-front')")
    time.sleep(0.3)
    browser.screenshot(SHOTS / f"{name}-main.png")
    browser.run("document.getElementById('r-q').focus()")
    browser.type(TYPED)
    browser.wait("document.querySelector('.r-option')")
    browser.screenshot(SHOTS / f"{name}-suggestions.png")
    show(browser, f"{{view:'article',number:{ARTICLE}}}")
    browser.screenshot(SHOTS / f"{name}-article.png")
    if browser.run("!!document.querySelector('.reference [data-h]')"):
        browser.click(".reference [data-h]")
        time.sleep(0.2)
        browser.screenshot(SHOTS / f"{name}-note.png")
    show(browser, f"{{view:'search',query:'{QUERY}'}}")
    browser.screenshot(SHOTS / f"{name}-results.png")
    browser.run("document.getElementById('r-dark').click()")
    show(browser, f"{{view:'article',number:{ARTICLE}}}")
    browser.screenshot(SHOTS / f"{name}-dark.png")
    browser.run("document.getElementById('r-dark').click()")


def chromium(index: Path) -> None:
    with Browser() as browser:
        modern(browser, index, "chromium")
        browser.pdf(SHOTS / "print.pdf")
        browser.send("Emulation.setEmulatedMedia", media="print")
        browser.screenshot(SHOTS / "print.png")
        browser.send("Emulation.setEmulatedMedia", media="")
        browser.size(360, 720, mobile=True)
        for view, name in (
            ("{view:'main'}", "main"),
            (f"{{view:'article',number:{ARTICLE}}}", "article"),
            (f"{{view:'search',query:'{QUERY}'}}", "results"),
        ):
            show(browser, view)
            browser.screenshot(SHOTS / f"phone-{name}.png")
        plain = index.parent / "data" / "P" / "00" / "00.htm"
        if plain.exists():
            browser.size(800, 860)
            browser.open(plain)
            time.sleep(0.5)
            browser.screenshot(SHOTS / "plain-page.png")


def main() -> int:
    SHOTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) > 1:
            index = Path(sys.argv[1]) / "index.html"
        else:
            write_reader(CompleteLibrary(Encyclopedia(80)), Path(folder), ReaderConfig(plain_pages=20))
            index = Path(folder) / "index.html"
        if find_chromium():
            chromium(index)
        if find_firefox():
            with Firefox() as browser:
                modern(browser, index, "firefox")
        if len(sys.argv) == 1 and old_engines.phantomjs():
            old_engines.run_phantomjs(index, SHOTS)
        if len(sys.argv) == 1 and old_engines.qt():
            old_engines.run_qt(index, SHOTS)
    print(f"{len(list(SHOTS.iterdir()))} files in {SHOTS.name}/")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
