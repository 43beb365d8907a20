"""``python -m checks.browser_reader``: the reader in the browsers that are here, from file:// with strict origins."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from checks.browsers import devtools, marionette, old_engines
from checks.browsers.session import read
from checks.browsers.trace import history, left_behind
from checks.encyclopedia import Encyclopedia
from packager.config import ReaderConfig
from packager.library.complete import CompleteLibrary
from packager.outputs.reader.writer import write_reader


def strict(browser: devtools.Browser | marionette.Firefox, index: Path) -> None:
    """The browser must keep pages from reading files, or a broken reader would pass."""
    browser.open(index)
    browser.wait("document.querySelector('.r-front')")
    answer = browser.run(
        "(function(){try{var x=new XMLHttpRequest();x.open('GET','data/B/00/00.txt',false);x.send();"
        "return x.responseText.length}catch(e){return 'blocked'}})()"
    )
    assert answer == "blocked", answer


def chromium(index: Path) -> str:
    with devtools.Browser() as browser:
        strict(browser, index)
    with tempfile.TemporaryDirectory() as folder:
        browser = devtools.Browser(profile=Path(folder))
        browser.size(1280, 860)
        read(browser, index)
        name = str(browser.send("Browser.getVersion")["product"])
        browser.close()
        no_trace(Path(folder), index)
        return name + " passes"


# What a browser of 2009 has not got. pushState is there and throws, as in Chromium 49 on file://.
BARE = """
delete window.Uint8Array; delete window.Int32Array; delete window.TextDecoder; delete window.IntersectionObserver;
delete window.Promise; delete window.Map; delete window.Blob; window.CSS = undefined; Math.imul = undefined;
String.prototype.normalize = undefined; String.prototype.trim = undefined; Array.prototype.forEach = undefined;
Array.prototype.indexOf = undefined; Object.keys = undefined; window.matchMedia = undefined; window.JSON = undefined;
history.pushState = function () { throw new Error("SecurityError"); };
"""


def bare(index: Path) -> str:
    """Chromium without everything that came after ECMAScript 3."""
    with devtools.Browser() as browser:
        browser.send("Page.addScriptToEvaluateOnNewDocument", source=BARE)
        browser.size(1280, 860)
        read(browser, index, native_history=False)
        return "Chromium with bare ECMAScript 3 passes"


def firefox(index: Path) -> str:
    with marionette.Firefox() as browser:
        strict(browser, index)
    with marionette.Firefox() as browser:
        browser.size(1280, 860)
        read(browser, index)
        name = "Firefox " + str(browser.chrome("return Services.appinfo.version"))
        browser.close()
        no_trace(browser.profile, index)
        return name + " passes"


def no_trace(profile: Path, index: Path) -> None:
    """One neutral row in the history, and no word of what was read anywhere in the profile."""
    rows = history(profile)
    assert rows == [(index.resolve().as_uri(), "문서")], rows
    found = left_behind(profile)
    assert not found, found


BROWSERS: dict[str, tuple[Callable[[], str | None], Callable[[Path], str]]] = {
    "chromium": (devtools.find_chromium, chromium),
    "bare": (devtools.find_chromium, bare),
    "firefox": (marionette.find_firefox, firefox),
    "phantomjs": (old_engines.phantomjs, old_engines.run_phantomjs),
    "chromium49": (old_engines.qt, old_engines.run_qt),
}


def main() -> int:
    if (npm := Path(__file__).parent.parent / "tests" / "outputs" / "reader") and not (npm / "node_modules").exists():
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=npm, check=False)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        drive = Path(folder)
        write_reader(CompleteLibrary(Encyclopedia(80)), drive, ReaderConfig(plain_pages=20))
        wanted = sys.argv[1:] or list(BROWSERS)
        for name in wanted:
            find, test = BROWSERS[name]
            if not find():
                print(f"{name}: not installed, skipped (python -m checks.browsers.old_engines fetches the old ones)")
                continue
            start = time.monotonic()
            try:
                print(f"{name}: {test(drive / 'index.html')}, {time.monotonic() - start:.1f} s")
            except (AssertionError, TimeoutError, RuntimeError, subprocess.TimeoutExpired) as error:
                failed += 1
                print(f"{name}: FAILED {error!r}")
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
