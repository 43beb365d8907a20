"""Engines that only show: QtWebKit through wkhtmltoimage, which runs script, and NetSurf for the plain pages.

They are taken where the system has them, with a display of their own (``xvfb-run``).
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import tempfile
from functools import partial
from pathlib import Path

from PIL import Image

_SECONDS = 300
# Reads an article, types a query, searches the texts; a line for each, and for what is wrong.
_STEPS = """
function soon(ready, act) {
  if (ready()) act();
  else setTimeout(function () { soon(ready, act); }, 50);
}
soon(function () { return document.querySelector(".r-front"); }, function () {
  var page = document.getElementById("r-page");
  console.log("front true");
  R.history.visit({ view: "article", number: 0 });
  soon(function () { return document.querySelector(".r-kind-article"); }, function () {
    console.log("heading " + page.getElementsByTagName("h1")[0].innerHTML);
    console.log("backslash " + (page.innerText.indexOf(String.fromCharCode(92)) >= 0));
    console.log("sort " + document.querySelectorAll(".r-sort").length);
    R.titles.search("베를", 3, function (found) {
      console.log("title " + found[0].title);
      setTimeout(function () { window.status = "read"; }, 500);
    });
  });
});
"""


def wkhtmltoimage() -> str | None:
    """Path of wkhtmltoimage, if there is a display for it."""
    return shutil.which("wkhtmltoimage") if shutil.which("xvfb-run") else None


def plain_browser(name: str) -> str | None:
    """Path of a browser for plain pages, if there are a display for it and a program that takes pictures of one."""
    return shutil.which(name) if shutil.which("xvfb-run") and shutil.which("import") else None


def run_wkhtmltoimage(index: Path, shots: Path | None = None) -> str:
    """The reader in QtWebKit: first page, an article, a title. Raises AssertionError."""
    with tempfile.TemporaryDirectory() as folder:
        picture = (shots or Path(folder)) / "qtwebkit-article.png"
        command = ["xvfb-run", "-a", "wkhtmltoimage", "--enable-local-file-access", "--debug-javascript"]
        command += ["--window-status", "read", "--width", "1280", "--run-script", _STEPS]
        command += [index.resolve().as_uri(), str(picture)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        said = done.stdout + done.stderr
        for wanted in ("front true", "heading 대한민국", "backslash false", "sort 2", "title 베를린"):
            assert wanted in said, f"no «{wanted}» in {said[-600:]}"
        _drawn(picture)
    return "QtWebKit passes"


def run_plain(name: str, index: Path, shots: Path | None = None) -> str:
    """The plain list and a plain article in a browser without script: text is drawn. Raises AssertionError."""
    with tempfile.TemporaryDirectory() as folder:
        for page in ("index.htm", "00/00.htm"):
            address = (index.resolve().parent / "data" / "P" / page).as_uri()
            picture = (shots or Path(folder)) / f"{name}-{Path(page).stem}.png"
            script = f"HOME={shlex.quote(folder)} {name} {shlex.quote(address)} & shown=$!; sleep 8; "
            script += f"import -window root {shlex.quote(str(picture))}; kill $shown"
            command = ["xvfb-run", "-a", "-s", "-screen 0 1000x800x24", "sh", "-c", script]
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
            _drawn(picture)
    return f"{name} draws the plain pages"


def _drawn(picture: Path) -> None:
    """A picture with much paper and some ink."""
    assert picture.exists(), f"no {picture.name}"
    with Image.open(picture) as image:
        greys = image.convert("L").histogram()
    ink, paper = sum(greys[:96]), sum(greys[200:])
    # Around the window of a browser the display is black.
    assert 1000 < ink < paper / 3, f"{picture.name}: {ink} dark and {paper} light points"


RUNS = {name: (partial(plain_browser, name), partial(run_plain, name)) for name in ("netsurf-gtk",)}
