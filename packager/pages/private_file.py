"""A file that is written under a private name, locked, and renamed when it is complete: kill -9 leaves no half file."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path
from types import TracebackType

from packager.errors import OutputError


class PrivateFile:
    """``with PrivateFile(final) as beside: ...; beside.commit()``; without ``commit`` nothing is left behind."""

    def __init__(self, final: Path) -> None:
        self.final = final
        self.path = final.with_name(f".{final.name}.partial")
        self._lock_path = final.with_name(f".{final.name}.lock")
        self._lock = -1

    def __enter__(self) -> PrivateFile:
        try:
            self.final.parent.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self._lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise self.failed(error.strerror or str(error)) from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._lock)
            raise self._busy() from None
        # The lock of a run that has just ended is a file without a name: whoever holds that holds nothing.
        if not self._lock_path.exists() or not os.path.samestat(os.fstat(self._lock), self._lock_path.stat()):
            os.close(self._lock)
            raise self._busy()
        self._remove()
        return self

    def _busy(self) -> OutputError:
        return OutputError("{file}: another run is writing it; wait for it or give another folder", file=self.final)

    def commit(self) -> None:
        """Bytes to the disk, then the final name."""
        try:
            descriptor = os.open(self.path, os.O_RDWR)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            os.replace(self.path, self.final)
        except OSError as error:
            raise self.failed(error.strerror or str(error)) from None

    def failed(self, why: str) -> OutputError:
        """The one line for a file that cannot be written."""
        folder = self.final.parent
        while not folder.exists():
            folder = folder.parent
        written = self.path.stat().st_size if self.path.exists() else 0
        free = shutil.disk_usage(folder).free
        return OutputError(
            "{file}: cannot be written ({error}) after {written} bytes, {free} bytes are free in its folder;"
            " make room or give another folder",
            file=self.final,
            error=why,
            written=written,
            free=free,
        )

    def _remove(self) -> None:
        for ending in ("", "-journal", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._remove()
        self._lock_path.unlink(missing_ok=True)
        os.close(self._lock)
