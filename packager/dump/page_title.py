"""``<title>`` and ``<ns>`` of a page: the wiki wrote them in normal form, so only the prefix has to come off."""

from __future__ import annotations

import unicodedata

from packager.model import NS_MAIN, SiteInfo, Title
from packager.titles import capital, first_upper


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
                return _capital(number, rest.strip(), site)
    return _capital(ns or NS_MAIN, text, site)


def _capital(ns: int, text: str, site: SiteInfo) -> Title:
    """Exports written by other programs may have a small first letter, which an import into a wiki changes too."""
    return Title(ns, first_upper(text) if capital(ns, site) else text)
