"""The tables of the page store (docs/formats.md, section Page store)."""

from __future__ import annotations

import json
from dataclasses import asdict

from packager.model import LinkTarget, Namespace, SiteCounts, SiteInfo, Title

FORMAT = "packager-pages-3"

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE blocks (block INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE redirect_members (ns INTEGER NOT NULL, title TEXT NOT NULL, category TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE pages (
    row INTEGER PRIMARY KEY,
    ns INTEGER NOT NULL,
    title TEXT NOT NULL,
    page_id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    timestamp TEXT NOT NULL,
    model TEXT NOT NULL,
    digest BLOB NOT NULL,
    block INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    target_ns INTEGER,
    target TEXT,
    fragment TEXT,
    interwiki TEXT
);
"""

# Made when all pages are in: sorting once is faster than keeping them in order all the time. Titles are unique once
# ``doubles.keep_newest`` has run over this index; a UNIQUE index that fails half way would leave a broken file, since
# there is no journal.
INDEX_BY_TITLE = "CREATE INDEX by_title ON pages (ns, title)"
INDEXES = (
    "CREATE INDEX redirects ON pages (ns, title) WHERE target_ns IS NOT NULL",
)

INSERT_PAGE = "INSERT INTO pages VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
INSERT_REDIRECT_MEMBER = "INSERT INTO redirect_members VALUES (?,?,?,?)"
INSERT_BLOCK = "INSERT INTO blocks VALUES (?,?)"

TargetColumns = tuple[int | None, str | None, str | None, str | None]


def target_columns(target: LinkTarget | None) -> TargetColumns:
    """A redirect's target as the last four columns of ``pages``."""
    if target is None:
        return None, None, None, None
    return target.title.ns, target.title.text, target.fragment, target.interwiki


def target_from(columns: TargetColumns) -> LinkTarget | None:
    """The target that four columns hold."""
    ns, text, fragment, interwiki = columns
    return None if ns is None else LinkTarget(Title(ns, text or ""), fragment or "", interwiki or "")


def site_to_json(site: SiteInfo) -> str:
    """What cannot be computed again of a SiteInfo, with sorted keys."""
    facts = {
        "dbname": site.dbname,
        "sitename": site.sitename,
        "lang": site.lang,
        "case": site.case,
        "generator": site.generator,
        "base": site.base,
        "interwiki": dict(site.interwiki),
        "languages": sorted(site.languages),
        "local_interwikis": sorted(site.local_interwikis),
        "namespaces": [asdict(site.namespaces[number]) for number in sorted(site.namespaces)],
    }
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


def site_from_json(text: str) -> SiteInfo:
    facts = json.loads(text)
    namespaces = [Namespace(**{**each, "aliases": tuple(each["aliases"])}) for each in facts["namespaces"]]
    return SiteInfo(
        dbname=facts["dbname"],
        sitename=facts["sitename"],
        lang=facts["lang"],
        namespaces={each.id: each for each in namespaces},
        case=facts["case"],
        generator=facts["generator"],
        base=facts["base"],
        interwiki=facts["interwiki"],
        languages=frozenset(facts["languages"]),
        local_interwikis=frozenset(facts["local_interwikis"]),
    )


def counts_from_json(text: str) -> SiteCounts:
    return SiteCounts(**json.loads(text))
