"""Beside the report: the release record, by which somebody else can prove that the same bytes came out."""

from __future__ import annotations

from pathlib import Path

from packager.drive.publish import SUMS
from packager.drive.report import BuildReport
from packager.files.beside import beside
from packager.release.inputs import Made, record
from packager.release.rebuild import FOLDER
from packager.stages.run import BuildRun


def write_record(run: BuildRun, report: BuildReport) -> Path:
    """Write ``OUT/release/<wiki>-<date>.release``; gives its path. Raises OSError."""
    made = Made(
        report.ingest.dbname,
        report.date,
        report.ingest.fingerprint,
        [(part["sha256"], part["bytes"]) for part in report.ingest.parts],
        report.program["version"],
        report.program["digest"],
        report.unstable,
        (run.folders.new_drive / SUMS).read_bytes(),
        [artifact.size for artifact in report.artifacts],
    )
    written = record(made, run.request.config, run.request.files)
    folder = run.request.out / FOLDER
    folder.mkdir(exist_ok=True)
    path = folder / written.name
    with beside(path) as file:
        file.write(written.text)
    return path
