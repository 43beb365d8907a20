"""Fourth stage: every target that is switched on writes the library, and a manifest seals what they wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from packager.drive.publish import Artifact, set_times, write_manifest
from packager.model import Library
from packager.outputs.registry import TARGETS
from packager.outputs.targets import Run, Target, Written
from packager.stages.run import BuildRun


class Drive(NamedTuple):
    """A drive as it lies in the folder for new ones."""

    written: Sequence[Written]
    artifacts: Sequence[Artifact]

    @property
    def size(self) -> int:
        """Bytes of all files but the manifest."""
        return sum(artifact.size for artifact in self.artifacts)


def write(run: BuildRun, library: Library) -> Drive:
    """The library in every form. Raises OutputError."""
    folder = run.folders.new_drive
    written = [_write_target(run, target, library) for target in TARGETS if _wanted(run, target)]
    artifacts = write_manifest(folder)
    set_times(folder, library.metadata.date)
    return Drive(written, artifacts)


def _wanted(run: BuildRun, target: Target) -> bool:
    return run.request.config.table(target.CONFIG).write


def _write_target(run: BuildRun, target: Target, library: Library) -> Written:
    seen, request = library.overview(), run.request
    with run.progress.stage(target.NAME, seen.articles + seen.categories) as stage:
        use = Run(request.config, run.folders.temp, request.jobs, stage.tick)
        return target.write(library, run.folders.new_drive, use)
