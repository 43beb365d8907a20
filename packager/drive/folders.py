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
from packager.errors import OutputError, Said
from packager.terminal.interrupt import clear_on_interrupt


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
                "{folder}: the outputs need about {need} MB and {free} MB are free; "
                "free space on that disk, then run again",
                folder=self.new.name,
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
            explained = _explained(error)
            if explained is None:
                raise
            raise explained from error
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
            "{folder}: cannot be made ({error}); choose another --out", folder=work.parent.name, error=error.strerror
        ) from error
    with (work / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise OutputError(
                "another build is writing into this --out; wait for it or choose another folder"
            ) from error
        yield


def _explained(error: OSError) -> OutputError | None:
    """The one line for what a disk refuses; None for what is no matter of disks."""
    file = Path(error.filename).name if error.filename else Said("the output")
    why = error.strerror
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return OutputError(
                "{file}: cannot be written ({error}); free space on that disk, then run again", file=file, error=why
            )
        case errno.EFBIG:
            return OutputError(
                "{file}: cannot be written ({error}); that file system takes no larger file; choose another --out or "
                "lower zim.part_size",
                file=file,
                error=why,
            )
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return OutputError("{file}: cannot be written ({error}); choose another --out", file=file, error=why)
        case errno.EIO:
            return OutputError(
                "{file}: cannot be written ({error}); the disk is failing; choose another --out", file=file, error=why
            )
        case _:
            return None
