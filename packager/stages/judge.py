"""Fifth stage: the audit judges the new drive; pages in which it finds something are left out, if they are few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from packager.audit.verify import metadata_entries, verify
from packager.config import Config
from packager.drive.report import write_findings
from packager.errors import ScrubError
from packager.library.blamed import blamed
from packager.model import Finding, Library, Title
from packager.stages.choose import Chosen
from packager.stages.run import BuildRun


def judge(run: BuildRun, library: Library) -> Sequence[Finding]:
    """What the judge finds in the new drive that the library was written to."""
    request, folders = run.request, run.folders
    date, expected = library.metadata.date, metadata_entries(library.metadata)
    with run.progress.stage("verify", unit="files") as stage:
        name = request.config.zim.file_name
        findings = verify(folders.new_drive, date, stage.tick, expected, request.jobs, name).findings
    run.draft.findings = len(findings)
    write_findings(folders.new_report, findings)
    return findings


def without_refused(run: BuildRun, chosen: Chosen, findings: Sequence[Finding], library: Library) -> Chosen:
    """What is left to write without the pages that have findings; the new drive is emptied.

    Raises ScrubError if the findings cannot be dealt with so.
    """
    selection, refused = chosen.selection, blamed(findings, library)
    refuse_findings(findings, refused, len(selection.refused) + len(refused), run.request.config)
    run.folders.clear_new_drive()
    return chosen._replace(selection=selection.without(refused))


def refuse_findings(findings: Sequence[Finding], blamed: Mapping[Title, str], refused: int, config: Config) -> None:
    """Raises ScrubError if the findings cannot be dealt with by leaving out a few pages."""
    first, allowed = findings[0], config.selection.refused_pages
    if not blamed:
        raise ScrubError(
            "{count} findings in the new drive and no page to leave out for them, first: {rule} in {where}: {what}; "
            "the drive that was there before is untouched, report/refused/findings.jsonl lists all; build again with "
            "an empty work folder, then with the program of the last drive",
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
