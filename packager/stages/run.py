"""One build while it runs: what every stage is given."""

from __future__ import annotations

from typing import NamedTuple

from packager.drive.figures import Figures, figures_of
from packager.drive.folders import Folders
from packager.drive.gates import judge, refuse_outside
from packager.drive.refusal import Draft, draft_of
from packager.stages.request import Request
from packager.terminal.progress import Progress


class BuildRun(NamedTuple):
    """What was asked for, where it happens and what is known so far."""

    request: Request
    folders: Folders
    before: Figures | None
    """Figures of the drive that stands there."""
    draft: Draft
    """Becomes the report if the build is refused."""
    progress: Progress

    def pass_gates(self, figures: Figures) -> None:
        """Raises GateError if a gate is outside its limits and not accepted."""
        self.draft.figures = figures
        self.draft.gates = judge(self.before, figures, self.request.config.gates, self.request.accept)
        refuse_outside(self.draft.gates)


def begin(request: Request, folders: Folders, progress: Progress) -> BuildRun:
    """A run in folders that it holds the lock of."""
    before = figures_of(folders.drive, folders.report)
    return BuildRun(request, folders, before, draft_of(request.dumps, request.config), progress)
