"""``python -m checks.first_paint DRIVE [--slower 20]``: what is seen before any data file is read.

Chromium opens the reader with its processor slowed down. The first frame that is painted must hold the bar with the
search box and the line that says that it is being opened, and must come before the first data file has been read;
the front page must come after it. Without its data folder the same frame comes. Exit status 1 if one of these fails.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import Any

from checks.browsers.devtools import Browser

# Looks at every frame: what is there in the first one that shows anything, and when the front page is there. A data
# file has been read when its script element says so.
WATCH = """(function () {
  window.seen = {};
  document.addEventListener('load', function (event) {
    if (/^data\\//.test((event.target.getAttribute && event.target.getAttribute('src')) || '') && !window.seen.data) {
      window.seen.data = performance.now();
    }
  }, true);
  function shown(selector) {
    var element = document.querySelector(selector);
    return !!element && element.getClientRects().length > 0 && getComputedStyle(element).visibility != 'hidden';
  }
  (function frame() {
    var now = performance.now();
    if (!window.seen.first && document.body && document.body.innerText.trim()) {
      window.seen.first = { at: now, bar: shown('#r-bar'), box: shown('#r-q'), opening: shown('.r-opening'),
        says: (document.querySelector('.r-opening') || {}).textContent || '' };
    }
    if (!window.seen.front && document.querySelector('.r-front')) window.seen.front = now;
    if (!window.seen.front) requestAnimationFrame(frame);
  })();
})()"""
PAINTS = "performance.getEntriesByType('paint').map(function (e) { return e.startTime; })"


def frames(index: Path, slower: float, wanted: str) -> dict[str, Any]:
    """What was seen and when, once the condition holds."""
    with Browser() as browser:
        browser.size(1366, 768)
        browser.send("Emulation.setCPUThrottlingRate", rate=slower)
        browser.send("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        browser.open(index)
        browser.wait(wanted, 120)
        seen: dict[str, Any] = browser.run("window.seen")
        return {**seen, "paint": min(browser.run(PAINTS), default=0.0)}


def faults_of(seen: dict[str, Any], *, whole: bool) -> list[str]:
    """What is wrong with the first frame; ``whole`` if the data folder was there."""
    first = seen.get("first")
    if not first:
        return ["nothing was painted before the front page"]
    found = [f"the first frame has no {part}" for part in ("bar", "box", "opening") if not first[part]]
    if first["says"] != "여는 중…":
        found.append(f"the first frame says {first['says']!r}")
    if whole:
        if not seen.get("data") or not seen["paint"]:
            found.append("no data file was read, or nothing was painted")
        elif seen["paint"] > seen["data"]:
            found.append("the first data file was read before anything was painted")
        if seen.get("front", 0) <= first["at"]:
            found.append("the front page is there at once: the measurement says nothing")
    return found


def main(argv: list[str] | None = None) -> int:
    """Print the times and what is wrong; status 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("drive", type=Path)
    parser.add_argument("--slower", type=float, default=20)
    options = parser.parse_args(argv)
    seen = frames(options.drive / "index.html", options.slower, "window.seen && window.seen.front")
    faults = faults_of(seen, whole=True)
    print(f"painted after {seen['paint']:.0f} ms, the first data file read after {seen.get('data', 0):.0f} ms, "
          f"front page after {seen['front']:.0f} ms, processor {options.slower:g} times slower")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder) / "index.html"
        shutil.copyfile(options.drive / "index.html", alone)
        faults += faults_of(frames(alone, options.slower, "window.seen && window.seen.first"), whole=False)
    for fault in faults:
        print(fault)
    return int(bool(faults))


if __name__ == "__main__":
    raise SystemExit(main())
