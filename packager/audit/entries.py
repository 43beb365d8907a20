"""What an archive's entries of content are judged by: pages, style sheets and pictures, each with what it adds to the
accounts of its task.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from packager.audit import grammar, leads, northern, xapian_words
from packager.audit.body import Body, judge
from packager.audit.directory import LICENCE_PATH, MAIN_PATH, NOTHING, STYLE_PATH
from packager.audit.frames import Entry, entry, expression, labels, list_labels, listing_start
from packager.audit.html import look, sealed_off
from packager.audit.images import foreign_parts
from packager.audit.ranks import lot
from packager.audit.release import DIGESTS
from packager.audit.seen import Seen
from packager.errors import Said
from packager.model import Finding
from packager.zimfile.archive import Cluster

if TYPE_CHECKING:
    from packager.audit.archive import Archive

_SHOWN = 40
"""Findings of one page that are spelled out."""


def blob_findings(archive: Archive, number: int, cluster: Cluster, blob: int, seen: Seen) -> Iterator[Finding]:
    """Findings of an entry; what indexes must have of it is added to ``seen``."""
    found = archive.zim.dirent(number)
    if found.namespace != "C":  # metadata and indexes are looked at apart
        return
    where = f"{archive.name}/C/{found.path}"
    data = cluster.blob(blob)
    mimetype = found.mimetype
    if mimetype == "text/html":
        yield from _page(archive, number, found.path, found.title, data, where, seen)
    elif mimetype == "text/css":
        if hashlib.sha256(data).hexdigest() not in DIGESTS["_/page.css"]:
            yield Finding("style sheet", where, "is not the style sheet of a release that is known")
    elif mimetype.startswith("image/"):
        for what in foreign_parts(data, mimetype):
            yield Finding("image metadata", where, what)
        if archive.same_picture is not None:
            yield from archive.same_picture(archive.there.items[number], mimetype, data)


def _page(
    archive: Archive, number: int, path: str, title: str, data: bytes, where: str, seen: Seen
) -> Iterator[Finding]:
    root = "../" * path.count("/") or "./"
    try:
        html = data.decode()
    except UnicodeDecodeError as error:
        yield Finding(
            "spelling", where, Said("not UTF-8: {reason} at byte {start}", reason=error.reason, start=error.start)
        )
        html = data.decode("utf-8", "replace")
        yield from _explained(archive, html, where, root)
        return
    page = entry(html)
    if page is None:
        yield Finding("page frame", where, "is not what the template writes")
        if bad := grammar.CONTROLS.search(html):
            yield Finding("control character", where, repr(bad[0]))
        yield from _explained(archive, html, where, root)
        return
    yield from _frame(archive, page, title, where, root)
    yield from _words(archive, number, page, html, (path, title), seen)
    generated = leads.generated(path)
    if page.credited == bool(generated):
        yield Finding("page frame", where, "credit where there is none, or none where there is one")
    start = 0
    if generated and not any(expression(each).fullmatch(page.body) for each in generated):
        yield Finding("page frame", where, "is not what the template writes")
    elif not generated:
        start = listing_start(page.body)
        if path.startswith("_/") and start != 0:
            yield Finding("page frame", where, "no page of ours has such a path")
    for what in seen.page(archive.there, number, path, page, start):
        yield Finding("page frame", where, what)
    body = judge(page.body, quotes_from=start, ours_from=start)
    for rule, at, what in body.faults[:_SHOWN]:
        yield Finding(rule, f"{where}:{html.count(chr(10), 0, page.body_at + at) + 1}", what)
    if body.faults:
        yield from _explained(archive, html, where, root)
    yield from _links(archive, body, page, root, where)
    if page.credited and not path.startswith("_/") and number not in archive.there.categories:
        ends = (leads.number(archive.there, link[len(root) :]) for link in body.links)
        seen.article(archive.there, number, lot(archive.metadata.get("Date", ""), path), ends)
    if start >= 0:
        for what in leads.wrong(labels(page.body[start:]), archive.there, len(root), archive.title_of):
            yield Finding("page frame", where, what)
    rows = list_labels(page.body) if path.startswith("_/") else []
    if path.startswith("_/") and not leads.own_title(path, archive.metadata.get("Title", ""), rows, page.title):
        yield Finding("page frame", where, Said("has another title than ours: {title!r}", title=page.title[:60]))
    if archive.same is not None and path != MAIN_PATH:
        yield from archive.same(archive.there.items[number], page, path)


def _links(archive: Archive, body: Body, page: Entry, root: str, where: str) -> Iterator[Finding]:
    """Links lead to entries and pictures to pictures; categories are those that their labels say."""
    for link in (*body.links, *(href for href, _ in page.categories)):
        if not link.startswith(root) or leads.number(archive.there, link[len(root) :]) < 0:
            yield Finding("dangling link", where, link[:80])
    for link in body.shown:
        if leads.number(archive.there, link[len(root) :]) not in archive.pictures:
            yield Finding("page frame", where, Said("shows {address}, which is no picture", address=link[:80]))
    for href, label in page.categories:
        if leads.category(href[len(root) :]) != label:
            yield Finding(
                "page frame", where, Said("category {label!r} leads to {href}", label=label[:60], href=href[:60])
            )


def _frame(archive: Archive, page: Entry, title: str, where: str, root: str) -> Iterator[Finding]:
    """What stands around the body: links to main page and licence, title, date."""
    if (page.root, page.main) != (root, root + MAIN_PATH) or page.license_link not in ("", root + LICENCE_PATH):
        yield Finding(
            "page frame",
            where,
            Said(
                "leads to {root} {main} {license_link}", root=page.root, main=page.main, license_link=page.license_link
            ),
        )
    if not grammar.is_title(page.title, title) or page.site != archive.metadata.get("Title", ""):
        yield Finding(
            "page frame", where, Said("title {title!r} of {site!r}", title=page.title[:60], site=page.site[:60])
        )
    if page.credited and page.license != archive.metadata.get("License", ""):
        yield Finding("page frame", where, Said("licence {license!r}", license=page.license[:60]))
    if page.date and not grammar.is_day(page.date):
        yield Finding("time", where, page.date)


def _words(
    archive: Archive, number: int, page: Entry, html: str, names: tuple[str, str], seen: Seen
) -> Iterator[Finding]:
    """What the two indexes of full text must have of a page."""
    item = archive.there.items[number] if seen.searched else NOTHING
    if number not in archive.in_text and item == NOTHING:
        return
    text, (path, title) = xapian_words.text_of(page.body), names
    if number in archive.in_text:
        side, near = xapian_words.page(number, title, text)
        seen.words += side
        for word in xapian_words.strangers(archive.words.get(number, ()), near, html, title):
            what = Said("the index has the word {term!r}", term=word[:40])
            yield Finding("search index", f"{archive.name}/C/{path}", what)
    if seen.searched and item != NOTHING:
        article = page.credited and number not in archive.there.categories
        yield from seen.searched.see(item, page.title, text if article else None)
        if article and seen.searched.named:
            seen.names += northern.article(archive.there, number, path, text)


def _explained(archive: Archive, html: str, where: str, root: str) -> Iterator[Finding]:
    """What a page that is not in our spelling would do, for whoever reads the findings: of the first few of a cluster.

    That it is a finding stands already; to read a page as browsers do takes a hundred times as long as to judge it.
    """
    if not archive.to_explain:
        return
    archive.to_explain -= 1
    if not sealed_off(html):
        yield Finding("no content security policy", where, "no Content-Security-Policy that lets nothing out")
    for found in look(html, frozenset({root + STYLE_PATH})).findings[:_SHOWN]:
        yield Finding(found.rule, f"{where}:{found.line}", found.what)
