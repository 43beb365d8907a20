"""Redirect pages (MediaWiki manual: Redirects): where the text of a page sends its reader."""

from __future__ import annotations

import re
from urllib.parse import unquote

from packager.dump.page_title import page_title
from packager.model import NS_SPECIAL, LinkTarget, SiteInfo
from packager.titles import parse_title

# The words of MediaWiki in English and Korean; a wiki in another language keeps the English one beside its own.
REDIRECT = re.compile(r"\s*#(?:REDIRECT|넘겨주기)\s*:?\s*\[\[(.*?)(?:\|.*?)?\]\]", re.IGNORECASE)


def target_in_text(text: str, site: SiteInfo) -> LinkTarget | None:
    """Target of a text that begins with ``#REDIRECT [[...]]``; None if it does not, or if that cannot be a page."""
    match = REDIRECT.match(text[:2048])
    if match is None:
        return None
    inside = match[1].strip()
    if "%" in inside:
        inside = unquote(inside)
    target = parse_title(inside, site)
    if target is None or (not target.interwiki and (not target.title.text or target.title.ns == NS_SPECIAL)):
        return None
    return target


def redirect_target(text: str, stated: str | None, site: SiteInfo) -> LinkTarget | None:
    """The target, from the text for its fragment and from ``<redirect title=.../>`` for what the wiki itself thinks."""
    found = target_in_text(text, site)
    if stated is None:
        return found
    # An interwiki target is stated with its prefix, so the stated title only counts where the text gives none.
    if found is not None and (found.interwiki or found.title == page_title(stated, None, site)):
        return found
    told = parse_title(stated, site)
    if told is not None and found is not None and told.title == found.title:
        return found
    return told
