"""Host side of ``mw.title`` and of the addresses in ``mw.uri``."""

from __future__ import annotations

import re

from packager.lua.host import HostFunction, Value, text
from packager.lua.limits import LuaFault
from packager.lua.page_state import PageState
from packager.model import NS_FILE, NS_MAIN, NS_MEDIAWIKI, NS_MODULE, NS_SPECIAL, NS_USER, LinkTarget, Page, Title
from packager.titles import first_upper, parse_title, prefixed, url_path
from packager.wikitext.slots import Slot

_MODULE_REDIRECT = re.compile(r"return require \[\[([^\[\]\n]+)\]\]\s*")
_STYLES = re.compile(r"\.css$")


def _flat(target: LinkTarget | None) -> tuple[Value, ...]:
    if target is None:
        return (None,)
    return target.title.ns, target.title.text, target.fragment.replace("_", " "), target.interwiki


_LONGEST = 5000
"""No title is that long in bytes, fragment included; what is longer is not looked at."""


def parse(state: PageState, name: bytes, ns: int) -> tuple[Value, ...]:
    if len(name) > _LONGEST:
        return (None,)
    target = parse_title(text(name), state.parser.site, ns)
    if target is not None and not target.title.text and not target.interwiki and not target.fragment:
        return (None,)
    return _flat(target)


def make(state: PageState, ns: int, name: bytes) -> Value:
    """Normal form of a title text in a namespace; a prefix in it is not looked at."""
    site = state.parser.site
    wanted = text(name)
    if not wanted.strip(" _") or len(name) > _LONGEST:
        return None
    # With the namespace's own name in front, a colon in the text is just a colon.
    spelt = prefixed(Title(ns, wanted), site) if ns != NS_MAIN else ":" + wanted
    target = parse_title(spelt, site)
    if target is None or target.interwiki or target.fragment or (ns == NS_MAIN and target.title.ns != ns):
        if target is None or "#" in wanted:
            return None
        plain = wanted.replace("_", " ").strip(" ")
        return first_upper(plain)
    return target.title.text


_MODELS = {"css": "css", "js": "javascript", "json": "json"}
"""Model of the wiki's own and of users' pages by the end of their names."""


def _model(title: Title) -> str:
    if title.ns == NS_MODULE:
        return "sanitized-css" if _STYLES.search(title.text) else "Scribunto"
    if title.ns in (NS_USER, NS_MEDIAWIKI) and (title.ns == NS_MEDIAWIKI or "/" in title.text):
        return _MODELS.get(title.text.rpartition(".")[2], "wikitext")
    return "wikitext"

_ASKED: Slot[set[Title]] = Slot("lua titles")
"""Titles whose facts a module has asked for: each counts as expensive once."""


def title_facts(state: PageState, ns: int, name: bytes) -> tuple[Value, ...]:
    """Page id, existence, redirect, content model: one expensive question for each title but the page's own."""
    parser = state.parser
    title = Title(ns, text(name))
    known = parser.data.of(_ASKED, set)
    if title != parser.title and title not in known:
        known.add(title)
        state.expensive()
    if ns == NS_SPECIAL:
        return 0, parser.exists(title), False, "wikitext"
    if title == parser.title and parser.page is not None:
        return parser.page.page_id, True, parser.page.redirect is not None, parser.page.model
    found = parser.existing((title,)).get(title)
    exists = found is not None and (ns != NS_FILE or parser.source.page_id(title) != 0)
    page_id = parser.source.page_id(title) if exists else 0
    return page_id, exists, bool(found) or _module_target(state, title) is not None, _model(title)


def _module_target(state: PageState, title: Title) -> LinkTarget | None:
    """A module that only hands on another one counts as a redirect."""
    if title.ns != NS_MODULE:
        return None
    page = state.parser.source.page(title)
    found = _MODULE_REDIRECT.fullmatch(page.text) if page else None
    return parse_title(found[1], state.parser.site) if found else None


def redirect_target(state: PageState, ns: int, name: bytes) -> tuple[Value, ...]:
    parser = state.parser
    title = Title(ns, text(name))
    page: Page | None = parser.page if title == parser.title and parser.page else parser.fetch(title)
    if page is None:
        return (None,)
    return _flat(page.redirect or _module_target(state, title))


def content(state: PageState, ns: int, name: bytes) -> Value:
    parser = state.parser
    title = Title(ns, text(name))
    page = parser.page if title == parser.title and parser.page else parser.fetch(title)
    if page is None:
        return None
    parser.output.templates[title] = None
    return page.text


def file_facts(state: PageState, name: bytes) -> tuple[Value, ...]:
    state.expensive()
    file = state.parser.file(text(name))
    if file is None:
        return (None,)
    return True, file.width, file.height, file.size, file.mime, file.pages


def current_title(state: PageState) -> tuple[Value, ...]:
    return state.parser.title.ns, state.parser.title.text


def title_by_id(state: PageState, number: int) -> tuple[Value, ...]:
    """The store has no index by page id; only the page itself is found."""
    state.expensive()
    page = state.parser.page
    if page is not None and page.page_id == number:
        return state.parser.title.ns, state.parser.title.text
    return (None,)


_FUNCTION = {b"local": "localurl", b"full": "fullurl", b"canonical": "canonicalurl"}


def page_url(state: PageState, kind: bytes, name: bytes, query: bytes) -> Value:
    """mw.uri.localUrl and its kin: what the parser function of that name writes."""
    if parse_title(text(name), state.parser.site) is None:
        return None
    args = [text(name)] + ([text(query)] if query else [])
    return state.parser.root.call_function(_FUNCTION[kind], args)


_PROTOCOLS = {b"http": "http:", b"https": "https:", b"relative": "", b"canonical": "canonical"}


def title_url(state: PageState, kind: bytes, name: bytes, fragment: bytes, query: bytes, protocol: bytes) -> Value:
    """Address of a title object."""
    parser = state.parser
    if kind == b"full" and protocol not in _PROTOCOLS:
        expected = "'http', 'https', 'relative', or 'canonical'"
        raise LuaFault(f"bad argument #2 to 'fullUrl' ({expected} expected, got string)")
    target = parse_title(text(name), parser.site)
    if target is None:
        return None
    if target.interwiki:
        url = parser.site.interwiki[target.interwiki].replace("$1", url_path(target.title, parser.site))
    else:
        path = url_path(target.title, parser.site)
        if query:
            url = f"{parser.settings.script_path}/index.php?title={path}&{text(query)}"
        else:
            url = parser.settings.article_path.replace("$1", path)
        if kind != b"local":
            url = parser.settings.server + url
    if kind == b"full" and protocol in (b"http", b"https"):
        url = _PROTOCOLS[protocol] + re.sub(r"^[a-z]+:", "", url)
    elif kind == b"full" and protocol == b"relative":
        url = re.sub(r"^[a-z]+:(?=//)", "", url) if parser.settings.server.startswith("//") else url
    if fragment:
        url += "#" + (parser.root.call_function("anchorencode", [text(fragment)]) or "")
    return url


def anchor_encode(state: PageState, value: bytes) -> Value:
    return state.parser.root.call_function("anchorencode", [text(value)])


def uri_encode(state: PageState, value: bytes, kind: bytes) -> Value:
    return state.parser.root.call_function("urlencode", [text(value), kind.decode("ascii").upper()])


def json_content(state: PageState, name: bytes) -> Value:
    target = parse_title(text(name), state.parser.site)
    page = state.parser.fetch(target.title) if target is not None and not target.interwiki else None
    return page.text if page is not None and page.model.lower() == "json" else None


FUNCTIONS: dict[str, HostFunction] = {
    "parse_title": parse,
    "make_title": make,
    "title_facts": title_facts,
    "redirect_target": redirect_target,
    "content": content,
    "file_facts": file_facts,
    "current_title": current_title,
    "title_by_id": title_by_id,
    "page_url": page_url,
    "title_url": title_url,
    "anchor_encode": anchor_encode,
    "uri_encode": uri_encode,
    "json_content": json_content,
}
