"""Main page and licence page of the archive."""

from __future__ import annotations

from packager.addresses import href
from packager.library.letter_index import INDEX_PATH
from packager.model import Article, Metadata, Overview
from packager.templating import template, words

MAIN_PATH = "_/main"
LICENSE_PATH = "_/license"


def main_page(seen: Overview, metadata: Metadata) -> Article:
    """The page that opens first."""
    html = template("main_page.html.jinja2").render(
        seen=seen, metadata=metadata, href=href, index=INDEX_PATH, license=LICENSE_PATH
    )
    return Article(MAIN_PATH, metadata.title, html, "", kind="special", front=False)


def license_page(metadata: Metadata, license_text: str = "") -> Article:
    """What the licence asks for, in our own words; ``license_text`` is the editor's copy of the full text."""
    html = template("license.html.jinja2").render(metadata=metadata, license_text=license_text)
    return Article(LICENSE_PATH, words("license"), html, "", kind="special", front=False)
