"""Categories that a redirect stands in: what follows ``#넘겨주기 [[...]]`` (MediaWiki manual: Help:Redirects).

A redirect is never rendered, so its categories are read from its text while the dump is ingested: those written out,
with their sort keys. What a template would add is left out; those are categories for editors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from packager.model import NS_CATEGORY, Page, SiteInfo, Title
from packager.titles import parse_title

_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<nowiki>.*?(?:</nowiki>|\Z)", re.S | re.I)
_LINK = re.compile(r"\[\[([^\[\]|{}<>\n]+)(?:\|([^\[\]\n]*))?\]\]")
_DEFAULT = re.compile(r"\{\{\s*(?:DEFAULTSORT|DEFAULTSORTKEY|기본정렬|DEFAULTCATEGORYSORT)\s*:\s*([^{}|]*)", re.I)


class RedirectMember(NamedTuple):
    """A redirect in a category."""

    title: Title
    category: str
    """Title text of the category."""
    key: str
    """Sort key; empty if the title itself decides."""


def redirect_members(page: Page, site: SiteInfo) -> Iterator[RedirectMember]:
    """The categories of a redirect, each once, the last sort key given for it."""
    if page.redirect is None or page.text.count("[[") < 2:
        return
    text = _HIDDEN.sub("", page.text)
    default = _DEFAULT.search(text)
    keys: dict[str, str] = {}
    for name, key in _LINK.findall(text):
        target = None if name.lstrip().startswith(":") else parse_title(name, site)
        if target is not None and target.title.ns == NS_CATEGORY and not target.interwiki:
            keys[target.title.text] = key or (default[1].strip() if default else "")
    for category, key in keys.items():
        yield RedirectMember(page.title, category, key)
