"""From dump to drive: the stages in the order in which they happen."""

from __future__ import annotations

from packager.config import departures
from packager.drive.folders import opened
from packager.drive.refusal import leave
from packager.drive.report import BuildReport
from packager.errors import PackagerError
from packager.rendering.job import drop_list
from packager.stages.choose import choose
from packager.stages.curate import curate
from packager.stages.judge import judge, without_refused
from packager.stages.keep_release import keep_release
from packager.stages.publish import publish
from packager.stages.record import write_record
from packager.stages.render import count, render
from packager.stages.report import report
from packager.stages.request import Request
from packager.stages.run import BuildRun, begin
from packager.stages.shelve import shelve
from packager.stages.write import write
from packager.terminal.progress import Progress


def build(request: Request, progress: Progress) -> BuildReport:
    """Build a snapshot. Raises a PackagerError; the drive folder of before stays until the new one is whole.

    A refused build leaves its own report beside that of the drive which stays.
    """
    drop_list(request.config)  # a faulty one is told before the dump is read
    progress.remarks(departures(request.config))
    with opened(request.out, request.config.release.keep) as folders:
        run = begin(request, folders, progress)
        try:
            return _built(run)
        except PackagerError as error:
            leave(folders, run.draft, error, progress.seconds)
            raise


def _built(run: BuildRun) -> BuildReport:
    chosen = choose(run)
    works, updated = render(run, chosen)
    chosen = curate(run, chosen, works)
    pages = count(run, chosen, works, updated)
    while True:
        shelf = shelve(run, pages, chosen)
        drive = write(run, shelf.library)
        findings = judge(run, shelf.library)
        if not findings:
            break
        chosen = without_refused(run, chosen, findings, shelf.library)
    made = report(run, chosen, pages, shelf, drive)
    write_record(run, made)
    keep_release(run, chosen, pages, made)
    publish(run, chosen, pages)
    return made
