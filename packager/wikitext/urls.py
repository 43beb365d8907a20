"""Addresses of pages, files and forms as MediaWiki writes them; the next stage of the build makes them relative."""

from __future__ import annotations

from hashlib import md5
from urllib.parse import quote, urlencode

from packager.model import LinkTarget, Title
from packager.titles import url_path
from packager.wikitext.identifiers import escape_id_for_external_interwiki, escape_id_for_link
from packager.wikitext.state import Parser


def page_url(parser: Parser, target: LinkTarget) -> str:
    """Address of a page, of a place in the same page (``#x``), or of a page on another wiki."""
    title, fragment, interwiki = target
    if interwiki:
        url = parser.site.interwiki[interwiki].replace("$1", url_path(title, parser.site)).removesuffix("?")
        return f"{url}#{escape_id_for_external_interwiki(fragment)}" if fragment else url
    mark = f"#{escape_id_for_link(fragment, parser.settings.fragment_mode[0])}" if fragment else ""
    if not title.text and mark:
        return mark
    return parser.settings.article_path.replace("$1", url_path(title, parser.site)) + mark


def script_url(parser: Parser, title: Title, **query: str) -> str:
    """Address with a query, ``/w/index.php?title=...&action=edit``."""
    return f"{parser.settings.script_path}/index.php?title={url_path(title, parser.site)}&{urlencode(query)}"


def file_url(parser: Parser, name: str, thumbnail: str = "") -> str:
    """Address of a picture by its title text, or of a scaled version of it."""
    key = name.replace(" ", "_")
    digest = md5(key.encode(), usedforsecurity=False).hexdigest()
    path = f"{digest[0]}/{digest[:2]}/{quote(key, safe='')}"
    if thumbnail:
        path = f"thumb/{path}/{quote(thumbnail, safe='')}"
    return f"{parser.settings.upload_url}/{path}"


def upload_url(parser: Parser, name: str) -> str:
    """Address of the form to upload a missing picture."""
    form = Title(-1, parser.language.special_page("Upload"))
    return (
        f"{parser.settings.script_path}/index.php?title={url_path(form, parser.site)}"
        f"&wpDestFile={url_path(Title(0, name), parser.site)}"
    )


