"""A few odd pages are left out of a drive; many mean that the dump itself is not what it should be."""

from __future__ import annotations

from collections.abc import Collection

from packager.config import InputConfig
from packager.errors import DumpError, Said
from packager.pages.doubles import SAME_ID, SAME_TITLE
from packager.pages.ingest_report import IngestReport

NAMED = 5
"""Pages that the error names."""


def refuse_doubtful(report: IngestReport, limits: InputConfig) -> None:
    """Raises DumpError if more pages were left out than the configuration allows."""
    # An HTML snapshot holds several revisions of many a page; in an export each comes once.
    if report.reader == "xml":
        doubled = Said("come more than once, so two dumps seem to be mixed")
        _refuse(report, (SAME_TITLE, SAME_ID), doubled, "input.repeated_titles", limits.repeated_titles)
    faulty = Said("have fields or titles that cannot be believed")
    _refuse(report, ("faulty", "title"), faulty, "input.faulty_pages", limits.faulty_pages)


def _refuse(report: IngestReport, rules: Collection[str], what: Said, key: str, limit: int) -> None:
    count = sum(report.excluded.get(rule, 0) for rule in rules)
    if count <= limit:
        return
    rows = [row for row in report.left_out if row["rule"] in rules]
    raise DumpError(
        "{count} pages {what} ({key} allows {limit}), first: {pages}; give the parts of one sound dump",
        count=count,
        what=what,
        key=key,
        limit=limit,
        pages="; ".join(" ".join((row["page"], row["reason"], row.get("place", ""))).strip() for row in rows[:NAMED]),
    )
