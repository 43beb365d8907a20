"""``python -m checks.contrast DRIVE|DUMP [--articles N] [--bar 4.5]``: can every text be read, light and dark?

Chromium opens the reader of a finished drive and shows its own pages and one article after the other, then the
archive's pages and the plain ones. For each text that is seen the contrast (WCAG 2) of its computed colour to what
really lies behind it is measured, in both themes. A dump of any wiki is packed first. Exit status 1 if any text stays
under the bar.
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from checks.browsers.devtools import Browser
from packager.zimfile.archive import ZimFile

MEASURE = r"""(function () {
  function parse(text) {
    var m = /rgba?\(([^)]*)\)/.exec(text), p = m ? m[1].split(/[,\/ ]+/).map(Number) : [0, 0, 0, 0];
    return [p[0], p[1], p[2], p.length > 3 ? p[3] : 1];
  }
  function over(a, b) {
    return [0, 1, 2].map(function (i) { return a[i] * a[3] + b[i] * (1 - a[3]); }).concat(1);
  }
  function luminance(c) {
    var p = c.slice(0, 3).map(function (v) {
      v /= 255;
      return v <= .04045 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4);
    });
    return .2126 * p[0] + .7152 * p[1] + .0722 * p[2];
  }
  function paper(element) {
    var layers = [], color, image, back = [255, 255, 255, 1];
    for (var node = element; node; node = node.parentElement) {
      var style = getComputedStyle(node);
      color = parse(style.backgroundColor);
      image = /rgba?\([^)]*\)/.exec(style.backgroundImage);
      if (image) layers.push(parse(image[0]));
      if (color[3]) layers.push(color);
      if (color[3] == 1) break;
    }
    while (layers.length) back = over(layers.pop(), back);
    return back;
  }
  var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  var found = [], seen = 0, node;
  while ((node = walker.nextNode())) {
    if (!/\S/.test(node.data)) continue;
    var element = node.parentElement, style = getComputedStyle(element), range = document.createRange();
    if (/^(STYLE|SCRIPT|NOSCRIPT)$/.test(element.tagName) || style.visibility == 'hidden' || element.disabled) continue;
    range.selectNodeContents(node);
    var box = range.getBoundingClientRect();
    if (box.width < 1 || box.height < 1) continue;
    seen++;
    var back = paper(element), ink = over(parse(style.color), back), a = luminance(ink), b = luminance(back);
    var contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (contrast >= BAR) continue;
    found.push([contrast, node.data.replace(/\s+/g, ' ').slice(0, 30), style.color,
      'rgb(' + back.slice(0, 3).map(Math.round) + ')', element.tagName + '.' + element.className]);
  }
  return [seen, found];
})()"""
OPEN_ALL = """(function () {
  document.querySelectorAll('details').forEach(function (e) { e.setAttribute('open', ''); });
  document.querySelectorAll('.r-folded').forEach(function (e) { e.className = e.className.replace('r-folded', ''); });
})()"""
OWN = (
    "{view:'main'}", "{view:'search',query:'가'}", "{view:'search',query:'쀍뙁'}", "{view:'help'}", "{view:'check'}",
    "{view:'article',number:R.site.indexPage}", "{view:'article',number:R.site.licensePage}",
)  # fmt: skip
"""Pages that are the reader's own."""
ANY_WIKI = '[input]\nwiki = ""\n'


class Measured(NamedTuple):
    """What one run saw."""

    texts: int
    pages: int
    faint: list[str]


class Meter:
    """Measures what a browser shows, in both themes."""

    def __init__(self, browser: Browser, bar: float) -> None:
        self.browser, self.bar = browser, bar
        self.texts = self.pages = 0
        self.faint: list[str] = []

    def read(self, name: str, theme: str) -> None:
        """Every text of what is shown now."""
        self.browser.run(OPEN_ALL)
        seen, found = self.browser.run(MEASURE.replace("BAR", str(self.bar)))
        self.texts += seen
        self.faint += (f"{theme} {name}: {row[0]:.2f} {row[1]!r} {row[2]} on {row[3]} {row[4]}" for row in found)

    def reader(self, view: str) -> None:
        """A view of the reader."""
        run = self.browser.run
        run("document.getElementById('r-page').firstChild.leftOver = true")
        run(f"R.history.visit({view}), 1")
        self.browser.wait("!document.getElementById('r-page').firstChild.leftOver")
        self.pages += 1
        for theme in ("light", "dark"):
            run(f"document.documentElement.className = 'r-{theme}', 1")
            self.read(run("document.querySelector('#r-page h1').textContent"), theme)

    def file(self, path: Path) -> None:
        """A page that follows the colours of the system."""
        self.pages += 1
        for theme in ("light", "dark"):
            features = [{"name": "prefers-color-scheme", "value": theme}]
            self.browser.send("Emulation.setEmulatedMedia", features=features)
            self.browser.open(path)
            self.browser.wait("document.readyState == 'complete'")
            self.read(path.name, f"{theme}, without script,")


def archive_pages(drive: Path, folder: Path, most: int) -> Iterator[Path]:
    """The first pages of the drive's archive as files, and beside them all style sheets."""
    pages: list[Path] = []
    for archive in sorted(drive.glob("*.zim"))[:1]:
        with ZimFile(archive) as zim:
            zim.mimetypes = zim.read_mimetypes()
            for dirent in zim.dirents():
                page = dirent.mimetype.startswith("text/html")
                if dirent.namespace != "C" or not (page or dirent.mimetype.startswith("text/css")):
                    continue
                if page and len(pages) == most:
                    continue
                path = folder / "C" / (f"{dirent.number}.html" if page else dirent.path)
                path.parent.mkdir(parents=True, exist_ok=True)
                text = zim.cluster(dirent.cluster).blob(dirent.blob).decode()
                if page:  # names of titles may be too long for a file: all lie in one folder
                    text = text.replace('href="' + "../" * dirent.path.count("/"), 'href="')
                    pages.append(path)
                path.write_text(text, "utf-8")
    yield from pages


def measure(drive: Path, articles: int, bar: float) -> Measured:
    """Every text of the reader's own pages, of the first ``articles`` of it and of the archive, and of as many plain
    ones, in both themes."""
    with Browser() as browser, tempfile.TemporaryDirectory() as folder:
        meter = Meter(browser, bar)
        browser.size(1280, 900)
        browser.open(drive / "index.html")
        browser.wait("document.querySelector('.r-front')")
        for view in OWN:
            meter.reader(view)
        for number in range(min(articles, int(browser.run("R.site.articles")))):
            meter.reader(f"{{view: 'article', number: {number}}}")
        for path in archive_pages(drive, Path(folder), articles):
            meter.file(path)
        for path in sorted((drive / "data" / "P").rglob("*.htm"))[:articles]:
            meter.file(path)
    return Measured(meter.texts, meter.pages, meter.faint)


@contextlib.contextmanager
def drive_of(path: Path) -> Iterator[Path]:
    """A finished drive: the folder itself, or what a dump is packed into."""
    if path.is_dir():
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="contrast-") as place:
        config = Path(place) / "snapshot.toml"
        config.write_text(ANY_WIKI, "utf-8")
        command = [sys.executable, "-m", "packager", "build", str(path), "--out", place, "--config", str(config)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        yield Path(place) / "drive"


def main(argv: list[str] | None = None) -> int:
    """Print what is too faint; status 1 if anything is."""
    parser = argparse.ArgumentParser(prog="checks.contrast", description=__doc__)
    parser.add_argument("drive", type=Path, metavar="DRIVE|DUMP")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--bar", type=float, default=4.5)
    arguments = parser.parse_args(argv)
    with drive_of(arguments.drive) as drive:
        done = measure(drive, arguments.articles, arguments.bar)
    for line in done.faint:
        print(line)
    under = f"{len(done.faint)} under {arguments.bar}"
    print(f"{done.pages} pages, {done.texts} texts in two themes, {under}", file=sys.stderr)
    return int(bool(done.faint))


if __name__ == "__main__":
    raise SystemExit(main())
