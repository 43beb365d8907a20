"""Under which key a finished page is kept: digests of all that it depends on except the answers it got."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from packager.config import Config
from packager.model import TIME, Problem, Title
from packager.pages.store import PageStore
from packager.program import program_digest
from packager.rendering.tracking import title_name

LIMITS = frozenset({"limit", "lua-error", TIME})
"""Kinds of problems that a limit can cause."""


def environment(store: PageStore, config: Config) -> str:
    """Digest of all that shapes every page: program, configuration of rendering and scrubbing, and site.

    Limits are no part of it: a page that reached none of them comes out the same under others (``limited``).
    """
    digest = hashlib.sha256(program_digest().encode())
    digest.update(repr((config.render.thumb_width, config.render.math, config.scrub)).encode())
    for name in (config.render.wikidata, config.render.drops):
        data = config.file(name).read_bytes() if name else b""
        digest.update(f"{len(data)} ".encode() + data)
    site = store.site
    digest.update(
        repr((site.dbname, site.sitename, site.lang, site.case, site.base, sorted(site.namespaces.items()))).encode()
    )
    digest.update(repr(sorted(site.interwiki.items())).encode() + repr(sorted(site.languages)).encode())
    return digest.hexdigest()


def row_key(store: PageStore, title: Title, environment: str) -> bytes:
    """Digest of the page's own text and revision, which its credit line names, and of what all pages share."""
    facts = store.facts(title)
    own = repr((facts.digest, facts.page_id, facts.revision)) if facts else ""
    return hashlib.sha256(f"{title_name(title)}\0{own}\0{environment}".encode()).digest()


def limited(environment: str, config: Config) -> str:
    """The environment of pages that reached a limit, whatever it was."""
    render = config.render
    limits = (
        render.page_seconds, render.page_memory_mb, render.lua_million, render.lua_seconds, render.lua_memory_mb,
        render.page_categories,
    )  # fmt: skip
    return f"{environment} {limits!r}"


def reached_limit(problems: Iterable[Problem]) -> bool:
    """Whether a limit may have had a part in how a page came out: errors of modules count, whatever they say."""
    return any(problem.kind in LIMITS for problem in problems)


def failed_key(store: PageStore, title: Title, environment: str) -> bytes:
    """Key of a page that failed: nobody knows what it would have asked, so it stands for this dump only."""
    return row_key(store, title, f"{environment} failed {store.key}")
