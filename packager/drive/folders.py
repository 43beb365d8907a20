"""Where things lie below ``--out``, who may write there, and what a full or failing disk means for the editor."""

from __future__ import annotations

import errno
import fcntl
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from packager.drive.publish import recover
from packager.errors import OutputError
from packager.terminal.interrupt import clear_on_interrupt

REMEDIES = {
    errno.ENOSPC: "free space on that disk, then run again",
    errno.EDQUOT: "free space on that disk, then run again",
    errno.EFBIG: "that file system takes no larger file; choose another --out or lower zim.part_size",
    errno.EACCES: "choose another --out",
    errno.EPERM: "choose another --out",
    errno.EROFS: "choose another --out",
    errno.EIO: "the disk is failing; choose another --out",
}


class Folders:
    """``drive`` and ``report`` are the editor's, ``work`` is ours and may be deleted at any time."""

    def __init__(self, out: Path) -> None:
        self.drive, self.report, self.work = out / "drive", out / "report", out / "work"
        self.store, self.works = self.work / "pages.sqlite", self.work / "rendered.sqlite"
        self.new, self.old = self.work / "new", self.work / "old"
        self.new_drive, self.temp = self.new / "drive", self.new / "temp"

    def prepare(self) -> None:
        """Make the folders, finish a swap that was cut short, and clear what an ended run left."""
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            recover(self.drive, self.old)
            if self.new.exists():
                shutil.rmtree(self.new)
            self.new_drive.mkdir(parents=True)
            self.temp.mkdir()
            self.report.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                "{file}: cannot be written ({error}); choose another --out",
                file=error.filename or self.work.name,
                error=error.strerror,
            ) from error

    def refuse_small_disk(self) -> None:
        """Refuse before libzim meets a full disk: its writer threads end the whole process then."""
        need = 2 * self.works.stat().st_size + (2 << 20)
        free = shutil.disk_usage(self.work).free
        if free < need:
            raise OutputError(
                "{file}: the outputs need about {need} MB and {free} MB are free; "
                "free space on that disk, then run again",
                file=self.new.name,
                need=need >> 20,
                free=free >> 20,
            )


@contextmanager
def opened(out: Path) -> Iterator[Folders]:
    """The folders of one build, locked and prepared; what is unfinished at the end goes.

    Raises OutputError for what the disk refuses, with the file and what to do about it.
    """
    folders = Folders(out)
    with _lock(folders.work):
        folders.prepare()
        clear_on_interrupt(folders.new)
        try:
            yield folders
        except OSError as error:
            if error.errno not in REMEDIES:
                raise
            raise OutputError(
                "{file}: cannot be written ({error}); {remedy}",
                file=Path(error.filename).name if error.filename else "the output",
                error=error.strerror,
                remedy=REMEDIES[error.errno],
            ) from error
        except sqlite3.OperationalError as error:
            raise OutputError(
                "the stores in work/ cannot be written ({error}); free space on that disk", error=error
            ) from error
        finally:
            with suppress(OSError):
                shutil.rmtree(folders.new)


@contextmanager
def _lock(work: Path) -> Iterator[None]:
    """One build at a time in a folder. The lock goes with the process, however it ends."""
    try:
        work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            "{file}: cannot be made ({error}); choose another --out", file=work.parent.name, error=error.strerror
        ) from error
    with (work / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise OutputError(
                "another build is writing into this --out; wait for it or choose another folder"
            ) from error
        yield
