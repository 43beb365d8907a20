"""The date of a finished drive: its archive says it, else the file that its reader begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from packager.audit.shards import ShardError, blocks, read_shard, shard_name
from packager.config.plausible import day_fault
from packager.zimfile.archive import ZimFile, ZimFormatError

_ARCHIVE = re.compile(r"[A-Za-z0-9_-]{1,36}\.zim(aa)?", re.A)


def date_of(drive: Path, names: Sequence[str], archive: str = "wiki.zim") -> str:
    """``YYYY-MM-DD``, or empty if no file of the drive says it."""
    found = [name for name in names if _ARCHIVE.fullmatch(name)]
    for name in sorted(found, key=lambda name: name.removesuffix("aa") != archive):
        if day := _of_archive(drive / name):
            return day
    boot = shard_name("B", 0)
    return _of_reader(drive / boot, boot) if boot in names else ""


def _of_archive(path: Path) -> str:
    with suppress(ZimFormatError, OSError, ValueError, LookupError), ZimFile(path) as zim:
        entry = zim.find("M", "Date")
        if entry is not None and entry.target < 0:
            return _day(zim.cluster(entry.cluster).blob(entry.blob).decode())
    return ""


def _of_reader(path: Path, name: str) -> str:
    with suppress(ShardError, OSError, ValueError, LookupError):
        site = blocks(read_shard(path, name)[2]).get("site", b"").decode()
        return _day(dict(line.split("\t", 1) for line in site.splitlines() if "\t" in line).get("date", ""))
    return ""


def _day(text: str) -> str:
    return "" if day_fault(text) else text
