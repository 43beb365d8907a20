"""``python -m checks.titles [FILE]``: every title of a list as article, redirect, category and link, on a drive.

FILE has one title a line (default: ``checks/titles.txt``). Two small wikis are built from it: in one each title is an
article that others link to and a category with a member, in the other each is a redirect. Then every title must be in
the archive under its path, ``packager verify``, ``verify_drive.py`` and zimcheck must be content, and in Chromium each
must open by a click on a link and by search, as the first suggestion. Exit status 1 when anything is missing.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from libzim.reader import Archive

from bench.synth_dump import write_plain
from checks.browsers.devtools import Browser, find_chromium
from checks.own_site import SITE
from packager.model import NS_CATEGORY, NS_MAIN, LinkTarget, Page, Revision, Title
from packager.outputs.zim.index_title import indexed_title
from packager.titles import entry_path, parse_title, prefixed

LIST = Path(__file__).with_name("titles.txt")
TIME = "2026-08-31T00:00:00Z"
LINKS_A_PAGE = 50
ONE_SPACE = ".replace(/\\s+/g, ' ').trim()"
"""JavaScript behind a text: browsers show no more than one space, and count other signs as spaces than Python does."""
BROWSERS = 4
"""Browsers side by side."""
PATIENCE, ATTEMPTS = 15, 3
"""Seconds to wait for a page, and tries to find and click an option of the search."""


def read_list(path: Path) -> tuple[list[Title], list[str]]:
    """Titles of the article namespace in the list, each once, and the lines that are none."""
    titles: dict[Title, None] = {}
    refused = []
    for line in path.read_text("utf-8").split("\n"):
        if not line.strip():
            continue
        target = parse_title(line, SITE)
        if target is None or target.interwiki or target.fragment or target.title.ns != NS_MAIN:
            refused.append(line)
        else:
            titles[target.title] = None
    return list(titles), refused


def category_of(title: Title) -> Title | None:
    """The category of the same name, if that is a title."""
    target = parse_title(f"분류:{title.text}", SITE)
    return target.title if target is not None and target.title.ns == NS_CATEGORY else None


def _page(number: int, title: Title, text: str, redirect: LinkTarget | None = None) -> Page:
    return Page(title, number, Revision(1000 + number, TIME), "wikitext", text, redirect)


def article_wiki(titles: Sequence[Title]) -> list[Page]:
    """Each title as an article and, where it can be, as a category; pages ``고리 1`` ... link to all of them."""
    pages = []
    for number, title in enumerate(titles):
        category = category_of(title)
        member = f"[[{prefixed(category, SITE)}]]" if category else ""
        pages.append(_page(len(pages) + 1, title, f"글 {number}의 본문이다.\n{member}"))
        if category:
            pages.append(_page(len(pages) + 1, category, f"갈래 {number}의 설명이다."))
    for start in range(0, len(titles), LINKS_A_PAGE):
        rows = [
            f"* [[:{title.text}|이음 {start + place}]]\n"
            for place, title in enumerate(titles[start : start + LINKS_A_PAGE])
        ]
        pages.append(_page(len(pages) + 1, Title(NS_MAIN, f"고리 {start // LINKS_A_PAGE + 1}"), "".join(rows)))
    return pages


def redirect_wiki(titles: Sequence[Title]) -> list[Page]:
    """Each title as a redirect to one article."""
    end = Title(NS_MAIN, "넘겨주기가 끝나는 글")
    pages = [_page(1, end, "여기에 닿는다.")]
    for title in titles:
        pages.append(_page(len(pages) + 1, title, f"#넘겨주기 [[{end.text}]]", LinkTarget(end)))
    return pages


def run(*arguments: object) -> tuple[int, str]:
    """Exit status and what a command said."""
    done = subprocess.run([str(a) for a in arguments], capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).strip()


def built(pages: Sequence[Page], folder: Path) -> tuple[Path, list[str]]:
    """The drive of a wiki, and what is wrong with it as a whole."""
    folder.mkdir()
    dump = write_plain(pages, SITE, folder / "kowiki-20260831-pages-articles.xml")
    status, said = run(sys.executable, "-m", "packager", "build", dump, "--out", folder / "out")
    if status:
        return folder, [f"build ended with status {status}: {said[-400:]}"]
    drive = folder / "out" / "drive"
    faults = []
    for name, command in (
        ("packager verify", [sys.executable, "-m", "packager", "verify", drive]),
        ("verify_drive.py", [sys.executable, Path(__file__).parent.parent / "verify_drive.py", drive]),
        ("zimcheck", ["zimcheck", "-A", drive / "wiki.zim"]),
    ):
        if name == "zimcheck" and shutil.which("zimcheck") is None:
            print("zimcheck is not installed: left out")
            continue
        status, said = run(*command)
        if status:
            faults.append(f"{name} ended with status {status}: {said[-600:]}")
    return drive, faults


def in_archive(drive: Path, titles: Sequence[Title], redirect_to: str = "") -> list[str]:
    """Titles that are not in the archive as they should be."""
    archive = Archive(drive / "wiki.zim")
    faults = []
    for title in titles:
        for each in (title, None if redirect_to else category_of(title)):
            if each is None:
                continue
            path = entry_path(each, SITE)
            if not archive.has_entry_by_path(path):
                faults.append(f"«{prefixed(each, SITE)}»: no entry {path!r}")
                continue
            entry = archive.get_entry_by_path(path)
            if entry.title != indexed_title(prefixed(each, SITE)):
                faults.append(f"«{prefixed(each, SITE)}»: the entry has the title {entry.title!r}")
            if redirect_to and entry.get_redirect_entry().title != redirect_to:
                faults.append(f"«{each.text}»: redirects to {entry.get_redirect_entry().title!r}")
    return faults


def links_resolve(drive: Path, titles: Sequence[Title]) -> list[str]:
    """Links of the pages ``고리`` that do not lead to the entry they mean, by the rules of URLs."""
    archive = Archive(drive / "wiki.zim")
    found: dict[int, str] = {}
    for number in range(1, -(-len(titles) // LINKS_A_PAGE) + 1):
        path = f"고리_{number}"
        html = bytes(archive.get_entry_by_path(path).get_item().content).decode()
        for href, place in re.findall(r'<a href="([^"]*)"[^>]*>이음 (\d+)</a>', html):
            # Not urljoin, which drops an empty ";" from the end of an address; browsers keep it.
            found[int(place)] = unquote(unescape(href).removeprefix("./"))
    return [
        f"«{title.text}»: the link leads to {found.get(place)!r}"
        for place, title in enumerate(titles)
        if found.get(place) != entry_path(title, SITE)
    ]


def shown(text: str) -> str:
    """JavaScript: the page's heading is ``text``, spaces apart."""
    return (
        "document.querySelector('#r-page h1') && "
        f"document.querySelector('#r-page h1').textContent{ONE_SPACE} == {json.dumps(text)}{ONE_SPACE}"
    )


def in_browser(drive: Path, titles: Sequence[Title], end: str = "") -> list[str]:
    """Titles that do not open by a click (only for articles) or by search; ``end`` is what redirects open."""
    places = list(enumerate(titles))
    with ThreadPoolExecutor(BROWSERS) as pool:  # a browser waits most of the time
        found = pool.map(partial(_in_one_browser, drive, end), [places[n::BROWSERS] for n in range(BROWSERS)])
        return [fault for faults in found for fault in faults]


def _in_one_browser(drive: Path, end: str, places: Sequence[tuple[int, Title]]) -> list[str]:
    faults = []
    with Browser() as browser:
        browser.size(1280, 860)
        browser.open(drive / "index.html")
        browser.wait("document.querySelector('.r-front')")
        for place, title in places:
            if not end:
                try:
                    _click(browser, place, title)
                except TimeoutError:
                    faults.append(f"«{title.text}»: does not open by a click")
            try:
                _search(browser, title.text, end or title.text)
            except TimeoutError:
                faults.append(f"«{title.text}»: is not found by its title")
        faults += browser.problems()
    return faults


def _open_by_search(browser: Browser, query: str, wanted: str, option: str) -> None:
    browser.run("var q = document.getElementById('r-q'); q.value = ''; q.focus(); 1")
    browser.type(query)
    names = f"[{json.dumps(option)}{ONE_SPACE}, {json.dumps('← ' + option)}{ONE_SPACE}]"
    for _ in range(ATTEMPTS):  # the list may be drawn anew between the look and the click
        try:
            browser.wait(
                "Array.prototype.some.call(document.querySelectorAll('#r-option0 > span'), function (e) {"
                f" if ({names}.indexOf(e.textContent{ONE_SPACE}) < 0) return false;"
                " e.parentNode.setAttribute('data-check', 'this'); return true; })",
                PATIENCE,
            )
            browser.click("[data-check=this]")
            browser.wait(shown(wanted), PATIENCE / ATTEMPTS)
            return
        except (RuntimeError, TimeoutError):
            if browser.run(f"!!({shown(wanted)})"):
                return
    raise TimeoutError(query)


def _search(browser: Browser, title: str, wanted: str) -> None:
    _open_by_search(browser, title, wanted, title)


def _click(browser: Browser, place: int, title: Title) -> None:
    ring = f"고리 {place // LINKS_A_PAGE + 1}"
    if not browser.run(f"!!({shown(ring)})"):
        _open_by_search(browser, ring, ring, ring)
    label = json.dumps(f"이음 {place}")
    browser.wait(
        "Array.prototype.some.call(document.querySelectorAll('#r-page a, #r-page [data-n]'), function (e) {"
        f" if (e.textContent != {label}) return false; e.setAttribute('data-check', '{place}'); return true; }})",
        PATIENCE,
    )
    browser.click(f"[data-check='{place}']")
    browser.wait(shown(title.text), PATIENCE)
    browser.run("history.back()")
    browser.wait(shown(ring), PATIENCE)


def check(path: Path, folder: Path) -> list[str]:
    """Everything that is wrong with the titles of a list."""
    titles, refused = read_list(path)
    for line in refused:
        print(f"no title of an article: {line[:100]!r}")
    print(f"{len(titles)} titles")
    if not titles:
        return ["the list holds no title"]
    faults = []
    drive, wrong = built(article_wiki(titles), folder / "articles")
    faults += wrong
    if not wrong or drive.name == "drive":
        faults += in_archive(drive, titles) + links_resolve(drive, titles)
        if find_chromium():
            faults += in_browser(drive, titles)
        else:
            print("Chromium is not installed: nothing was opened")
    drive, wrong = built(redirect_wiki(titles), folder / "redirects")
    faults += wrong
    if not wrong or drive.name == "drive":
        end = "넘겨주기가 끝나는 글"
        faults += in_archive(drive, titles, end)
        if find_chromium():
            faults += in_browser(drive, titles, end)
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("list", type=Path, nargs="?", default=LIST)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="titles-") as folder:
        faults = check(args.list, Path(folder))
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
