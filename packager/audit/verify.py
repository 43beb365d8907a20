"""``packager verify``: a judge of finished drives and archives that shares no parser with the cleaner."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from packager.audit.archive import audit_archive
from packager.audit.drive import ARCHIVE_NAME, audit_drive
from packager.audit.image.image import audit_image, is_image
from packager.audit.image.packed import audit_packed, is_packed
from packager.audit.metadata import LICENCE_TEXT
from packager.drive.publish import SUMS
from packager.errors import UsageError
from packager.model import Finding, Metadata

__all__ = ["ARCHIVE_NAME", "Checked", "metadata_entries", "verify"]


class Checked(NamedTuple):
    """What was looked at and what was found."""

    findings: tuple[Finding, ...]
    entries: int
    remarks: tuple[str, ...] = ()
    """What whoever asked should know although it is nothing wrong."""
    manifest: str = ""
    """SHA-256 of the drive's own manifest; empty for an archive alone."""


def nothing(count: int) -> None:
    """Progress that nobody watches."""


def metadata_entries(metadata: Metadata) -> dict[str, str]:
    """The metadata entries that an archive with this configuration must have: ``expected`` of ``verify``."""
    entries = {
        "Creator": metadata.creator,
        "Date": metadata.date,
        "Description": metadata.description,
        "Language": metadata.language,
        "License": metadata.license,
        "Name": metadata.name,
        "Publisher": metadata.publisher,
        "Title": metadata.title,
    }
    more = {"LongDescription": metadata.long_description, LICENCE_TEXT: metadata.license_text}
    return entries | {key: text for key, text in more.items() if text}


def verify(
    path: Path,
    date: str = "",
    progress: Callable[[int], None] = nothing,
    expected: Mapping[str, str] | None = None,
    jobs: int = 1,
    archive_name: str = ARCHIVE_NAME,
) -> Checked:
    """Check a drive folder, the image of one (packed or not), or a ZIM file.

    ``date`` (``YYYY-MM-DD``) is what every time must equal; without it the archive's own date is taken.
    ``expected`` gives the metadata that the configuration asks for; without it only neutral values pass.
    ``jobs``: processes that share the work; the findings do not depend on it. ``archive_name``: how the configuration
    calls the archive. Raises UsageError if there is nothing to check at ``path``.
    """
    manifest = ""
    if path.is_dir():
        findings, entries = audit_drive(path, date, progress, expected, jobs, archive_name)
        if (path / SUMS).is_file():
            manifest = hashlib.sha256((path / SUMS).read_bytes()).hexdigest()
    elif path.is_file() and is_packed(path):
        return Checked(*audit_packed(path, date, progress, expected, jobs, archive_name))
    elif path.is_file() and is_image(path):
        return Checked(*audit_image(path, date, progress, expected, jobs, archive_name))
    elif path.is_file():
        findings, entries = audit_archive(path, path.name, date, expected, jobs, progress)
    else:
        raise UsageError("{file}: there is no such file or folder", file=path.name)
    return Checked(tuple(findings), entries, manifest=manifest)
