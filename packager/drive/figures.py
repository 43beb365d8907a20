"""The figures of a drive that stands there already: from its report, or counted if there is none that belongs to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from packager.drive.publish import SUMS
from packager.zimfile.archive import ZimFile, ZimFormatError

REPORT = "build.json"
CATEGORY_PAGES, OUR_PAGES = ("분류:", "Category:"), "_/"
"""How the paths of pages begin that are no articles, where they are counted in an archive."""


@dataclass(frozen=True)
class Figures:
    """What the gates compare; None: unknown."""

    articles: int | None = None
    redirects: int | None = None
    pictures: int | None = None
    failed: int | None = None
    problems: int | None = None
    bytes: int | None = None
    """Size of all files but the manifest."""

    def known(self) -> Mapping[str, int]:
        """Name to number of those that are known."""
        return {name: number for name, number in asdict(self).items() if number is not None}


def report_of(drive: Path, folder: Path) -> Mapping[str, object] | None:
    """The ``build.json`` in the report ``folder`` if it is about the drive at ``drive``, file by file; else None."""
    try:
        report = json.loads((folder / REPORT).read_text(encoding="utf-8"))
        listed = "".join(f"{each['sha256']}  {each['path']}\n" for each in report["artifacts"])
        return report if listed == (drive / SUMS).read_text(encoding="ascii") else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def figures_of(drive: Path, folder: Path) -> Figures | None:
    """The figures of the drive at ``drive``, whose report may lie in ``folder``; None if there is no drive."""
    if not (drive / SUMS).is_file():
        return None
    report = report_of(drive, folder)
    if report is not None and isinstance(figures := report.get("figures"), dict):
        return Figures(**{name: figures.get(name) for name in Figures.__dataclass_fields__})
    size = sum(path.stat().st_size for path in drive.rglob("*") if path.is_file() and path.name != SUMS)
    archive = next(iter(sorted(drive.glob("*.zim"))), None)
    articles, redirects = _counted(archive) if archive else (None, None)
    return Figures(articles=articles, redirects=redirects, bytes=size)


def identity_of(drive: Path) -> dict[str, str] | None:
    """The metadata that the build of a drive wrote into the report beside it; None if no report is about this drive."""
    report = report_of(drive, drive.absolute().parent / "report")
    identity = report.get("identity") if report is not None else None
    return {str(name): str(value) for name, value in identity.items()} if isinstance(identity, dict) else None


def _counted(archive: Path) -> tuple[int | None, int | None]:
    """Articles and redirects of an archive; (None, None) if it cannot be read."""
    articles = redirects = 0
    try:
        with ZimFile(archive) as zim:
            for entry in zim.dirents():
                if entry.namespace != "C":
                    continue
                if entry.target >= 0:
                    redirects += 1
                elif entry.mimetype.startswith("text/html") and not entry.path.startswith((OUR_PAGES, *CATEGORY_PAGES)):
                    articles += 1
    except (ZimFormatError, OSError):
        return None, None
    return articles, redirects
