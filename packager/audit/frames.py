"""Pages as their templates write them (``release.py``), taken apart into the values that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from html import unescape
from typing import NamedTuple

from packager.audit.release import PAGES, TEXTS

CATEGORIES = '\n<div class="r-page-categories" role="navigation"><b>분류</b>\n<ul>\n'
_ROW = re.compile(r'<li><a href="([^"]*)">([^<]*)</a></li>\n')
_PAIR = re.compile(r"<([a-z]+)>([^<>]+)</\1>")
_LISTED = re.compile(r'<li><a href="[^"]*">([^<]*)</a>')
_LABELLED = re.compile(r'<a href="([^"]*)">([^<]*)</a>')
_CREDIT, _END = '\n</div>\n<div class="r-page-credit"', "\n</div>\n</body>\n</html>\n"
"""What follows a body: how a credit begins, or the end of the page."""
_LISTING = '<div class="r-category-list">\n'


@cache
def expression(name: str) -> re.Pattern[str]:
    """The expression of a page; its groups are the values in order."""
    text = PAGES[name]
    for short, long in TEXTS.items():
        text = text.replace(short, long)
    return re.compile(text)


def ready() -> None:
    """Make all expressions, for the processes that share out the pages."""
    for name in PAGES:
        if name != "entry":  # taken apart in two, below
            expression(name)
    _around()


@cache
def _halves(name: str) -> tuple[re.Pattern[str], re.Pattern[str], str]:
    """What a template writes before its body, behind it, and the first words of the latter."""
    before, behind = PAGES[name].split("(%B)")
    start = re.match(r"[^(\\]*(?:\\n[^(\\]*)*", behind)
    for short, long in TEXTS.items():
        before, behind = before.replace(short, long), behind.replace(short, long)
    return re.compile(before), re.compile(behind), start[0].replace("\\n", "\n") if start else ""


def values(name: str, text: str) -> tuple[str, ...] | None:
    """The values in a text with one body, the body among them; None if the template does not write such a text.

    The body reaches to the last place where what follows it can begin, which no value behind it can hold: the same
    as ``expression(name).fullmatch`` finds by trying every place from the end.
    """
    before, behind, start = _halves(name)
    head = before.match(text)
    end = text.rfind(start, head.end()) if head else -1
    tail = behind.fullmatch(text, end) if end >= 0 else None
    return (*head.groups(""), text[head.end() : end], *tail.groups("")) if head and tail else None


class Entry(NamedTuple):
    """An HTML page of an archive."""

    title: str
    site: str
    root: str
    style: str
    main: str
    body: str
    body_at: int
    categories: tuple[tuple[str, str], ...]
    """Address and label."""
    credited: bool
    """Whether it ends with the credit of an article or category."""
    revision: str
    date: str
    license: str
    license_link: str
    heading: str
    """The title as HTML if it has markup, else empty."""


def untagged(heading: str) -> str:
    """A heading without its tags; those stay that are not in pairs or hold nothing."""
    while (less := _PAIR.sub(r"\2", heading)) != heading:
        heading = less
    return heading


def is_heading(heading: str, title: str) -> bool:
    """Whether a heading is the title, spelled as pages spell it, with markup that headings may have."""
    return heading != untagged(heading) == title and re.fullmatch(TEXTS["%H"], heading) is not None


@cache
def _around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a page's template writes before the body, and behind it when there is a credit."""
    before, behind = PAGES["entry"].replace(")?</body>", ")</body>").split("(%B)")
    for short, long in TEXTS.items():
        before, behind = before.replace(short, long), behind.replace(short, long)
    return re.compile(before), re.compile(behind)


def entry(html: str) -> Entry | None:
    """The values of an HTML page, None if the template does not write such a page.

    The body reaches to the last credit, for no value of a credit can hold another one.
    """
    before, behind = _around()
    head = before.match(html)
    if head is None:
        return None
    body_at = head.end()
    title, style, main, site, heading = head.groups()
    credit = revision = date = license = link = None
    end = html.rfind(_CREDIT, body_at)
    if end >= 0 and (match := behind.fullmatch(html, end)):
        credit, revision, date, license, link = match.groups()
    else:
        end = len(html) - len(_END)
        if end < body_at or not html.endswith(_END):
            return None
    if untagged(heading) != title or (credit is not None and credit != title) or not style.endswith("_/page.css"):
        return None
    body = html[body_at:end]
    categories: tuple[tuple[str, str], ...] = ()
    if body.endswith("</ul>\n</div>"):
        at = body.rfind(CATEGORIES)
        if at >= 0:
            categories = _categories(body[at + len(CATEGORIES) : -len("</ul>\n</div>")])
            if not categories:
                return None
            body = body[:at]
    return Entry(
        unescape(title), unescape(site), style[: -len("_/page.css")], style, main, body, body_at, categories,
        credit is not None, revision or "", date or "", unescape(license or ""), link or "",
        heading if heading != title else "",
    )  # fmt: skip


@lru_cache(maxsize=1 << 12)
def _categories(rows: str) -> tuple[tuple[str, str], ...]:
    """Address and label of each category in a page's list; nothing if it is not what the template writes."""
    if _ROW.sub("", rows) or re.search(r"&(?!amp;|lt;|gt;|#34;|#39;)", rows):
        return ()
    return tuple((href, unescape(label)) for href, label in _ROW.findall(rows))


def listing_start(body: str) -> int:
    """Where the list of a category's members begins, -1 if there is none."""
    at = body.rfind(_LISTING)
    return at if at >= 0 and expression("category").fullmatch(body, at) else -1


def list_labels(html: str) -> list[str]:
    """The labels of the rows of a list that a template wrote."""
    return [unescape(label) for label in _LISTED.findall(html)]


def labels(html: str) -> Iterator[tuple[str, str]]:
    """Address and label of the links in a part that a template wrote."""
    return ((href, unescape(label)) for href, label in _LABELLED.findall(html))
