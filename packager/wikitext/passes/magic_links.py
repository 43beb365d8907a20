"""Pass 10: bare addresses, ISBN, RFC and PMID numbers (MediaWiki: Parser::handleMagicLinks)."""

from __future__ import annotations

import re

from packager.model import NS_SPECIAL, LinkTarget, Title
from packager.wikitext.markup import escape, wrap
from packager.wikitext.passes.external_links import external_image, external_link
from packager.wikitext.passes.protocols import ABSOLUTE, ADDRESS, SPACES, URL_CHARACTER
from packager.wikitext.passes.sanitizer import clean_url
from packager.wikitext.state import Parser
from packager.wikitext.urls import page_url

_SKIP = re.compile(r"(<a[ \t\r\n>].*?</a>|<.*?>)")
_SPACE = rf"(?:\t|&nbsp;|&\#0*160;|&\#[Xx]0*[Aa]0;|[{SPACES}])"
_DASH = f"(?:-|{_SPACE})"
_MAGIC = re.compile(
    rf"\b{ABSOLUTE}(?P<rest>{ADDRESS}{URL_CHARACTER}*)"
    rf"|\b(?P<kind>RFC|PMID){_SPACE}++(?P<number>[0-9]+)\b"
    rf"|\bISBN{_SPACE}++(?P<isbn>(?:97[89]{_DASH}?)?(?:[0-9]{_DASH}?){{9}}[0-9Xx])\b"
)
_ENDS_URL = re.compile("&(?:lt|gt|nbsp|#x0*(?:3[CcEe]|[Aa]0)|#0*(?:60|62|160));")
_REFERENCE_END = re.compile(r"&(?:[a-z]+|#x[\da-f]+|#\d+)\Z", re.I | re.A)
_PUNCTUATION = ",;\\.:!?"
_NOT_IN_ISBN = re.compile("[^0-9Xx]")
_REFERENCE_SPACE = re.compile(_SPACE)


def magic_links(parser: Parser, text: str) -> str:
    """Text inside links and inside tags is left alone."""
    if not _may_hold(text):
        return text

    def replace(match: re.Match[str]) -> str:
        return _magic_link(parser, match)

    pieces = _SKIP.split(text)
    for index in range(0, len(pieces), 2):
        piece = pieces[index]
        if _may_hold(piece):
            pieces[index] = _MAGIC.sub(replace, piece)
    return "".join(pieces)


def _may_hold(text: str) -> bool:
    """Quick look: most pieces of text have nothing to link."""
    return ":" in text or "ISBN" in text or "RFC" in text or "PMID" in text


def _magic_link(parser: Parser, match: re.Match[str]) -> str:
    if match["rest"] is not None:
        return free_link(parser, match[0], len(match["rest"]))
    enabled = parser.settings.magic_links
    if match["kind"] is not None:
        kind, number = match["kind"], match["number"]
        if kind not in enabled:
            return match[0]
        message, css = ("rfcurl", "rfc") if kind == "RFC" else ("pubmedurl", "pmid")
        url = parser.language.message(message, number) or ""
        text = f"{kind} {number}"
        return wrap(
            "a", {"class": f"external mw-magiclink-{css}", "rel": "nofollow" if parser.settings.nofollow else None,
                  "href": url}, text,
        )  # fmt: skip
    if "ISBN" not in enabled:
        return match[0]
    isbn = _REFERENCE_SPACE.sub(" ", match["isbn"])
    digits = _NOT_IN_ISBN.sub("", isbn).upper()
    page = Title(NS_SPECIAL, f"{parser.language.special_page('Booksources')}/{digits}")
    return wrap(
        "a", {"href": page_url(parser, LinkTarget(page)), "class": "internal mw-magiclink-isbn"}, f"ISBN {escape(isbn)}"
    )


def free_link(parser: Parser, url: str, length: int) -> str:
    """Link of a bare address; ``length`` is that of the part after the scheme."""
    trail = ""
    if end := _ENDS_URL.search(url):
        trail = url[end.start():]
        url = url[:end.start()]
    # A bracket at the end belongs to the sentence, unless one was opened in the address.
    separators = _PUNCTUATION if "(" in url else _PUNCTUATION + ")"
    kept = url.rstrip(separators)
    if url[len(kept):len(kept) + 1] == ";" and _REFERENCE_END.search(kept):
        kept += ";"
    trail = url[len(kept):] + trail
    if len(trail) >= length:
        return kept + trail
    url = clean_url(kept)
    image = external_image(parser, url)
    if image:
        return image + trail
    parser.output.external_links[url] = None
    return external_link(parser, url, escape(url), "free") + trail
