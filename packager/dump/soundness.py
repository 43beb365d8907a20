"""Whether the fields of one page can be believed. A page with a field that cannot costs that page, not the dump."""

from __future__ import annotations

import re
from datetime import date

from packager.dump.raw_page import RawPage
from packager.errors import Said

LARGEST_ID = 2**63 - 1
"""MediaWiki keeps ids in 64 bits at most, and so does SQLite."""

FIRST_YEAR = 2001
"""No wiki of this kind is older (MediaWiki itself is of 2002; Wikipedia's first revisions are of January 2001)."""

MODELS = frozenset(
    """wikitext text html css sanitized-css javascript json vue Scribunto GeoJSON Map.JsonConfig Tabular.JsonConfig
    JsonSchema MassMessageListContent GadgetDefinition NewsletterContent proofread-page proofread-index SecurePoll
    translate-messagebundle EntitySchema wikibase-item wikibase-property wikibase-lexeme flow-board""".split()
)
"""Content models that a Wikimedia wiki may use (Special:ChangeContentModel and the extensions' own)."""

_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z", re.ASCII)


def sound_time(text: str) -> bool:
    """Whether ``text`` is a time that a revision can have, ``2026-08-31T23:59:59Z``."""
    match = _TIME.fullmatch(text)
    if match is None or int(match[1]) < FIRST_YEAR:
        return False
    try:
        date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True


def fault_of(page: RawPage) -> Said | None:
    """What is wrong with a page's fields, in a few words; None if nothing is."""
    if page.fault:
        return page.fault
    if page.page_id > LARGEST_ID or page.revision_id > LARGEST_ID or page.page_id < 0 or page.revision_id < 0:
        return Said("an id that no wiki gives")
    if page.timestamp and not sound_time(page.timestamp):
        return Said("{time!r} is no time of a revision", time=page.timestamp[:30])
    if page.model not in MODELS:
        return Said("content model {model!r} is unknown", model=page.model[:30])
    return None
