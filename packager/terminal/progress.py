"""Progress on stderr and in a JSON file.

On a terminal a bar with count, rate and time left; otherwise one line for each 10,000 pages. The JSON file is
``{"stage", "done", "total", "stages"}``, replaced as a whole so that a reader never sees half of it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypedDict

from tqdm import tqdm

from packager.files.beside import beside
from packager.terminal.messages import message, remark_line

EVERY = 10_000
FILE_SECONDS = 0.5


class Progress:
    """Reports the stages of one run."""

    def __init__(
        self,
        file: Path | None = None,
        stream: TextIO | None = None,
        quiet: bool = False,
        log: Path | None = None,
    ) -> None:
        self.stream = stream or sys.stderr
        self.file = file
        self._log = log
        if log is not None:
            log.write_bytes(b"")
        self.quiet = quiet
        self.stages: list[str] = []
        self.seconds: dict[str, float] = {}
        """Duration of each finished stage."""
        self._written = 0.0

    @contextmanager
    def stage(self, name: str, total: int | None = None, unit: str = "pages") -> Iterator[Stage]:
        """Announce a stage, time it, and give something to tick."""
        self.stages.append(name)
        self.say("* " + message("stage-" + name))
        stage = Stage(self, name, total, unit)
        self.write(stage, force=True)
        self.log("stage", name=name, total=total, unit=unit)
        try:
            yield stage
            stage.close()
            self.say("  " + stage.summary())
        finally:
            stage.close()
            self.seconds[name] = round(time.monotonic() - stage.started, 2)
            self.write(stage, force=True)
            self.log("end", name=name, done=stage.done, seconds=self.seconds[name])

    def log(self, event: str, **facts: object) -> None:
        """A line of the log: one JSON object without path, host or time of day; durations are all it tells of time."""
        if self._log is not None:
            with self._log.open("a", encoding="utf-8", newline="\n") as file:
                file.write(json.dumps({"event": event, **facts}, ensure_ascii=False) + "\n")

    def say(self, line: str) -> None:
        """A line on the stream."""
        if not self.quiet:
            print(line, file=self.stream, flush=True)

    def remarks(self, sentences: Iterable[str]) -> None:
        """What an editor should see although the run goes on, a line each."""
        for sentence in sentences:
            self.say(remark_line(sentence))

    def write(self, stage: Stage, force: bool = False) -> None:
        """Rewrite the JSON file, at most every half second unless forced."""
        now = time.monotonic()
        if self.file is None or (not force and now - self._written < FILE_SECONDS):
            return
        self._written = now
        state = {"stage": stage.name, "done": stage.done, "total": stage.total, "stages": self.stages}
        with beside(self.file) as file:
            file.write(json.dumps(state) + "\n")


def spoken(kind: str, unit: str, number: float, total: int | None = None) -> str:
    """``kind`` is unit or rate: "2,545 / 5,932 pages", "100"; bytes are told in megabytes."""
    scale, layout = (1e6, ",.1f") if unit == "bytes" else (1, ",.0f")
    count = format(number / scale, layout)
    of = f" / {format(total / scale, layout)}" if total else ""
    return message(f"{kind}-{unit}", count=count + of)


class _Facts(TypedDict):
    """Of what tqdm knows when it writes its bar, what we read, and ``words``, which its layout then asks for."""

    n: int
    total: int | None
    rate: float | None
    elapsed: float
    words: str


class _Bar(tqdm):  # type: ignore[misc]
    """tqdm's bar with our words behind it."""

    kind = "pages"

    @property
    def format_dict(self) -> _Facts:
        facts: _Facts = super().format_dict
        done, total = facts["n"], facts["total"]
        rate = facts["rate"] or (done / facts["elapsed"] if facts["elapsed"] else 0)
        facts["words"] = spoken("unit", self.kind, done, total)
        if done and rate:
            left = self.format_interval((total - done) / rate) if total else ""
            words = {"counted": facts["words"], "rate": spoken("rate", self.kind, rate), "left": left}
            facts["words"] = message("progress-left" if total else "progress", **words)
        return facts


class Stage:
    """One stage of a run."""

    def __init__(self, progress: Progress, name: str, total: int | None, unit: str) -> None:
        self.progress, self.name, self.total, self.unit = progress, name, total, unit
        self.done = 0
        self.started = time.monotonic()
        self.bar: _Bar | None = None
        if not progress.quiet and progress.stream.isatty() and total != 0:
            layout = "  {percentage:3.0f}% {bar} {words}" if total else "  {words}"
            kind = type("_Bar", (_Bar,), {"kind": unit})  # tqdm asks for the words while it is being made
            self.bar = kind(
                total=total, file=progress.stream, bar_format=layout, leave=False, mininterval=0.2, dynamic_ncols=True
            )

    def tick(self, count: int = 1) -> None:
        """``count`` more pages (or bytes) are done."""
        before, self.done = self.done, self.done + count
        if self.bar is not None:
            self.bar.update(count)
        elif self.unit == "pages" and before // EVERY != self.done // EVERY:
            rate = self.done / max(time.monotonic() - self.started, 0.001)
            words = {
                "counted": spoken("unit", self.unit, self.done, self.total),
                "rate": spoken("rate", self.unit, rate),
            }
            if self.total:
                words["left"] = tqdm.format_interval(max(0, self.total - self.done) / rate)
            self.progress.say("  " + message("progress-left" if self.total else "progress", **words))
            self.progress.log("progress", name=self.name, done=self.done, total=self.total, rate=round(rate, 1))
        self.progress.write(self)

    def at(self, done: int) -> None:
        """Set the count instead of adding to it."""
        self.tick(done - self.done)

    def close(self) -> None:
        """Take the bar off the screen."""
        if self.bar is not None:
            self.bar.close()
            self.bar = None

    def summary(self) -> str:
        """The line that ends the stage: count and seconds."""
        seconds = f"{time.monotonic() - self.started:.1f}"
        if not self.done:
            return message("stage-over", seconds=seconds)
        return message("stage-done", counted=spoken("unit", self.unit, self.done), seconds=seconds)
