"""Third stage: the chosen pages, related to each other, become a library of all that a reader can open."""

from __future__ import annotations

from typing import NamedTuple

from packager.config import Config, subject_names
from packager.drive.figures import Figures
from packager.drive.report import Tally
from packager.drive.skipped import write_skipped
from packager.errors import UsageError
from packager.files.text import read_text
from packager.library.complete import CompleteLibrary
from packager.library.left_out import refuse_excluded
from packager.library.relations import Relations
from packager.library.wiki_pages import WikiPages
from packager.model import Library
from packager.rendering.workstore import WorkStore
from packager.selection.rule import Selection
from packager.stages.choose import Chosen
from packager.stages.render import Pages
from packager.stages.run import BuildRun


class Shelf(NamedTuple):
    """A library that may be written."""

    library: Library
    figures: Figures
    """What is known of the new drive before it is written."""


def shelve(run: BuildRun, pages: Pages, chosen: Chosen) -> Shelf:
    """The library of the chosen pages. Raises GateError if its figures already tell that it must not be written."""
    works, selection, config = pages.works, chosen.selection, run.request.config
    library = CompleteLibrary(
        WikiPages(works, _related(run, works, selection), selection, chosen.metadata, subject_names(config)),
        _license_text(config),
    )
    refuse_excluded(library, selection.gone)
    figures = _figures(library, pages.counts)
    run.draft.articles, run.draft.categories = library.overview().articles, library.overview().categories
    run.draft.left_out = write_skipped(run.folders.new_report, selection)
    run.pass_gates(figures)
    run.folders.refuse_small_disk(works.size_in_use())
    return Shelf(library, figures)


def _related(run: BuildRun, works: WorkStore, selection: Selection) -> Relations:
    """Which page links to which and who is in which category."""
    relations = Relations(run.folders.temp / f"relations-{len(selection.refused)}.sqlite", selection.store.site)
    titles = list(selection.titles())
    with run.progress.stage("relate", len(titles)) as stage:
        relations.fill(works, titles, selection.redirect_members(), stage.tick)
    return relations


def _license_text(config: Config) -> str:
    name = config.snapshot.license_file
    return read_text(config.file(name)) if name else ""


def _figures(library: Library, counts: Tally) -> Figures:
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
