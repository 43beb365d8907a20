"""Progress on stderr and in a JSON file.

On a terminal a bar with count, rate and time left; otherwise one line for each 10,000 pages. The JSON file is
``{"stage", "done", "total", "stages"}``, replaced as a whole so that a reader never sees half of it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from tqdm import tqdm

from packager.messages import message

EVERY = 10_000
FILE_SECONDS = 0.5


class Progress:
    """Reports the stages of one run."""

    def __init__(self, file: Path | None = None, stream: TextIO | None = None, quiet: bool = False) -> None:
        self.stream = stream or sys.stderr
        self.file = file
        self.quiet = quiet
        self.stages: list[str] = []
        self.seconds: dict[str, float] = {}
        """Duration of each finished stage."""
        self._written = 0.0

    @contextmanager
    def stage(self, name: str, total: int | None = None, unit: str = "pages") -> Iterator[Stage]:
        """Announce a stage, time it, and give something to tick."""
        self.stages.append(name)
        stage = Stage(self, name, total, unit)
        if not self.quiet:
            print("* " + message("stage-" + name), file=self.stream, flush=True)
        self.write(stage, force=True)
        try:
            yield stage
        finally:
            stage.close()
            self.seconds[name] = round(time.monotonic() - stage.started, 2)
            self.write(stage, force=True)

    def write(self, stage: Stage, force: bool = False) -> None:
        """Rewrite the JSON file, at most every half second unless forced."""
        now = time.monotonic()
        if self.file is None or (not force and now - self._written < FILE_SECONDS):
            return
        self._written = now
        state = {"stage": stage.name, "done": stage.done, "total": stage.total, "stages": self.stages}
        beside = self.file.with_name(self.file.name + ".tmp")
        beside.write_text(json.dumps(state) + "\n", encoding="utf-8")
        os.replace(beside, self.file)


class Stage:
    """One stage of a run."""

    def __init__(self, progress: Progress, name: str, total: int | None, unit: str) -> None:
        self.progress, self.name, self.total, self.unit = progress, name, total, unit
        self.done = 0
        self.started = time.monotonic()
        terminal = not progress.quiet and progress.stream.isatty()
        self.bar = (
            tqdm(
                total=total,
                file=progress.stream,
                unit=" " + message("unit-" + unit),
                leave=False,
                mininterval=0.2,
                dynamic_ncols=True,
                unit_scale=unit == "bytes",
            )
            if terminal
            else None
        )

    def tick(self, count: int = 1) -> None:
        """``count`` more pages (or bytes) are done."""
        before, self.done = self.done, self.done + count
        if self.bar is not None:
            self.bar.update(count)
        elif self.unit == "pages" and not self.progress.quiet and before // EVERY != self.done // EVERY:
            seconds = max(time.monotonic() - self.started, 0.001)
            of = f" / {self.total:,}" if self.total else ""
            print(
                "  " + message("progress-line", count=f"{self.done:,}{of}", rate=f"{self.done / seconds:,.0f}"),
                file=self.progress.stream,
                flush=True,
            )
        self.progress.write(self)

    def at(self, done: int) -> None:
        """Set the count instead of adding to it."""
        self.tick(done - self.done)

    def close(self) -> None:
        """End of the stage: its line with count and seconds."""
        if self.bar is not None:
            self.bar.close()
        if not self.progress.quiet:
            seconds = time.monotonic() - self.started
            text = message(
                "stage-done", count=f"{self.done:,}", unit=message("unit-" + self.unit), seconds=f"{seconds:.1f}"
            )
            print("  " + text, file=self.progress.stream, flush=True)
