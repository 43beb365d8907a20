"""Host side of ``mw.site``, and the base functions that need the page."""

from __future__ import annotations

from packager.lua.host import HostFunction, Value, text
from packager.lua.page_state import PageState
from packager.lua.remembered import Answer, Answering
from packager.model import SiteInfo
from packager.wikitext.state import Parser

_BATCH = 60


def site_facts(parser: Parser) -> dict[str, Value]:
    """Texts that mw.site and others give; the same for every page."""
    settings, site = parser.settings, parser.site
    return {
        "currentVersion": settings.version,
        "scriptPath": settings.script_path,
        "server": settings.server,
        "siteName": settings.site_name or site.sitename,
        "stylePath": settings.script_path + "/skins",
        "lang": settings.lang,
        "dbname": site.dbname,
    }


_COUNTS: dict[bytes, str] = {
    b"pages": "pages", b"articles": "articles", b"files": "files", b"edits": "edits", b"users": "users",
    b"activeUsers": "active_users", b"admins": "admins",
}  # fmt: skip
"""Field of mw.site.stats to that of SiteCounts."""


def site_count(state: PageState, name: bytes) -> Value:
    """One of the numbers of mw.site.stats."""
    count: int = getattr(state.parser.source.counts, _COUNTS[name])
    return count


def namespaces(parser: Parser) -> list[dict[str, Value | list[str]]]:
    """One record for each namespace, as mw.site.namespaces has it."""
    records: list[dict[str, Value | list[str]]] = []
    for number, ns in sorted(parser.site.namespaces.items()):
        name = ns.name.replace("_", " ")
        canonical = (ns.canonical or ns.name).replace("_", " ")
        records.append(
            {
                "id": number,
                "name": name if number else "",
                "canonicalName": canonical if number else "",
                "displayName": name if number else "(일반)" if parser.settings.lang == "ko" else "(Main)",
                "hasSubpages": ns.subpages,
                "hasGenderDistinction": False,
                "isCapitalized": ns.case != "case-sensitive",
                "isContent": number == 0,
                "isIncludable": number not in parser.settings.non_includable,
                "isMovable": number >= 0,
                "aliases": list(ns.aliases),
            }
        )
    return records


def interwiki_map(state: PageState, start: int) -> tuple[Value, ...]:
    site = state.parser.site
    rows = sorted(site.interwiki.items())
    values: list[Value] = [start + _BATCH if start + _BATCH < len(rows) else None]
    for prefix, url in rows[start : start + _BATCH]:
        values += (prefix, url, _is_local(site, prefix, url))
    return tuple(values)


def _is_local(site: SiteInfo, prefix: str, url: str) -> bool:
    return prefix in site.languages or "wikipedia.org" in url or "wikimedia.org" in url


def _kept_interwiki(state: PageState, key: bytes) -> list[Answer]:
    """Prefixes, addresses, whether they are local, whether they leave the protocol open."""
    site = state.parser.site
    rows = sorted(site.interwiki.items())
    return [
        [prefix for prefix, _ in rows],
        [url for _, url in rows],
        [_is_local(site, prefix, url) for prefix, url in rows],
        [url.startswith("//") for _, url in rows],
    ]


def _number(state: PageState, function: str, *args: str) -> int:
    value = state.parser.root.call_function(function, list(args)) or ""
    return int(value) if value.isdigit() else 0


def pages_in_category(state: PageState, category: bytes, which: bytes) -> Value:
    state.expensive()
    return _number(state, "pagesincategory", text(category), text(which), "R")


def pages_in_namespace(state: PageState, number: int) -> Value:
    return _number(state, "pagesinnamespace", str(number), "R")


def users_in_group(state: PageState, group: bytes) -> Value:
    return _number(state, "numberingroup", text(group), "R")


def expensive(state: PageState) -> Value:
    state.expensive()
    return None


def warning(state: PageState, message: bytes) -> Value:
    state.parser.problem("lua-warning", state.parser.title, text(message))
    return None


FUNCTIONS: dict[str, HostFunction] = {
    "site_count": site_count,
    "interwiki_map": interwiki_map,
    "pages_in_category": pages_in_category,
    "pages_in_namespace": pages_in_namespace,
    "users_in_group": users_in_group,
    "expensive": expensive,
    "warning": warning,
}

REMEMBERED: dict[str, Answering] = {"interwiki": _kept_interwiki}
"""Answers that stay in the Lua state."""
