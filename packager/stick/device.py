"""Flash drives as Linux shows them: which there are, and whether one may be written to.

Facts come from ``/sys/class/block`` and ``/proc``; a drive is opened with ``O_EXCL``, which the kernel refuses for one
that is mounted anywhere, in use by a volume manager, or being written to by another run.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from packager.errors import UsageError

BLOCKS = Path("/sys/class/block")
PROC = Path("/proc")
LARGEST = 512_000_000_000
"""A flash drive that is handed out is smaller; what is larger is likely somebody's disk."""
_BLKFLSBUF = 0x1261
_SECTOR = 512


class DeviceRow(TypedDict):
    """A disk as ``packager stick list --json`` tells it."""

    device: str
    bytes: int
    model: str
    removable: bool
    mounted: list[str]


@dataclass(frozen=True)
class Device:
    """A whole disk."""

    path: Path
    bytes: int
    model: str
    removable: bool
    """Whether it can be pulled out: a card, or anything at a USB port."""
    used: tuple[str, ...]
    """Where it or a part of it is mounted, or what else holds it."""

    @property
    def gigabytes(self) -> int:
        """The size as it is printed on the case, about."""
        return round(self.bytes / 1e9)

    def as_json(self) -> DeviceRow:
        """One row of ``packager stick list --json``."""
        return {
            "device": str(self.path),
            "bytes": self.bytes,
            "model": self.model,
            "removable": self.removable,
            "mounted": list(self.used),
        }


def refuse_foreign_system() -> None:
    """Raises UsageError where devices cannot be written to in this way."""
    if not sys.platform.startswith("linux"):
        raise UsageError("packager stick works on Linux only; docs/manual.md says how to write an image on Windows")


def devices() -> list[Device]:
    """Every removable disk with a medium in it, by name."""
    names = sorted(path.name for path in BLOCKS.iterdir() if not (path / "partition").exists())
    found = [_facts(Path("/dev") / name, name) for name in names if not name.startswith(("loop", "ram", "zram", "sr"))]
    return [device for device in found if device.removable and device.bytes]


def device_at(path: Path) -> Device:
    """The disk at a path. Raises UsageError if there is none or it is a part of one."""
    refuse_foreign_system()
    try:
        status = path.stat()
    except OSError as error:
        raise UsageError("{device}: {error}; packager stick list names those there are", device=str(path),
                         error=error.strerror) from error  # fmt: skip
    if not stat.S_ISBLK(status.st_mode):
        raise UsageError("{device}: is no device; packager stick list names those there are", device=str(path))
    name = (PROC.parent / "sys/dev/block" / f"{os.major(status.st_rdev)}:{os.minor(status.st_rdev)}").resolve().name
    if (BLOCKS / name / "partition").exists():
        whole = (BLOCKS / name).resolve().parent.name
        raise UsageError("{device}: is a part of a disk; give the whole disk, /dev/{whole}", device=str(path),
                         whole=whole)  # fmt: skip
    return _facts(path, name)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _facts(path: Path, name: str) -> Device:
    folder = (BLOCKS / name).resolve()
    ported = any(part.startswith("usb") for part in folder.parts) or _text(folder / "device/type") == "SD"
    maker = [_text(folder / "device" / part) for part in ("vendor", "model", "name")]
    return Device(
        path,
        int(_text(folder / "size") or 0) * _SECTOR,
        " ".join(" ".join(filter(None, maker)).split()),
        ported or _text(folder / "removable") == "1",
        tuple(_users(folder)),
    )


def _users(folder: Path) -> Iterator[str]:
    """Who uses a disk or its parts."""
    parts = [folder, *sorted(path.parent for path in folder.glob("*/partition"))]
    numbers = {_text(part / "dev") for part in parts}
    for line in _text(PROC / "self/mountinfo").splitlines():
        fields = line.split()
        if len(fields) > 4 and fields[2] in numbers:
            yield fields[4].encode().decode("unicode_escape").encode("latin-1").decode("utf-8", "replace")
    swaps = {line.split()[0] for line in _text(PROC / "swaps").splitlines()[1:]}
    yield from sorted(swaps & {f"/dev/{part.name}" for part in parts})
    for part in parts:
        with suppress(OSError):
            yield from sorted(holder.name for holder in (part / "holders").iterdir())


def refuse_dangerous(device: Device, need: int, any_disk: bool = False) -> None:
    """Raises UsageError for a disk that must not be written to.

    ``any_disk`` lifts "not removable" and "too large"; nothing lifts "in use" and "too small".
    """
    if device.used:
        raise UsageError("{device}: is in use ({where}); unmount it first", device=str(device.path),
                         where=device.used[0])  # fmt: skip
    if device.bytes < need:
        raise UsageError(
            "{device}: has {bytes} bytes and the image needs {need}; make an image of a smaller --size or take a "
            "larger flash drive",
            device=str(device.path),
            bytes=device.bytes,
            need=need,
        )
    if not any_disk and not device.removable:
        raise UsageError(
            "{device}: cannot be pulled out, it may be a disk of this computer; --yes-any if it is a flash drive",
            device=str(device.path),
        )
    if not any_disk and device.bytes > LARGEST:
        raise UsageError(
            "{device}: has {gigabytes} GB, flash drives are smaller; --yes-any if it is one",
            device=str(device.path),
            gigabytes=device.gigabytes,
        )


@contextmanager
def opened(device: Device, writing: bool) -> Iterator[int]:
    """A descriptor of a disk that nobody else uses. Raises UsageError if it cannot be had."""
    try:
        descriptor = os.open(device.path, (os.O_RDWR if writing else os.O_RDONLY) | os.O_EXCL | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.EBUSY:
            raise UsageError("{device}: is in use; unmount it first", device=str(device.path)) from error
        if error.errno in (errno.EACCES, errno.EPERM):
            raise UsageError("{device}: your user may not open it; run the same command with sudo",
                             device=str(device.path)) from error  # fmt: skip
        raise UsageError("{device}: {error}; is it plugged in and not write-protected?", device=str(device.path),
                         error=error.strerror) from error  # fmt: skip
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def forget_cache(descriptor: int) -> None:
    """What is read next comes from the medium, not from memory, as far as the system lets us say so."""
    with suppress(OSError):
        fcntl.ioctl(descriptor, _BLKFLSBUF)
    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
