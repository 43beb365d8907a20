"""First stage: the dump is read into the page store, and what of it goes in is decided."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from packager.config import metadata_for
from packager.drive.skipped import write_lists
from packager.errors import Said, UsageError
from packager.model import Metadata, Page
from packager.month.holds import held_pages
from packager.pages.doubtful import refuse_doubtful
from packager.pages.open_store import ingested
from packager.pages.snapshot_date import ORIGINS, snapshot_date
from packager.pages.store import PageStore
from packager.selection.lists import read_lists
from packager.selection.matching import StoreTitles
from packager.selection.rule import Selection, wanted_namespaces
from packager.stages.preflight import refuse_dump
from packager.stages.run import BuildRun


class Chosen(NamedTuple):
    """What a build is made of, once the dump is read and the lists are matched."""

    store: PageStore
    selection: Selection
    metadata: Metadata
    held: tuple[Page, ...] = ()
    """Pages that rules hold at an earlier revision."""


def choose(run: BuildRun) -> Chosen:
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
    findings: list[Said] = []
    held = held_pages(config, store, findings)
    run.progress.remarks(findings)
    store.hold(held)
    return Chosen(store, selection, metadata_for(config, date.day), tuple(held[title] for title in sorted(held)))
