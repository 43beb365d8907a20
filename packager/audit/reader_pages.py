"""The reader's pages that a browser opens: the reader itself, the plain pages, their list and style sheet."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from html import escape

from packager.audit.frames import untagged, values
from packager.audit.html import CSS, look, sealed_off
from packager.audit.plain_lists import list_findings, without_subjects
from packager.audit.reader_data import Reader
from packager.audit.release import DIGESTS, PLAIN_AFTER, PLAIN_LINE
from packager.audit.same import plain
from packager.errors import Said
from packager.model import Finding

_PLAIN = re.compile(r"data/P/[0-9a-f]{2}/[0-9a-f]{2}\.htm")
_PIECE = '<div class="r-page-main r-plain-article" id="p'
_SCRIPT_ADDRESS = re.compile(r"""["'`(](?:[a-z][a-z0-9+.-]*:)?//|\b(?:https?|ftp|wss?):|//[a-z0-9-]+\.[a-z]""", re.I)
_NETWORK = re.compile(
    r"XMLHttpRequest|\bfetch\s*\(|WebSocket|EventSource|sendBeacon|RTCPeer|serviceWorker|localStorage|sessionStorage"
    r"|indexedDB|document\.cookie|importScripts|ActiveXObject|geolocation|\beval\s*\(|new Function"
)
README = "README.txt"
_SHOWN, _EXPLAINED = 40, 8
"""Findings that are spelled out, odd articles of which is told what a browser would do with them."""


def shell_findings(data: bytes, name: str, names: Collection[str]) -> Iterator[Finding]:
    """The page that opens: the same bytes on every drive of a release, but for the line that leads to plain pages."""
    line = PLAIN_LINE.encode() + b"\n"
    if (data.count(line) == 1) != any(each.startswith("data/P/") for each in names):
        yield Finding("page frame", name, "leads to plain pages that are not there, or not to those that are")
    data, _ = without_subjects(data)
    if line in data and line + PLAIN_AFTER.encode() not in data:
        yield Finding("page frame", name, "leads to plain pages from another place than ours")
    if hashlib.sha256(data.replace(line, b"", 1)).hexdigest() not in DIGESTS["index.html"]:
        yield Finding("reader", name, "is not the reader of a release that is known")
        yield from _about_shell(data.decode("utf-8", "replace"), name, names)


def _about_shell(html: str, name: str, names: Collection[str]) -> Iterator[Finding]:
    """What a reader that is not known would do: for whoever reads the findings."""
    for script, style in re.findall(r"<script>(.*?)</script>|<style>(.*?)</style>", html, re.S):
        for pattern, text, rule in (
            (_SCRIPT_ADDRESS, script, Said("address in the reader")),
            (_NETWORK, script, Said("network or storage in the reader")),
            (CSS, style, Said("style sheet")),
        ):
            for match in list(pattern.finditer(text))[:_SHOWN]:
                yield Finding(rule, name, text[max(0, match.start() - 20) : match.end() + 20])
    bare = re.sub(r"<(script|style)>.*?</\1>", "", html, flags=re.S)
    yield from _policy(bare, name)
    looked = look(bare)
    for found in looked.findings[:_SHOWN]:
        yield Finding(found.rule, f"{name}:{found.line}", found.what)
    for link in dict.fromkeys(looked.links):
        if link.partition("#")[0] and link.partition("#")[0] not in names:
            yield Finding("dangling link", name, link[:80])


def _policy(html: str, name: str) -> Iterator[Finding]:
    if not sealed_off(html):
        yield Finding("no content security policy", name, "no Content-Security-Policy that lets nothing out")


def readme_findings(data: bytes, names: Collection[str]) -> Iterator[Finding]:
    """The text beside the page that opens: the same bytes on every drive of a release with plain pages, or without."""
    kind = "with plain pages" if any(each.startswith("data/P/") for each in names) else "without plain pages"
    if hashlib.sha256(data).hexdigest() not in DIGESTS[f"{README} {kind}"]:
        yield Finding("reader", README, "is not the text of a release that is known")


def help_findings(data: bytes) -> Iterator[Finding]:
    """The page that tells how to read the plain pages."""
    if hashlib.sha256(data).hexdigest() not in DIGESTS["data/P/help.htm"]:
        yield Finding("page frame", "data/P/help.htm", "is not what the template writes")


def style_findings(data: bytes, name: str) -> Iterator[Finding]:
    """The style sheet of the plain pages."""
    if hashlib.sha256(data).hexdigest() not in DIGESTS["data/P/page.css"]:
        yield Finding("style sheet", name, "is not the style sheet of a release that is known")


def plain_pages(reader: Reader, names: list[str]) -> Iterator[Finding]:
    pages = sorted(name for name in names if _PLAIN.fullmatch(name))
    wanted = [f"data/P/{n >> 8:02x}/{n & 255:02x}.htm" for n in range(len(pages))]
    if pages != wanted:
        yield Finding("unknown file", "data/P", "plain pages that are not numbered one after the other")
    order: list[int] = []
    titles: dict[int, str] = {}
    odd = 0
    for name in pages:
        data = (reader.folder / name).read_bytes()
        try:
            html = data.decode()
        except UnicodeDecodeError:
            yield Finding("spelling", name, "not UTF-8")
            yield from odd_page(data, name)
            continue
        page = values("plain page", html)
        if page is None or page[0] != "문서":
            yield Finding("page frame", name, "is not what the template writes")
            yield from odd_page(data, name)
            continue
        before, *articles = page[1].split(_PIECE)
        if before or len(articles) != 1:
            yield Finding("page frame", name, "text before the first article")
        for text in (f"{_PIECE}{rest}" for rest in articles):
            piece = values("plain article", text)
            if piece is None:
                yield Finding(
                    "page frame",
                    name,
                    Said("an article that is not what the template writes: {text!r}", text=text[:60]),
                )
                if odd < _EXPLAINED:
                    yield from odd_page(text.encode(), name, False)
                odd += 1
                continue
            number = int(piece[0])
            order.append(number)
            titles[number] = reader.titles[number] = untagged(piece[1])
            reader.plain[number] = hashlib.sha256(text.encode()).digest()
            reader.addresses[number] = name.removeprefix("data/P/")
    reader.order.extend(order)
    if order != sorted(set(order)):
        yield Finding("page frame", "data/P", "plain articles that are there twice or not in order")
    if pages or "data/P/index.htm" in names or "data/P/page.css" in names:
        for name in ("data/P/index.htm", "data/P/help.htm", "data/P/page.css"):
            if name not in names:
                yield Finding("damage", name, "missing")
    if "data/P/index.htm" in names and "index.html" in names:
        shell = without_subjects((reader.folder / "index.html").read_bytes())[1]
        yield from list_findings(reader, names, shell)


def odd_page(data: bytes, name: str, whole: bool = True) -> Iterator[Finding]:
    html = data.decode("utf-8", "replace")
    if whole:
        yield from _policy(html, name)
    for found in look(html).findings[:_SHOWN]:
        yield Finding(found.rule, f"{name}:{found.line}", found.what)


def spelled(text: str) -> str:
    return escape(text).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")


def _steps(reader: Reader, number: int) -> str:
    """The links to the article before and the one behind."""
    place = bisect_left(reader.order, number)
    steps = ""
    for name, other in (("앞 글", place - 1), ("다음 글", place + 1)):
        if 0 <= other < len(reader.order):
            n = reader.order[other]
            steps += f'<a href="../{reader.addresses[n]}#p{n}">{name}: {reader.titles[n]}</a> · '
    return steps


def plain_findings(
    reader: Reader, number: int, title: str, second: str, html: str, where: str
) -> Iterator[Finding]:
    """An article's plain page says what the reader's item says: ``second`` is the item's line of kind and revision."""
    _, _, revision = second.partition("\t")
    revision, _, day = revision.partition("\t")
    day, _, heading = day.partition("\t")
    version = f"(판 {revision}, {day})" if revision else ""
    licence = spelled(reader.site.get("license", ""))
    text = (
        f'<div class="r-page-main r-plain-article" id="p{number}">\n'
        f'<h1 class="r-page-title">{heading or spelled(title)}</h1>\n'
        f'<div class="r-page-body">{plain(html, number, reader.addresses)}</div>\n'
        f'<p class="r-page-credit">이 글은 위키백과 기여자들이 쓴 《{spelled(title)}》 문서{version}이며 {licence}'
        "(크리에이티브 커먼즈 저작자표시-동일조건변경허락)에 따라 쓸 수 있습니다.</p>\n"
        f'<p class="r-page-steps">{_steps(reader, number)}<a href="../index.htm">글 차례</a></p>\n</div>\n'
    )
    if hashlib.sha256(text.encode()).digest() != reader.plain[number]:
        place = f"data/P/{reader.addresses[number]}#p{number}"
        yield Finding("page frame", place, Said("is another text than {where}", where=where))
