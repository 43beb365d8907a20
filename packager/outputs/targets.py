"""The targets: what a library is written as. To add one: a module with these four names, and its row in TARGETS.

Each takes its own table of the configuration and writes only files that its FILES names; whatever it writes must follow
from library and configuration alone, for any number of jobs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from packager.config import Config
from packager.drive.layout import FileRule
from packager.model import Library


class TargetConfig(Protocol):
    """What every target's table has."""

    @property
    def write(self) -> bool:
        """Whether the target is written at all."""
        ...


def nothing() -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Run:
    """What a target may use while it writes; none of it reaches the bytes but ``config``."""

    config: Config
    temp: Path
    """Folder for files that do not stay."""
    jobs: int = 1
    tick: Callable[[], object] = nothing
    """Called after each page."""


class Written(NamedTuple):
    """What a target tells the report."""

    target: str
    pages: int
    identifier: str = ""
    """The archive's UUID as hex, where there is one."""


class Target(Protocol):
    """One output."""

    @property
    def NAME(self) -> str:
        """Name of the stage and of the table of the configuration."""
        ...

    @property
    def CONFIG(self) -> type[TargetConfig]:
        """The type of its table; ``run.config.table(CONFIG)`` is the table."""
        ...

    @property
    def FILES(self) -> Sequence[FileRule]:
        """Every file that it may write."""
        ...

    def write(self, library: Library, out: Path, run: Run) -> Written:
        """Write ``library`` into the folder ``out``. Raises OutputError with file and remedy."""
        ...
