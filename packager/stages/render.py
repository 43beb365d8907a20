"""Second stage: every chosen page is rendered and finished, or taken from the work store where it still holds."""

from __future__ import annotations

from typing import NamedTuple

from packager.config import Config
from packager.drive.report import Tally, tally
from packager.model import SiteInfo
from packager.rendering.job import Job, moment
from packager.rendering.keys import environment
from packager.rendering.update import Updated, refuse_failures, update
from packager.rendering.workstore import WorkStore
from packager.selection.reach import WRITTEN, forbidden
from packager.selection.title_file import read_title_file
from packager.stages.choose import Chosen
from packager.stages.run import BuildRun
from packager.titles import parse_title, prefixed


class Pages(NamedTuple):
    """The finished pages and what there is to say of them."""

    works: WorkStore
    updated: Updated
    counts: Tally


def render(run: BuildRun, chosen: Chosen) -> tuple[WorkStore, Updated]:
    """Bring the work store up to date: with every page that may go in, or with all that the rules must be asked of."""
    request, folders, config = run.request, run.folders, run.request.config
    store, selection, metadata, held = chosen
    if config.selection.rules:
        titles = [title for ns in WRITTEN for title in store.titles(ns) if not forbidden(title)]
    else:
        titles = list(selection.titles())
    now = moment(request.now, metadata.date)
    job = Job(folders.store, request.files, config, now, environment(store, config), held=held)
    works = WorkStore(folders.works)
    updated = update(works, titles, store, job, request.jobs, run.progress)
    return works, updated


def count(run: BuildRun, chosen: Chosen, works: WorkStore, updated: Updated) -> Pages:
    """What is to be said of the pages that go in. Raises RenderError if more failed than the configuration allows."""
    config, site, titles = run.request.config, chosen.store.site, list(chosen.selection.titles())
    run.draft.tally = counts = tally(works, titles, site, _unstable(config, site))
    counts.write(run.folders.new_report)
    refuse_failures(len(counts.failed), len(titles), config)
    return Pages(works, updated, counts)


def _unstable(config: Config, site: SiteInfo) -> frozenset[str]:
    """Names of the pages that time may end. Raises UsageError if the list cannot be read."""
    name = config.render.unstable
    lines = read_title_file(config.file(name)) if name else []
    targets = [parse_title(reading.title, site) for line in lines for reading in line.readings]
    return frozenset(prefixed(target.title, site) for target in targets if target is not None)
