"""Under which key a finished page is kept: digests of all that it depends on except the answers it got."""

from __future__ import annotations

import hashlib

from packager.config import Config
from packager.model import Title
from packager.pages.store import PageStore
from packager.program import program_digest
from packager.rendering.tracking import title_name


def environment(store: PageStore, config: Config) -> str:
    """Digest of all that shapes every page: program, configuration of rendering and scrubbing, and site."""
    digest = hashlib.sha256(program_digest().encode())
    digest.update(repr((config.render, config.scrub)).encode())
    if config.render.wikidata:
        digest.update(config.file(config.render.wikidata).read_bytes())
    if config.render.drops:
        digest.update(config.file(config.render.drops).read_bytes())
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


def failed_key(store: PageStore, title: Title, environment: str) -> bytes:
    """Key of a page that failed: nobody knows what it would have asked, so it stands for this dump only."""
    return row_key(store, title, f"{environment} failed {store.key}")
