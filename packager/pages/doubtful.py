"""A few odd pages are left out of a drive; many mean that the dump itself is not what it should be."""

from __future__ import annotations

from collections.abc import Collection

from packager.config import InputConfig
from packager.errors import DumpError, Said, Sentences
from packager.pages.doubles import SAME_ID, SAME_TITLE, TAKEN_ID
from packager.pages.ingest_report import IngestReport

NAMED = 5
"""Pages that the error names."""
TAKEN_SHARE = 10
"""One page in so many may have the number of another: a small dump of two wikis stays below any fixed limit."""


def refuse_doubtful(report: IngestReport, limits: InputConfig) -> None:
    """Raises DumpError if more pages were left out than the configuration allows."""
    # An HTML snapshot holds several revisions of many a page; in an export each comes once.
    if report.reader == "xml":
        doubled = Said("come more than once, so two dumps seem to be mixed")
        _refuse(report, (SAME_TITLE, SAME_ID, TAKEN_ID), doubled, "input.repeated_titles", limits.repeated_titles)
        _refuse_taken(report)
    faulty = Said("have fields or titles that cannot be believed")
    _refuse(report, ("faulty", "title"), faulty, "input.faulty_pages", limits.faulty_pages)


def _refuse(report: IngestReport, rules: Collection[str], what: Said, key: str, limit: int) -> None:
    count = sum(report.excluded.get(rule, 0) for rule in rules)
    if count <= limit:
        return
    raise DumpError(
        "{count} pages {what} ({key} allows {limit}), first: {pages}; give the parts of one sound dump",
        count=count,
        what=what,
        key=key,
        limit=limit,
        pages=_first(report, rules),
    )


def _refuse_taken(report: IngestReport) -> None:
    count = report.excluded.get(TAKEN_ID, 0)
    if count > max(1, report.pages_in // TAKEN_SHARE):
        raise DumpError(
            "{count} of {all} pages have the id of another page and nothing else in common with it, so two wikis or "
            "dumps are mixed, first: {pages}; give the parts of one sound dump",
            count=count,
            all=report.pages_in,
            pages=_first(report, (TAKEN_ID,)),
        )


def _first(report: IngestReport, rules: Collection[str]) -> Sentences:
    rows = [row for row in report.left_out if row["rule"] in rules]
    return Sentences([
        Said("{page} ({place}): {reason}", page=row["page"], place=row["place"], reason=row["reason"])
        for row in rows[:NAMED]
    ])  # fmt: skip
