"""Cutting a ZIM into parts that fit on FAT32 (openZIM wiki, "ZIM split": name.zimaa, name.zimab ...).

Parts end where a cluster ends: a Xapian index that straddles two parts makes search vanish without an error.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from packager.errors import OutputError
from packager.zimfile.archive import ZimFile

FAT32_LIMIT = (4 << 30) - 1
_STEP = 8 << 20


def cut_points(path: Path, limit: int) -> list[int]:
    """Offsets at which the file is cut, so that no part is longer than ``limit`` bytes; empty if it fits whole.

    Raises OutputError if one cluster (or the directory) alone is longer than a part.
    """
    size = path.stat().st_size
    if size <= limit:
        return []
    with ZimFile(path) as zim:
        header = zim.header
        borders = sorted({*zim.cluster_offsets(), header.checksum_pos, size})
    cuts: list[int] = []
    start = previous = 0
    for border in borders:
        if border - start > limit:
            if previous == start or border - previous > limit:
                raise OutputError(
                    "{file}: the stretch from byte {start} to {end} does not fit into a part of {limit} "
                    "bytes; raise zim.part_size or switch the full-text index off (zim.fulltext = false)",
                    file=path.name,
                    start=previous,
                    end=border,
                    limit=limit,
                )
            cuts.append(previous)
            start = previous
        previous = border
    return cuts


def part_name(name: str, number: int) -> str:
    """``wiki.zim``, 27 -> ``wiki.zimbb``."""
    return f"{name}{chr(ord('a') + number // 26)}{chr(ord('a') + number % 26)}"


def split(path: Path, limit: int = FAT32_LIMIT) -> list[Path]:
    """Replace ``path`` by parts of at most ``limit`` bytes; gives the files that exist afterwards, in order."""
    cuts = cut_points(path, limit)
    if not cuts:
        return [path]
    parts = []
    with path.open("rb") as source:
        for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, path.stat().st_size], strict=True)):
            part = path.with_name(part_name(path.name, number))
            with part.open("wb") as target:
                source.seek(start)
                left = end - start
                while left:
                    block = source.read(min(_STEP, left))
                    target.write(block)
                    left -= len(block)
            parts.append(part)
    path.unlink()
    return parts


def join(parts: list[Path], target: Path) -> None:
    """Put the parts together again."""
    with target.open("wb") as out:
        for part in parts:
            with part.open("rb") as source:
                shutil.copyfileobj(source, out, _STEP)
