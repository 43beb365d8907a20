"""Earlier drives: ``OUT/YYYY-MM/drive`` with ``OUT/YYYY-MM/report``, the last few of them, and the way back to one.

The drive of the current month is ``OUT/drive``; its report lies in its month's folder from the first day, so that the
two still belong together when the next month's drive takes its place.
"""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from packager.drive.publish import SUMS
from packager.errors import UsageError

_MONTH = re.compile(r"\d{4}-\d\d")


def month_of(drive: Path) -> str:
    """``YYYY-MM`` of a drive, by the time that all its files have; empty without a manifest."""
    sums = drive / SUMS
    return datetime.fromtimestamp(sums.stat().st_mtime, UTC).strftime("%Y-%m") if sums.is_file() else ""


def kept_months(out: Path) -> list[str]:
    """Months of which a drive is kept, oldest first."""
    return sorted(
        folder.name
        for folder in out.iterdir()
        if _MONTH.fullmatch(folder.name) and (folder / "drive" / SUMS).is_file()
    )


def file_report(out: Path, report: Path, month: str) -> None:
    """Put a copy of the current report into its month's folder."""
    target = out / month / "report"
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(report, target)


def retire(old: Path, out: Path, keep: int, current: str) -> None:
    """Put the drive ``old``, which another has replaced, where earlier ones are kept; ``current`` is the other's month.

    A drive of the same month is superseded and goes, and so do those beyond the last ``keep``.
    """
    superseded = out / current / "drive"
    if superseded.exists():
        shutil.rmtree(superseded)
    month = month_of(old)
    if not month or month == current or not keep:
        shutil.rmtree(old)
    else:
        place = out / month / "drive"
        place.parent.mkdir(exist_ok=True)
        if place.exists():
            shutil.rmtree(place)
        old.rename(place)
    months = [each for each in kept_months(out) if each != current]
    for each in months[: max(0, len(months) - keep)]:
        shutil.rmtree(out / each)


def chosen_month(out: Path, drive: Path, month: str) -> str:
    """The kept month to go back to: ``month``, or the last before the current one. Raises UsageError without one."""
    months = kept_months(out)
    current = month_of(drive)
    if month:
        if month in months:
            return month
        raise UsageError(
            "{folder}: no drive of {month} is kept; there are {months}",
            folder=out.name,
            month=month,
            months=", ".join(months) or "-",
        )
    earlier = [each for each in months if not current or each < current] or months
    if not earlier:
        raise UsageError("{folder}: no earlier drive is kept; [release] keep says how many are", folder=out.name)
    return earlier[-1]


def roll_back(out: Path, drive: Path, report: Path, month: str, aside: Path) -> str:
    """Put the drive of ``month`` (empty: the last earlier one) back; the current one is kept under its own month.

    ``aside`` is a free name on the same disk. Gives the month. Raises UsageError if there is nothing to go back to.
    """
    month = chosen_month(out, drive, month)
    current = month_of(drive)
    if drive.exists():
        drive.rename(aside)
    (out / month / "drive").rename(drive)
    if aside.exists():
        place = out / (current or "drive-aside") / "drive"
        place.parent.mkdir(exist_ok=True)
        aside.rename(place)
    kept = out / month / "report"
    if kept.is_dir():
        shutil.rmtree(report, ignore_errors=True)
        shutil.copytree(kept, report)
    return month
