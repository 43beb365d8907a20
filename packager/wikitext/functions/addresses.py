"""{{localurl:}}, {{fullurl:}}, {{canonicalurl:}}, {{filepath:}} and the names of namespaces and special pages."""

from __future__ import annotations

from html import escape
from urllib.parse import unquote_plus

from packager.model import NS_FILE, NS_MEDIA, NS_SPECIAL, LinkTarget, Title
from packager.titles import encode_for_url, namespace_name, parse_title, prefixed, url_path
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions.registry import Args, FunctionResult, parser_function
from packager.wikitext.identifiers import escape_id_for_link
from packager.wikitext.urls import file_url, page_url
from packager.wikitext.words.numeric import integer, is_numeric


def _target(frame: Frame, text: str) -> LinkTarget | None:
    site = frame.parser.site
    link = parse_title(text, site) or parse_title(unquote_plus(text), site)
    if link is not None and link.title.ns == NS_MEDIA:
        link = link._replace(title=Title(NS_FILE, link.title.text))
    return link


def _local(frame: Frame, link: LinkTarget, query: str) -> str:
    parser = frame.parser
    bare = link._replace(fragment="")
    if link.interwiki:
        url = page_url(parser, bare)
        return url + ("&" if "?" in url else "?") + query if query else url
    if not query or query == "-":
        return parser.settings.article_path.replace("$1", url_path(link.title, parser.site))
    return f"{parser.settings.script_path}/index.php?title={url_path(link.title, parser.site)}&{query}"


def _address(frame: Frame, args: Args, full: bool) -> str | None:
    link = _target(frame, args[0])
    if link is None:
        return None
    url = _local(frame, link, args[1])
    if not full:
        return url
    settings = frame.parser.settings
    if url.startswith("/") and not url.startswith("//"):
        url = settings.server + url
    return f"{url}#{escape_id_for_link(link.fragment, settings.fragment_mode[0])}" if link.fragment else url


def _register() -> None:
    for name, full in (("localurl", False), ("fullurl", True), ("canonicalurl", True)):

        def plain(frame: Frame, args: Args, full: bool = full) -> str | None:
            return _address(frame, args, full)

        def escaped(frame: Frame, args: Args, full: bool = full) -> str | None:
            url = _address(frame, args, full)
            return escape(url) if url is not None else None

        parser_function(name)(plain)
        parser_function(name + "e")(escaped)


_register()


@parser_function("filepath")
def file_path(frame: Frame, args: Args) -> str | FunctionResult:
    """Address of a picture as on the live wiki; the cleaner turns it into a file of ours or takes it away."""
    link = parse_title(args[0], frame.parser.site, NS_FILE)
    if link is None or link.interwiki or frame.parser.file(link.title.text) is None:
        return ""
    url = file_url(frame.parser, link.title.text)
    if url.startswith("/") and not url.startswith("//"):
        url = frame.parser.settings.server + url
    return FunctionResult(url, nowiki=True) if "nowiki" in (args[1], args[2]) else url


def _namespace(frame: Frame, text: str) -> str | None:
    site = frame.parser.site
    if not text:
        return ""
    if is_numeric(text):
        return namespace_name(integer(text), site)
    number = site.index.get(text.replace("_", " ").lower())
    return namespace_name(number, site) if number is not None else None


@parser_function("ns")
def namespace(frame: Frame, args: Args) -> str | None:
    return _namespace(frame, args[0])


@parser_function("nse")
def namespace_encoded(frame: Frame, args: Args) -> str | None:
    name = _namespace(frame, args[0])
    return encode_for_url(name) if name is not None else None


def special_title(frame: Frame, text: str) -> str:
    """``특수:임의문서`` for any name of the special page."""
    parser = frame.parser
    name, slash, rest = text.partition("/")
    if parser.language.is_special_page(name):
        return prefixed(Title(NS_SPECIAL, parser.language.special_page(name) + slash + rest), parser.site)
    link = parse_title(f"{namespace_name(NS_SPECIAL, parser.site)}:{text}", parser.site)
    if link is None or not link.title.text:
        return prefixed(Title(NS_SPECIAL, parser.language.special_page("Badtitle")), parser.site)
    return prefixed(link.title, parser.site)


@parser_function("special")
def special(frame: Frame, args: Args) -> str:
    return special_title(frame, args[0])


@parser_function("speciale")
def special_encoded(frame: Frame, args: Args) -> str:
    return encode_for_url(special_title(frame, args[0]))
