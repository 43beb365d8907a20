"""A build that is refused leaves a report too: ``OUT/report/refused``, beside that of the drive that stands there.

Its ``build.json`` has the keys of a finished build's, as far as the run came, and ``refused``: exit status, sentence
and the names of the files it was given. The report of the good drive stays as it is; the next good build removes this
folder.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from packager.config import Config
from packager.drive.figures import REPORT, Figures
from packager.drive.folders import Folders, locked
from packager.drive.gates import Gate
from packager.drive.report import Tally
from packager.drive.report_page import write_pages
from packager.drive.tables import Row
from packager.errors import OutputError, PackagerError
from packager.files.beside import beside
from packager.pages.ingest_report import IngestReport
from packager.program import config_digest, program_digest, version
from packager.terminal.messages import handed_on
from packager.terminal.translation import in_korean


@dataclass
class Draft:
    """What is known of a build while it runs."""

    files: Sequence[str]
    """Names of the files that it was given."""
    name: str = ""
    date: str = ""
    date_origin: str = ""
    config: str = ""
    """Digest of the configuration."""
    ingest: IngestReport | None = None
    tally: Tally | None = None
    articles: int | None = None
    categories: int | None = None
    figures: Figures | None = None
    gates: Sequence[Gate] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    findings: int = 0

    def as_json(self, error: PackagerError, seconds: Mapping[str, float]) -> Row:
        """The rows of ``build.json``."""
        counts: dict[str, object] = {"left_out": self.left_out}
        if self.ingest is not None:
            counts["ingest"] = asdict(self.ingest)
        if self.tally is not None:
            counts |= {"failed": len(self.tally.failed), "unstable": len(self.tally.unstable)}
        if self.articles is not None:
            counts |= {"articles": self.articles, "categories": self.categories}
        tally = self.tally or Tally()
        said = handed_on(error.said)
        return {
            "snapshot": {"name": self.name, "date": self.date, "date_origin": self.date_origin},
            "refused": {"status": error.exit_status, "en": str(said), "ko": in_korean(said), "files": self.files},
            "counts": counts,
            "figures": self.figures.known() if self.figures else {},
            "gates": [gate._asdict() for gate in self.gates],
            "dropped_boxes": dict(sorted(tally.dropped.items())),
            "removed": dict(sorted(tally.removed.items())),
            "findings": self.findings,
            "program": {"version": version(), "digest": program_digest()},
            "config": self.config,
            "seconds": seconds,
        }


def draft_of(dumps: Sequence[Path], config: Config) -> Draft:
    """What is known before anything is read."""
    return Draft([path.name for path in dumps], config.snapshot.name, config=config_digest(config))


def leave(folders: Folders, draft: Draft, error: PackagerError, seconds: Mapping[str, float]) -> None:
    """Write the report of a run that ``error`` ended, with the lists that it has written so far.

    A disk that takes no report does not hide the error itself.
    """
    with suppress(OSError):
        folders.new_report.mkdir(parents=True, exist_ok=True)
        with beside(folders.new_report / REPORT) as file:
            file.write(json.dumps(draft.as_json(error, seconds), ensure_ascii=False, indent=1) + "\n")
        write_pages(folders.new_report)
        folders.clear_refused()
        folders.report.mkdir(exist_ok=True)
        shutil.move(folders.new_report, folders.refused)
        error.report_left = True


def leave_early(out: Path, dumps: Sequence[Path], error: PackagerError) -> None:
    """The same for a run that ended before its folders were opened, where earlier builds have made them."""
    folders = Folders(out)
    if not folders.lock.is_file():
        return
    with suppress(OutputError, OSError):
        folders.refuse_foreign()
        with locked(folders.work):
            leave(folders, Draft([path.name for path in dumps]), error, {})
            shutil.rmtree(folders.new, ignore_errors=True)
