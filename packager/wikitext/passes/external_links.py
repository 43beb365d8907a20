"""Pass 9: ``[http://example.org text]`` (MediaWiki: Parser::handleExternalLinks)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from packager.wikitext.markup import open_tag, wrap
from packager.wikitext.passes.protocols import ADDRESS, ANY, SPACES, URL_CHARACTER
from packager.wikitext.passes.sanitizer import clean_url
from packager.wikitext.state import Parser

_OPENING = re.compile(rf"\[({ANY}{ADDRESS}{URL_CHARACTER}*)[{SPACES}]*")
_STOP = re.compile(r"[\]\x00-\x08\x0a-\x1f]")
_ANGLE = re.compile("&(?:lt|gt);")
_IMAGE_URL = re.compile(rf"(?:https?://){ADDRESS}{URL_CHARACTER}*/[A-Za-z0-9_.,~%\-+&;#*?!=()@\x80-\uffff]+"
                        r"\.(?:gif|png|jpg|jpeg)", re.I)
_SAME_WINDOW = ("_self", "_parent", "_top")


def external_links(parser: Parser, text: str) -> str:
    """Links without text are numbered over the whole page."""
    if "[" not in text or (":" not in text and "[//" not in text):
        return text
    out: list[str] = []
    position = done = stop = 0
    while opening := _OPENING.search(text, position):
        position = opening.end()
        if stop < position:
            # Looked for once for all brackets before it, so that many unclosed ones cost no more than one.
            found = _STOP.search(text, position)
            if found is None:
                break
            stop = found.start()
        if text[stop] == "]":
            out.append(text[done:opening.start()])
            out.append(_link(parser, opening[1], text[position:stop]))
            position = done = stop + 1
    out.append(text[done:])
    return "".join(out)


def _link(parser: Parser, url: str, text: str) -> str:
    if angle := _ANGLE.search(url):
        # The sanitizer wrote < and > like this; they end an address.
        text = f"{url[angle.start():]} {text}"
        url = url[:angle.start()]
    image = external_image(parser, text)
    if image:
        text = image
    kind = "text"
    if not text:
        parser.auto_number += 1
        text = f"[{parser.language.format_num(str(parser.auto_number))}]"
        kind = "autonumber"
    url = clean_url(url)
    parser.output.external_links[url] = None
    return external_link(parser, url, text, kind)


def external_link(parser: Parser, url: str, html: str, kind: str) -> str:
    """``kind`` is the class: ``text``, ``autonumber`` or ``free``."""
    attributes = link_attributes(parser, url)
    return wrap(
        "a",
        {"rel": attributes.get("rel"), "target": attributes.get("target"), "class": f"external {kind}", "href": url},
        html,
    )


def link_attributes(parser: Parser, url: str) -> dict[str, str]:
    """``rel`` and ``target`` of a link that leaves the wiki."""
    settings = parser.settings
    attributes: dict[str, str] = {}
    if settings.nofollow and not _in_domains(url, settings.nofollow_exceptions):
        attributes["rel"] = "nofollow"
    if settings.external_link_target:
        attributes["target"] = settings.external_link_target
        if settings.external_link_target not in _SAME_WINDOW:
            attributes["rel"] = f"{attributes.get('rel', '')} noreferrer noopener".strip()
    return attributes


def _in_domains(url: str, domains: tuple[str, ...]) -> bool:
    if not domains:
        return False
    try:
        host = urlsplit("http:" + url if url.startswith("//") else url).hostname or ""
    except ValueError:
        return False
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def external_image(parser: Parser, url: str) -> str:
    """The picture that an address names, where the wiki shows such pictures; else empty."""
    if not parser.settings.allow_external_images or not _IMAGE_URL.fullmatch(url):
        return ""
    return open_tag("img", {"src": url, "alt": url.rpartition("/")[2]})[:-1] + " />"


