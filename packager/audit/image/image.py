"""The image of a stick: partition table, file system, every byte between, and then the drive inside.

Written apart from the program that writes images, so that one mistake cannot hide in both.
"""

from __future__ import annotations

import hashlib
import struct
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date as calendar_date
from pathlib import Path
from typing import NamedTuple

from packager.audit.drive import ARCHIVE_NAME, audit_files
from packager.audit.image.exfat import read_exfat
from packager.audit.image.extras import content_fault, kind_of
from packager.audit.image.fat32 import read_fat32
from packager.audit.image.inside import Inside
from packager.audit.image.mbr import CLASSES, read_mbr
from packager.audit.image.names import fault
from packager.audit.image.volume import ImageFile, Unwalkable, Volume
from packager.audit.image.zeros import zero_findings
from packager.audit.shards import ShardError, blocks, read_shard, shard_name
from packager.drive.layout import judge_of
from packager.drive.publish import SUMS
from packager.errors import Said
from packager.model import Finding

_READERS: Mapping[str, Callable[[ImageFile, Volume], None]] = {"fat32": read_fat32, "exfat": read_exfat}
_ZIM = b"ZIM\x04"


class ImageChecked(NamedTuple):
    """What was found in an image; the fields of ``audit.verify.Checked``."""

    findings: tuple[Finding, ...]
    entries: int
    remarks: tuple[str, ...]
    manifest: str = ""
    """SHA-256 of the manifest that the drive has by itself, without other files; empty if it cannot be known."""


def verify_image(path: Path, date: str = "", jobs: int = 1) -> tuple[Finding, ...]:
    """Everything that is wrong with an image, file system and drive; empty: nothing."""
    return audit_image(path, date, lambda count: None, None, jobs).findings


def is_image(path: Path) -> bool:
    """Whether a file is meant to be the image of a stick: by its name, its size or its partition table."""
    with path.open("rb") as file:
        sector = file.read(512)
    if sector.startswith(_ZIM):
        return False
    return path.suffix.lower() == ".img" or sector[510:] == b"\x55\xaa" or path.stat().st_size in CLASSES


def audit_image(
    path: Path,
    date: str,
    progress: Callable[[int], None],
    expected: Mapping[str, str] | None = None,
    jobs: int = 1,
    archive_name: str = ARCHIVE_NAME,
) -> ImageChecked:
    """Walk an image and judge the drive in it; ``date``: what every time must be, empty: the date of the drive."""
    image = ImageFile(path)
    volume = Volume(image, path.name)
    try:
        walked = _walk(image, volume)
        names = sorted(volume.files.keys() - volume.broken)
        remarks: list[str] = []
        entries, manifest = 0, ""
        if walked or names:
            entries, manifest = _contents(volume, names, date, progress, expected, jobs, archive_name, remarks)
        if walked:
            zero_findings(volume, lambda count: None)
    finally:
        image.close()
    return ImageChecked(tuple(volume.findings), entries, tuple(remarks), manifest)


def _walk(image: ImageFile, volume: Volume) -> bool:
    """Whether the file system could be walked to its end."""
    try:
        _READERS[read_mbr(image, volume)](image, volume)
    except Unwalkable as error:
        volume.say("damage", "", error.args[0])
        return False
    except (struct.error, LookupError, ValueError, MemoryError) as error:
        volume.say("damage", "", Said("the file system contradicts itself: {error}", error=str(error)[:80]))
        return False
    return True


def _contents(
    volume: Volume,
    names: Sequence[str],
    date: str,
    progress: Callable[[int], None],
    expected: Mapping[str, str] | None,
    jobs: int,
    archive_name: str,
    remarks: list[str],
) -> tuple[int, str]:
    """The drive rules for the files inside, the other files, and the numbers that follow from all of them.

    Gives the number of entries and the SHA-256 of the drive's own manifest.
    """
    root = Inside(volume.image.path, volume.files)
    for path in [*volume.folders, *names]:
        if wrong := fault(path.rpartition("/")[2]):
            volume.say("unknown file", path, wrong)
    for folder in volume.folders:
        if not any(name.startswith(folder + "/") for name in _after(names, folder)):
            volume.say("unknown file", folder, Said("an empty folder"))
    own = [name for name in names if _is_own(name, names, archive_name)]
    others = [name for name in names if name not in set(own)] if len(own) != len(names) else []

    def times(day: str) -> Iterator[Finding]:
        _times(volume, date or day or _readers_date(root, own))
        return iter(())

    looked = audit_files(root, own, others, "", progress, expected, jobs, archive_name, times)
    inside = [Finding(rule, f"{volume.name}: {where}", what) for rule, where, what in looked.findings]
    _others(volume, root, others, remarks)
    sums = dict(looked.sums)
    if SUMS in volume.files:
        sums[SUMS] = hashlib.sha256((root / SUMS).read_bytes()).hexdigest()
    _numbers(volume, sums)
    volume.findings += inside
    lines = "".join(f"{sums[name]}  {name}\n" for name in sorted(own) if name != SUMS and name in sums)
    return looked.entries, hashlib.sha256(lines.encode()).hexdigest()


def _after(names: Sequence[str], folder: str) -> Sequence[str]:
    """The first name that could lie in a folder, of names in order."""
    at = bisect_left(names, folder + "/")
    return names[at : at + 1]


def _is_own(name: str, names: Sequence[str], archive_name: str) -> bool:
    """Whether the rules of drives are for this file, and not those for other files beside a drive."""
    if name.startswith("data/"):
        return True
    judge = judge_of(name)
    if judge != "archive":
        return bool(judge)
    return name.startswith(archive_name) or (archive_name not in names and archive_name + "aa" not in names)


def _readers_date(root: Inside, names: Sequence[str]) -> str:
    """The date that the reader's first file says, for a drive without an archive."""
    boot = shard_name("B", 0)
    if boot not in names:
        return ""
    try:
        site = blocks(read_shard(root / boot, boot)[2]).get("site", b"").decode()
        return dict(line.split("\t", 1) for line in site.splitlines()).get("date", "")
    except (ShardError, ValueError):
        return ""


def _times(volume: Volume, day: str) -> None:
    """Every entry has the date of the drive, or at least all have one."""
    if not volume.days:
        return
    try:
        wanted = calendar_date.fromisoformat(day)
        number = (wanted.year - 1980) * 512 + wanted.month * 32 + wanted.day
    except ValueError:
        number = volume.days.most_common(1)[0][0]
    for found, paths in sorted(volume.of_day.items()):
        if found != number:
            for path in paths:
                told = f"{1980 + (found >> 9)}-{found >> 5 & 15:02}-{found & 31:02}"
                volume.say("time", path, Said("has the date {day}", day=told))


def _others(volume: Volume, root: Inside, names: Sequence[str], remarks: list[str]) -> None:
    """Files beside those of the drive: pictures are judged, of what nobody can look into a remark tells."""
    for name in names:
        if not kind_of(root / name, name):
            remarks.append(Said("{file}: of a kind that no judge here can look into", file=name))
        elif wrong := content_fault(root / name, name):
            volume.say("unknown file", name, wrong)


def _numbers(volume: Volume, sums: Mapping[str, str]) -> None:
    """Serial and disk signature follow from paths, sizes and sums of all files."""
    text = b"".join(
        b"%s\0%d\0%s\n" % (path.encode("utf-8", "surrogatepass"), volume.files[path].size, sums[path].encode())
        for path in sorted(sums, key=lambda path: path.encode("utf-8", "surrogatepass"))
    )
    digest = hashlib.sha256(text).digest()
    for what, found, wanted in (
        (Said("the serial of the file system"), volume.serial, digest[:4]),
        (Said("the signature of the disk"), volume.signature, digest[4:8]),
    ):
        if found != wanted:
            volume.say(
                "unsealed identifier",
                what,
                Said("is {found}, from the content follows {wanted}", found=found.hex(), wanted=wanted.hex()),
            )
