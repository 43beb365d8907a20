"""Sixth stage: the drive as it came out passes the gates, and what was made of what is written down."""

from __future__ import annotations

from dataclasses import replace

from packager.audit.verify import metadata_entries
from packager.drive.report import BuildReport
from packager.drive.skipped import write_skipped
from packager.program import config_digest, program_digest, version
from packager.stages.choose import Chosen
from packager.stages.render import Pages
from packager.stages.run import BuildRun
from packager.stages.shelve import Shelf
from packager.stages.write import Drive


def report(run: BuildRun, chosen: Chosen, pages: Pages, shelf: Shelf, drive: Drive) -> BuildReport:
    """The report, written before the swap: a disk that is full here leaves the old drive where it is."""
    metadata, counts, overview = chosen.metadata, pages.counts, shelf.library.overview()
    figures = replace(shelf.figures, bytes=drive.size)
    run.pass_gates(figures)
    made = BuildReport(
        name=metadata.name,
        date=metadata.date,
        date_origin=run.draft.date_origin,
        artifacts=drive.artifacts,
        zim_uuid=next((each.identifier for each in drive.written if each.identifier), None),
        ingest=chosen.store.report,
        identity=metadata_entries(metadata),
        articles=overview.articles,
        categories=overview.categories,
        left_out=write_skipped(run.folders.new_report, chosen.selection),
        rendered=pages.updated.rendered,
        reused=pages.updated.reused,
        unstable=len(counts.unstable),
        figures=figures,
        gates=run.draft.gates,
        shortened=list(dict.fromkeys(title for each in drive.written for title in each.shortened)),
        dropped_boxes=counts.dropped,
        removed=counts.removed,
        program={"version": version(), "digest": program_digest()},
        config=config_digest(run.request.config),
        seconds=run.progress.seconds,
    )
    made.write(run.folders.new_report)
    return made
