"""Which pages the findings of the judge are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from packager.errors import Said
from packager.model import Finding, Library, Title
from packager.titles import title_at

_ENTRY = re.compile(r"[^/]+/C/(?P<path>.*)", re.S)
_LINE = re.compile(r":\d+\Z")
_ITEM = re.compile(r"data/A[0-9]*/[0-9a-f]{2}/[0-9a-f]{2}\.txt item (?P<number>[0-9]+)")
"""An article or category in the reader's data files, which has them in the library's order, before our own pages."""
_GOES_ON = re.compile(r"_/(?P<path>.*)/\d+\Z", re.S)
"""The further pages of a large category."""


def blamed(findings: Iterable[Finding], library: Library) -> dict[Title, str]:
    """Articles and categories with what was found in them first; findings that name no page of the wiki are passed."""
    pages: dict[Title, str] = {}
    findings = list(findings)
    wanted = {path: finding for finding in findings for path in _paths(finding.where)}
    items = {int(match["number"]): finding for finding in findings if (match := _ITEM.fullmatch(finding.where))}
    number = -1
    for entry in library.entries():
        if entry.kind not in ("article", "category"):
            continue
        number += 1
        finding = wanted.get(entry.path) or items.get(number)
        if finding is None:
            continue
        further = _GOES_ON.fullmatch(entry.path)
        title = title_at(further["path"] if further else entry.path, library.site)
        if title is not None:
            pages.setdefault(title, Said("{rule}: {what}", rule=finding.rule, what=finding.what))
    for redirect in library.redirects():
        finding = wanted.get(redirect.path)
        if finding is not None and (title := title_at(redirect.path, library.site)) is not None:
            pages.setdefault(title, Said("{rule}: {what}", rule=finding.rule, what=finding.what))
    return pages


def _paths(where: str) -> Iterator[str]:
    """The entry that a place names, with and without what may be the number of a line."""
    if match := _ENTRY.fullmatch(where):
        yield match["path"]
        yield _LINE.sub("", match["path"])
