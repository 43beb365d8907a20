"""From dump to drive, in the order it happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from packager.audit.verify import metadata_entries, verify
from packager.config import Config, metadata_for
from packager.drive.folders import Folders, opened
from packager.drive.publish import set_times, swap, write_manifest
from packager.drive.report import BuildReport, tally, write_findings, write_skipped
from packager.errors import ScrubError
from packager.library.complete import CompleteLibrary
from packager.library.relations import Relations
from packager.library.wiki_pages import WikiPages
from packager.model import Library, Title
from packager.outputs.registry import TARGETS
from packager.outputs.targets import Run, Written
from packager.pages.open_store import ingested
from packager.rendering.job import Job, drop_list, moment
from packager.rendering.keys import environment
from packager.rendering.update import refuse_failures, update
from packager.rendering.workstore import WorkStore
from packager.selection.lists import read_lists
from packager.selection.reach import WRITTEN
from packager.selection.rule import Selection, wanted_namespaces
from packager.terminal.progress import Progress


@dataclass(frozen=True)
class Request:
    """What to build."""

    dumps: tuple[Path, ...]
    out: Path
    config: Config
    jobs: int = 1
    files: Path | None = None
    """JSON table of pictures that exist."""
    now: str = ""
    """Moment that pages see, ``YYYYMMDDHHMMSS``; empty: the dump's date."""


def build(request: Request, progress: Progress) -> BuildReport:
    """Build a snapshot. Raises a PackagerError; the drive folder of before stays until the new one is whole."""
    config = request.config
    drop_list(config)  # a faulty one is told before the dump is read
    with opened(request.out) as folders:
        store = ingested(request.dumps, folders.store, progress, request.jobs, request.files, wanted_namespaces)
        metadata = metadata_for(config, store.report.date)
        selection = Selection(store, read_lists(config, store.site), config.selection.categories)
        titles = list(selection.titles())
        job = Job(folders.store, request.files, config, moment(request.now, metadata.date), environment(store, config))
        works = WorkStore(folders.works)
        updated = update(works, titles, store, job, request.jobs, progress)
        counts = tally(works, titles, store.site)
        counts.write(folders.report)
        refuse_failures(len(counts.failed), len(titles), config)
        relations = _relate(works, titles, Relations(folders.temp / "relations.sqlite", store.site), progress)
        library = CompleteLibrary(WikiPages(works, relations, selection, metadata), _license_text(config))
        folders.refuse_small_disk()
        written = _write_targets(library, folders, request, progress)
        redirects = sum(1 for _ in library.redirects())
        relations.close()
        artifacts = write_manifest(folders.new_drive)
        set_times(folders.new_drive, metadata.date)
        _refuse_findings(library, folders, progress)
        report = BuildReport(
            name=metadata.name,
            date=metadata.date,
            artifacts=artifacts,
            zim_uuid=next((each.identifier for each in written if each.identifier), None),
            ingest=store.report,
            articles=library.overview().articles,
            categories=library.overview().categories,
            redirects=redirects,
            redirects_left_out=write_skipped(folders.report, selection),
            rendered=updated.rendered,
            reused=updated.reused,
            failed=len(counts.failed),
            dropped_boxes=counts.dropped,
            removed=counts.removed,
            seconds=progress.seconds,
        )
        report.write(folders.report)  # before the swap: a disk that is full here leaves the old drive where it is
        with progress.stage("publish", unit="files"):
            swap(folders.new_drive, folders.drive, folders.old)
        works.keep_only(title for ns in WRITTEN for title in store.titles(ns))
        works.close()
        return report


def _relate(works: WorkStore, titles: Sequence[Title], relations: Relations, progress: Progress) -> Relations:
    with progress.stage("relate", len(titles)) as stage:
        relations.fill(works, titles, stage.tick)
    return relations


def _license_text(config: Config) -> str:
    name = config.snapshot.license_file
    return config.file(name).read_text(encoding="utf-8") if name else ""


def _write_targets(library: Library, folders: Folders, request: Request, progress: Progress) -> list[Written]:
    seen = library.overview()
    written = []
    for target in TARGETS:
        if request.config.table(target.CONFIG).write:
            with progress.stage(target.NAME, seen.articles + seen.categories) as stage:
                run = Run(request.config, folders.temp, request.jobs, stage.tick)
                written.append(target.write(library, folders.new_drive, run))
    return written


def _refuse_findings(library: Library, folders: Folders, progress: Progress) -> None:
    """Verify the new drive. Raises ScrubError if anything is wrong with it."""
    date, expected = library.metadata.date, metadata_entries(library.metadata)
    with progress.stage("verify", unit="files") as stage:
        findings = verify(folders.new_drive, date, stage.tick, expected).findings
    write_findings(folders.report, findings)
    if findings:
        raise ScrubError(
            "{count} findings in the new drive, first: {rule} in {where}: {what}; the drive that was there before is "
            "untouched, report/findings.jsonl lists all",
            count=len(findings),
            rule=findings[0].rule,
            where=findings[0].where,
            what=findings[0].what[:80],
        )
