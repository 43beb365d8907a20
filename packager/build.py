"""From dump to drive, in the order it happens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from packager.audit.verify import metadata_entries, verify
from packager.config import Config, departures, metadata_for, subject_names
from packager.drive.figures import Figures, figures_of
from packager.drive.folders import Folders, opened
from packager.drive.gates import judge, refuse_outside
from packager.drive.publish import set_times, write_manifest
from packager.drive.refusal import Draft, draft_of, leave
from packager.drive.report import BuildReport, Tally, tally, write_findings
from packager.drive.skipped import write_lists, write_skipped
from packager.errors import PackagerError, Said, ScrubError, UsageError
from packager.library.blamed import blamed
from packager.library.complete import CompleteLibrary
from packager.library.left_out import refuse_excluded
from packager.library.relations import Relations
from packager.library.wiki_pages import WikiPages
from packager.model import Finding, Library, Metadata, SiteInfo, Title
from packager.outputs.registry import TARGETS
from packager.outputs.targets import Run, Written
from packager.pages.doubtful import refuse_doubtful
from packager.pages.open_store import ingested
from packager.pages.snapshot_date import ORIGINS, snapshot_date
from packager.pages.store import PageStore
from packager.preflight import refuse_dump
from packager.program import config_digest, program_digest, version
from packager.rendering.job import Job, drop_list, moment
from packager.rendering.keys import environment
from packager.rendering.update import refuse_failures, update
from packager.rendering.workstore import WorkStore
from packager.selection.lists import read_lists
from packager.selection.matching import StoreTitles
from packager.selection.reach import WRITTEN
from packager.selection.rule import Selection, wanted_namespaces
from packager.selection.title_file import read_title_file
from packager.terminal.progress import Progress
from packager.text_files import read_text
from packager.titles import parse_title, prefixed


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
    date: str = ""
    """Date of the snapshot, ``YYYY-MM-DD``; empty: that of the configuration or of the dump."""
    accept: frozenset[str] = frozenset()
    """Gates that may be outside their limits."""


class _Chosen(NamedTuple):
    """What a build is made of, once the dump is read and the lists are matched."""

    store: PageStore
    selection: Selection
    metadata: Metadata


class _Run(NamedTuple):
    """One build while it runs."""

    request: Request
    folders: Folders
    before: Figures | None
    """Figures of the drive that stands there."""
    draft: Draft
    progress: Progress

    def judge(self, figures: Figures) -> None:
        """Raises GateError if a gate is outside its limits and not accepted."""
        self.draft.figures = figures
        self.draft.gates = judge(self.before, figures, self.request.config.gates, self.request.accept)
        refuse_outside(self.draft.gates)


def build(request: Request, progress: Progress) -> BuildReport:
    """Build a snapshot. Raises a PackagerError; the drive folder of before stays until the new one is whole.

    A refused build leaves its own report beside that of the drive which stays.
    """
    config = request.config
    drop_list(config)  # a faulty one is told before the dump is read
    progress.remarks(departures(config))
    with opened(request.out, config.release.keep) as folders:
        before = figures_of(folders.drive, folders.report)
        run = _Run(request, folders, before, draft_of(request.dumps, config), progress)
        try:
            return _built(run)
        except PackagerError as error:
            leave(folders, run.draft, error, progress.seconds)
            raise


def _built(run: _Run) -> BuildReport:
    request, folders, draft, progress, config = run.request, run.folders, run.draft, run.progress, run.request.config
    store, selection, metadata = _choose(run)
    titles = list(selection.titles())
    job = Job(folders.store, request.files, config, moment(request.now, metadata.date), environment(store, config))
    works = WorkStore(folders.works)
    updated = update(works, titles, store, job, request.jobs, progress)
    draft.tally = counts = tally(works, titles, store.site, _unstable(config, store.site))
    counts.write(folders.new_report)
    refuse_failures(len(counts.failed), len(titles), config)
    while True:
        library, written, figures = _write(run, works, selection, metadata, counts)
        artifacts = write_manifest(folders.new_drive)
        set_times(folders.new_drive, metadata.date)
        findings = _verify(run, library)
        if not findings:
            break
        refused = blamed(findings, library)
        refuse_findings(findings, refused, len(selection.refused) + len(refused), config)
        selection = selection.without(refused)
        folders.clear_new_drive()
    run.judge(replace(figures, bytes=sum(artifact.size for artifact in artifacts)))
    report = BuildReport(
        name=metadata.name,
        date=metadata.date,
        date_origin=draft.date_origin,
        artifacts=artifacts,
        zim_uuid=next((each.identifier for each in written if each.identifier), None),
        ingest=store.report,
        identity=metadata_entries(metadata),
        articles=library.overview().articles,
        categories=library.overview().categories,
        left_out=write_skipped(folders.new_report, selection),
        rendered=updated.rendered,
        reused=updated.reused,
        unstable=len(counts.unstable),
        figures=draft.figures or figures,
        gates=draft.gates,
        shortened=list(dict.fromkeys(title for each in written for title in each.shortened)),
        dropped_boxes=counts.dropped,
        removed=counts.removed,
        program={"version": version(), "digest": program_digest()},
        config=config_digest(config),
        seconds=progress.seconds,
    )
    report.write(folders.new_report)  # before the swap: a disk that is full here leaves the old drive where it is
    with progress.stage("publish", unit="files"):
        folders.publish(config.release.keep)
    works.forget_unused((title for ns in WRITTEN for title in store.titles(ns)), config.release.cache_builds)
    works.close()
    return report


def _choose(run: _Run) -> _Chosen:
    """Read the dump and decide what of it goes in. Raises UsageError or DumpError before anything is rendered."""
    request, folders, draft, config = run.request, run.folders, run.draft, run.request.config
    look = partial(refuse_dump, config=config, out=request.out)
    store = ingested(request.dumps, folders.store, run.progress, request.jobs, request.files, wanted_namespaces, look)
    draft.ingest = store.report
    refuse_doubtful(store.report, config.input)
    date = snapshot_date(config, request.date, store.report)
    draft.date, draft.date_origin = date.day, date.origin
    lists = read_lists(config, StoreTitles(store))
    write_lists(folders.new_report, lists)
    origin = Said("the snapshot is of {date} ({origin})", date=date.day, origin=ORIGINS[date.origin])
    run.progress.remarks([origin, *([date.remark] if date.remark else []), *lists.remarks])
    selection = Selection(store, lists, config.selection.categories)
    if next(selection.titles(), None) is None:
        raise UsageError("nothing of the dump is left to write; look at [selection] and at the dump")
    return _Chosen(store, selection, metadata_for(config, date.day))


def _figures(library: Library, counts: Tally) -> Figures:
    """What is known of the new drive before it is written."""
    articles = library.overview().articles
    if not articles:
        raise UsageError("nothing of the dump is left to write; look at [selection] and at the dump")
    return Figures(
        articles=articles,
        redirects=sum(1 for _ in library.redirects()),
        pictures=sum(1 for file in library.media() if file.mimetype.startswith("image/")),
        failed=len(counts.failed),
        problems=sum(counts.problems.values()),
    )


def _write(
    run: _Run, works: WorkStore, selection: Selection, metadata: Metadata, counts: Tally
) -> tuple[Library, list[Written], Figures]:
    """Every output of the chosen pages, unless the figures already tell that they must not take the old one's place."""
    request, folders = run.request, run.folders
    relations = Relations(folders.temp / f"relations-{len(selection.refused)}.sqlite", selection.store.site)
    _relate(works, list(selection.titles()), selection, relations, run.progress)
    pages = WikiPages(works, relations, selection, metadata, subject_names(request.config))
    library = CompleteLibrary(pages, _license_text(request.config))
    refuse_excluded(library, selection.gone)
    figures = _figures(library, counts)
    run.draft.articles, run.draft.categories = library.overview().articles, library.overview().categories
    run.draft.left_out = write_skipped(folders.new_report, selection)
    run.judge(figures)
    folders.refuse_small_disk(works.size_in_use())
    return library, _write_targets(library, folders, request, run.progress), figures


def _relate(
    works: WorkStore, titles: Sequence[Title], selection: Selection, relations: Relations, progress: Progress
) -> None:
    with progress.stage("relate", len(titles)) as stage:
        relations.fill(works, titles, selection.redirect_members(), stage.tick)


def _unstable(config: Config, site: SiteInfo) -> frozenset[str]:
    """Names of the pages that time may end. Raises UsageError if the list cannot be read."""
    name = config.render.unstable
    lines = read_title_file(config.file(name)) if name else []
    targets = [parse_title(reading.title, site) for line in lines for reading in line.readings]
    return frozenset(prefixed(target.title, site) for target in targets if target is not None)


def _license_text(config: Config) -> str:
    name = config.snapshot.license_file
    return read_text(config.file(name)) if name else ""


def _write_targets(library: Library, folders: Folders, request: Request, progress: Progress) -> list[Written]:
    seen = library.overview()
    written = []
    for target in TARGETS:
        if request.config.table(target.CONFIG).write:
            with progress.stage(target.NAME, seen.articles + seen.categories) as stage:
                run = Run(request.config, folders.temp, request.jobs, stage.tick)
                written.append(target.write(library, folders.new_drive, run))
    return written


def _verify(run: _Run, library: Library) -> Sequence[Finding]:
    """What the judge finds in the new drive."""
    request, folders = run.request, run.folders
    date, expected = library.metadata.date, metadata_entries(library.metadata)
    with run.progress.stage("verify", unit="files") as stage:
        name = request.config.zim.file_name
        findings = verify(folders.new_drive, date, stage.tick, expected, request.jobs, name).findings
    run.draft.findings = len(findings)
    write_findings(folders.new_report, findings)
    return findings


def refuse_findings(findings: Sequence[Finding], blamed: Mapping[Title, str], refused: int, config: Config) -> None:
    """Raises ScrubError if the findings cannot be dealt with by leaving out a few pages."""
    first, allowed = findings[0], config.selection.refused_pages
    if not blamed:
        raise ScrubError(
            "{count} findings in the new drive, first: {rule} in {where}: {what}; the drive that was there before is "
            "untouched, report/refused/findings.jsonl lists all",
            count=len(findings),
            rule=first.rule,
            where=first.where,
            what=first.what[:80],
        )
    if refused > allowed:
        raise ScrubError(
            "the judge finds something in {count} pages and selection.refused_pages allows {allowed}, first: "
            "«{page}» ({reason}); put them on the list [selection] exclude, report/refused/findings.jsonl names all",
            count=refused,
            allowed=allowed,
            page=next(iter(blamed)).text,
            reason=next(iter(blamed.values()))[:80],
        )
