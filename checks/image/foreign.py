"""What programs of others say of an image: fsck.fat, fsck.exfat, 7-Zip, mtools, dissect.fat. None is imported."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

PARTITION = 4 << 20
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", "") + ":/sbin:/usr/sbin"}
DISSECT = "DISSECT_PYTHON"
"""Environment variable that names a Python with dissect.fat, else ``python3`` is asked."""
_DISSECT = r"""
import hashlib, json, sys
from dissect.util.stream import RangeStream
kind, path = sys.argv[1:]
file = open(path, "rb")
size = file.seek(0, 2)
part = RangeStream(file, 4 << 20, size - (4 << 20))
sums = {}
if kind == "fat32":
    from dissect.fat.fat import FATFS
    def walk(entry):
        for each in entry.iterdir():
            if each.name in (".", ".."):
                continue
            if each.is_directory():
                walk(each)
            else:
                data = each.open().read(each.size) if each.size else b""
                sums[each.path.replace("\\", "/").lstrip("/")] = hashlib.sha256(data).hexdigest()
    walk(FATFS(part).root)
else:
    from dissect.fat.exfat import ExFAT
    system = ExFAT(part)
    def walk(folder, prefix):
        for name, (record, below) in folder.items():
            if below is not None:
                walk(below, prefix + name + "/")
                continue
            data = b""
            if record.stream.data_length:
                part.seek(system.cluster_to_sector(record.stream.location) * 512)
                data = part.read(record.stream.data_length)
            sums[prefix + name] = hashlib.sha256(data).hexdigest()
    walk(system.files["/"][1], "")
json.dump(sums, sys.stdout)
"""


def program(name: str) -> str:
    """Where a program lies; empty if it is not installed."""
    return shutil.which(name, path=ENVIRONMENT["PATH"]) or ""


def partition_of(image: Path) -> Path:
    """The partition alone, as a sparse file beside the image; programs that check file systems want that."""
    target = image.with_name(image.name + ".part")
    with image.open("rb") as reading, target.open("wb") as writing:
        size = reading.seek(0, os.SEEK_END)
        writing.truncate(size - PARTITION)
        at = PARTITION
        while at < size:
            try:
                at = os.lseek(reading.fileno(), at, os.SEEK_DATA)
            except OSError:
                break  # only a hole is left
            end = os.lseek(reading.fileno(), at, os.SEEK_HOLE)
            os.lseek(reading.fileno(), at, os.SEEK_SET)
            writing.seek(at - PARTITION)
            while at < end:
                block = os.read(reading.fileno(), min(1 << 20, end - at))
                writing.write(block)
                at += len(block)
    return target


def checked(image: Path, kind: str) -> str:
    """What the checker of a file system finds: empty if nothing, "-" if it is not installed."""
    name = "fsck.fat" if kind == "fat32" else "fsck.exfat"
    if not program(name):
        return "-"
    part = partition_of(image)
    try:
        options = ["-n", "-V"] if kind == "fat32" else ["-n"]
        done = subprocess.run([program(name), *options, part], env=ENVIRONMENT, capture_output=True, text=True)
    finally:
        part.unlink()
    lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    clean = lines and ("clean" in lines[-1] if kind == "exfat" else " files, " in lines[-1])
    extra = [line for line in lines[1:-1] if not line.startswith(("Checking", "Starting", "Boot sector"))]
    return "" if done.returncode == 0 and clean and not extra else " | ".join(lines)


def _sums_below(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def by_7zip(image: Path, kind: str, room: Path) -> dict[str, str] | None:
    """Path to SHA-256 of every file as 7-Zip unpacks them; None where it is not installed or reads no such system."""
    if not program("7z") or kind == "exfat":
        return None
    part = partition_of(image)
    try:
        done = subprocess.run(["7z", "x", "-y", f"-o{room}", str(part)], env=ENVIRONMENT, capture_output=True)
    finally:
        part.unlink()
    return _sums_below(room) if done.returncode == 0 else {"7z": done.stdout.decode("utf-8", "replace")}


def by_mtools(image: Path, kind: str, room: Path) -> dict[str, str] | None:
    """The same as mcopy reads it."""
    if not program("mcopy") or kind == "exfat":
        return None
    room.mkdir()
    command = ["mcopy", "-s", "-n", "-i", f"{image}@@{PARTITION}", "::*", str(room)]
    done = subprocess.run(command, env={**ENVIRONMENT, "MTOOLS_SKIP_CHECK": "0"}, capture_output=True)
    return _sums_below(room) if done.returncode == 0 else {"mcopy": done.stderr.decode("utf-8", "replace")}


def by_dissect(image: Path, kind: str, room: Path) -> dict[str, str] | None:
    """The same as dissect.fat reads it, run as a program of its own."""
    del room
    python = os.environ.get(DISSECT, "python3")
    done = subprocess.run([python, "-c", _DISSECT, kind, str(image)], env=ENVIRONMENT, capture_output=True)
    if b"No module named 'dissect'" in done.stderr or b"No module named 'dissect.fat'" in done.stderr:
        return None
    if done.returncode:
        return {"dissect.fat": done.stderr.decode("utf-8", "replace")[-300:]}
    return {str(path): str(value) for path, value in json.loads(done.stdout).items()}


READERS: Mapping[str, Callable[[Path, str, Path], dict[str, str] | None]] = {
    "7-Zip": by_7zip,
    "mtools": by_mtools,
    "dissect.fat": by_dissect,
}
WITHOUT_CASE = frozenset({"dissect.fat"})
"""Readers that do not look at the bits for lower case."""


def same(reader: str, found: Mapping[str, str], wanted: Mapping[str, str]) -> list[str]:
    """Paths that a reader does not give as they are."""

    def key(path: str) -> str:
        path = unicodedata.normalize("NFC", path)
        if reader == "mtools":  # it shows each half of a sign beyond the first plane as _
            path = "".join("__" if sign > "\uffff" else sign for sign in path)
        return path.lower() if reader in WITHOUT_CASE else path

    left, right = ({key(path): value for path, value in sums.items()} for sums in (found, wanted))
    return sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))
