"""``python -m checks.contrast DRIVE [--articles N] [--bar 4.5]``: can every text be read, on white and in the dark?

Chromium opens the reader of a finished drive and shows one article after the other. For each text that is seen the
contrast (WCAG 2) of its computed colour to what really lies behind it is measured, in both themes. Exit status 1 if
any text stays under the bar.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NamedTuple

from checks.browsers.devtools import Browser

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
  var walker = document.createTreeWalker(document.getElementById('r-page'), NodeFilter.SHOW_TEXT);
  var found = [], seen = 0, node;
  while ((node = walker.nextNode())) {
    if (!/\S/.test(node.data)) continue;
    var element = node.parentElement, style = getComputedStyle(element), range = document.createRange();
    if (/^(STYLE|SCRIPT)$/.test(element.tagName) || style.visibility == 'hidden') continue;
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
  var all = document.getElementById('r-page').getElementsByTagName('details');
  for (var i = 0; i < all.length; i++) all[i].setAttribute('open', '');
  document.querySelectorAll('.r-folded').forEach(function (e) { e.className = e.className.replace('r-folded', ''); });
})()"""


class Measured(NamedTuple):
    """What one run saw."""

    texts: int
    pages: int
    faint: list[str]


def measure(drive: Path, articles: int, bar: float) -> Measured:
    """Every text of the first ``articles`` pages in both themes."""
    texts = 0
    faint: list[str] = []
    with Browser() as browser:
        browser.size(1280, 900)
        browser.open(drive / "index.html")
        browser.wait("document.querySelector('.r-front')")
        count = min(articles, int(browser.run("R.site.articles")))
        for number in range(count):
            browser.run("document.getElementById('r-page').firstChild.leftOver = true")
            browser.run(f"R.history.visit({{view: 'article', number: {number}}}), 1")
            browser.wait("!document.getElementById('r-page').firstChild.leftOver")
            browser.run(OPEN_ALL)
            for theme in ("light", "dark"):
                browser.run(f"document.documentElement.className = 'r-{theme}', 1")
                seen, found = browser.run(MEASURE.replace("BAR", str(bar)))
                texts += seen
                title = browser.run("document.querySelector('#r-page h1').textContent")
                faint += (f"{theme} {title}: {row[0]:.2f} {row[1]!r} {row[2]} on {row[3]} {row[4]}" for row in found)
    return Measured(texts, count, faint)


def main(argv: list[str] | None = None) -> int:
    """Print what is too faint; status 1 if anything is."""
    parser = argparse.ArgumentParser(prog="checks.contrast", description=__doc__)
    parser.add_argument("drive", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--bar", type=float, default=4.5)
    arguments = parser.parse_args(argv)
    done = measure(arguments.drive, arguments.articles, arguments.bar)
    for line in done.faint:
        print(line)
    under = f"{len(done.faint)} under {arguments.bar}"
    print(f"{done.pages} pages, {done.texts} texts in two themes, {under}", file=sys.stderr)
    return int(bool(done.faint))


if __name__ == "__main__":
    raise SystemExit(main())
