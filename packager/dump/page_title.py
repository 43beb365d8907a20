"""``<title>`` and ``<ns>`` of a page: the wiki wrote them in normal form, so only the prefix has to come off."""

from __future__ import annotations

import unicodedata

from packager.model import NS_MAIN, SiteInfo, Title


def page_title(raw: str, ns: int | None, site: SiteInfo) -> Title:
    """The title of a page; exports before 0.6 have no ``<ns>``, there the prefix decides."""
    text = raw.replace("_", " ").strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if ns != NS_MAIN:
        prefix, colon, rest = text.partition(":")
        if colon:
            number = site.index.get(prefix.strip().lower())
            if number is not None and (ns is None or number == ns):
                return Title(number, rest.strip())
    return Title(ns or NS_MAIN, text)
