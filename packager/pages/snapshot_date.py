"""The date of a snapshot: what the editor says, else the day of the newest revision that the dump holds.

The names of the files decide nothing, so that a renamed or repacked dump, or one called latest, gives the same bytes.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from packager.config import Config
from packager.config.plausible import day_fault
from packager.errors import Said, UsageError
from packager.pages.ingest_report import IngestReport

NEAR = 14
"""Days that a dump may be named after its newest revision, and the other way round: a dump is written over days."""


LATE = 92
"""Days after its newest revision from which on a dump is hardly called one of that day."""

ORIGINS = {"option": Said("by --date"), "config": Said("by the configuration"), "dump": Said("its newest revision")}
"""Where a date can come from, in words."""


class SnapshotDate(NamedTuple):
    """A date and where it comes from."""

    day: str
    """``YYYY-MM-DD``"""
    origin: str
    """``option``, ``config`` or ``dump``."""
    remark: Said | None = None
    """That the files are named after another month, or that the day does not fit the dump, if so."""


def snapshot_date(config: Config, option: str, report: IngestReport) -> SnapshotDate:
    """The date of a build from this dump. Raises UsageError if nobody knows one."""
    origins = (("option", option), ("config", config.snapshot.date), ("dump", report.date))
    origin, day = next(((origin, day) for origin, day in origins if day), ("", ""))
    if not day:
        raise UsageError("no page of the dump has a time, so its date is unknown; give --date or set [snapshot] date")
    if fault := day_fault(day):
        raise UsageError("the newest page of the dump is of {date}, which {fault}; give --date", date=day, fault=fault)
    return SnapshotDate(day, origin, _unlikely(day, report.date) or _remark(day, report.named_date))


def _unlikely(day: str, newest: str) -> Said | None:
    """A remark on a day that somebody gave and that lies before the newest revision or long after it."""
    if not newest or day_fault(newest):
        return None
    days = (date.fromisoformat(day) - date.fromisoformat(newest)).days
    if 0 <= days <= LATE:
        return None
    return Said("the snapshot is called one of {date}, and the newest page of the dump is of {newest}; look whether "
                "that date is right", date=day, newest=newest)  # fmt: skip


def _remark(day: str, named: str) -> Said | None:
    if not named or named[:7] == day[:7] or day_fault(named):
        return None
    if abs((date.fromisoformat(named) - date.fromisoformat(day)).days) <= NEAR:
        return None
    return Said("the files are named after {named}, the snapshot is of {date}", named=named, date=day)
