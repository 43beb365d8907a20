"""Where things lie below ``--out``, who may write there, and what a full or failing disk means for the editor."""

from __future__ import annotations

import errno
import fcntl
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from packager.drive.publish import foreign_files, swap, undo
from packager.drive.releases import file_report, month_of, retire
from packager.errors import OutputError, Said
from packager.terminal.interrupt import clear_on_interrupt

LOCK = "lock"
"""Empty file in ``work``; it is there in every work folder of ours."""


_MADE = (("sums.txt", "index.html", "data"), ("build.json", "index.html"), (LOCK, "pages.sqlite"))
"""By which a drive, a report and a work folder are known."""


class Folders:
    """``drive`` and ``report`` are the editor's, ``work`` is ours and may be deleted at any time."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.drive, self.report, self.work = out / "drive", out / "report", out / "work"
        self.store, self.works = self.work / "pages.sqlite", self.work / "rendered.sqlite"
        self.new, self.old = self.work / "new", self.work / "old"
        self.new_drive, self.temp = self.new / "drive", self.new / "temp"
        self.new_report, self.refused = self.new / "report", self.report / "refused"
        self.lock = self.work / LOCK

    def refuse_foreign(self) -> None:
        """Raises OutputError if something lies here that no build made: nothing of that kind is ever deleted.

        Nor may builds write into what a build has made: a drive with another inside would not be that drive any more.
        """
        for folder in (self.out.absolute(), *self.out.absolute().parents):
            if any(all((folder / name).exists() for name in names) for names in _MADE):
                raise OutputError(
                    "{folder}: a build made this folder, and no other may write into it; give the --out of your builds",
                    folder=folder.name,
                )
        for folder in (self.drive, self.work):
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                raise OutputError(
                    "{folder}: is no folder of its own but a link or a file; move it away or choose another --out",
                    folder=folder.name,
                )
        foreign = foreign_files(self.drive) if self.drive.is_dir() else []
        if foreign:
            raise OutputError(
                "{folder}/{file}: no build put this there, and {folder} would be replaced; move it away or choose "
                "another --out",
                folder=self.drive.name,
                file=foreign[0],
            )
        if self.work.is_dir() and any(self.work.iterdir()) and not _is_lock(self.lock):
            raise OutputError(
                "{folder}: no build made this folder, and builds delete in it; move it away or choose another --out",
                folder=self.work.name,
            )

    def prepare(self, keep: int = 0) -> None:
        """Make the folders, finish or undo a swap that was cut short, and clear what an ended run left."""
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            undo(self.drive, self.old)
            self._retire(keep)
            if self.new.exists():
                shutil.rmtree(self.new)
            self.new_drive.mkdir(parents=True)
            self.temp.mkdir()
            self.new_report.mkdir()
            self.report.mkdir(parents=True, exist_ok=True)
            self.clear_refused()
        except OSError as error:
            raise OutputError(
                "{file}: cannot be written ({error}); choose another --out",
                file=error.filename or self.work.name,
                error=error.strerror,
            ) from error

    def clear_new_drive(self) -> None:
        """Begin the new drive anew."""
        shutil.rmtree(self.new_drive)
        self.new_drive.mkdir()

    def publish(self, keep: int) -> None:
        """Put the new drive and its report in place, and keep those of before among the last ``keep`` earlier ones."""
        file_report(self.out, self.new_report, month_of(self.new_drive))  # first: what a full disk refuses ends here
        for path in sorted(self.new_report.iterdir()):
            shutil.move(path, self.report / path.name)
        self.clear_refused()
        swap(self.new_drive, self.drive, self.old)
        self._retire(keep)

    def clear_refused(self) -> None:
        """Remove the report of the last refused build."""
        if self.refused.exists():
            shutil.rmtree(self.refused)

    def _retire(self, keep: int) -> None:
        if self.old.exists():
            retire(self.old, self.out, keep, month_of(self.drive))

    def refuse_small_disk(self, rendered: int) -> None:
        """Refuse before libzim meets a full disk: its writer threads end the whole process then.

        ``rendered``: bytes of the rendered pages that go in, packed.
        """
        need = 2 * rendered + (2 << 20)
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
def opened(out: Path, keep: int = 0) -> Iterator[Folders]:
    """The folders of one build, locked and prepared; what is unfinished at the end goes.

    ``keep`` earlier drives stay if a swap that was cut short is finished now.

    Raises OutputError for what the disk refuses, with the file and what to do about it.
    """
    folders = Folders(out)
    folders.refuse_foreign()
    with locked(folders.work):
        folders.prepare(keep)
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


def _is_lock(path: Path) -> bool:
    """Whether this is the empty file that every build leaves in its work folder."""
    return path.is_file() and path.stat().st_size == 0


@contextmanager
def locked(work: Path) -> Iterator[None]:
    """One build at a time in a folder. The lock goes with the process, however it ends."""
    try:
        work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            "{folder}: cannot be made ({error}); choose another --out", folder=work.parent.name, error=error.strerror
        ) from error
    with (work / LOCK).open("w") as file:
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
