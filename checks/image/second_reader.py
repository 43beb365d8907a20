"""A reader of FAT32 and exFAT images from the two format texts alone; it shares nothing with writer and judge.

It believes what the file system says of itself, gives every file, and counts the bytes that the file system does not
give to anything and that are not zero.
"""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from struct import unpack_from


@dataclass
class Found:
    """One file or folder."""

    path: str
    entry: int
    """First byte of its entries in the image; of FAT32 the short one."""
    entries: int
    """Bytes of its entries; of FAT32 the long name comes before ``entry``."""
    is_folder: bool
    first: int
    size: int
    clusters: list[int] = field(default_factory=list)


class SecondReader:
    """An image that was read; ``found`` in the order of its folders."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            self.data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.partition = unpack_from("<I", self.data, 454)[0] * 512
        self.kind = "exfat" if self.data[self.partition + 3 : self.partition + 8] == b"EXFAT" else "fat32"
        self.found: list[Found] = []
        self.used: list[tuple[int, int]] = [(0, 512)]
        self._exfat() if self.kind == "exfat" else self._fat32()

    def close(self) -> None:
        self.data.close()

    def _data_from(self, place: int, end: int) -> int:
        """Where the next bytes lie that the disk really keeps; holes are zero."""
        with self.path.open("rb") as file:
            try:
                return min(end, os.lseek(file.fileno(), place, os.SEEK_DATA))
            except OSError:
                return end if os.lseek(file.fileno(), place, os.SEEK_HOLE) == place else place

    def place(self, cluster: int) -> int:
        """First byte of a cluster."""
        return self.heap + (cluster - 2) * self.cluster

    def chain(self, first: int) -> list[int]:
        """Numbers of the clusters that follow one another in the first table."""
        numbers, end = [], 0x0FFFFFF8 if self.kind == "fat32" else 0xFFFFFFF8
        while 2 <= first < end and len(numbers) <= self.count:
            numbers.append(first)
            first = unpack_from("<I", self.data, self.table + 4 * first)[0]
        return numbers

    def content(self, found: Found) -> bytes:
        """The bytes of a file."""
        data = b"".join(self.data[self.place(n) : self.place(n) + self.cluster] for n in found.clusters)
        return data[: found.size]

    def sums(self) -> dict[str, str]:
        """Path to SHA-256 of every file."""
        return {f.path: hashlib.sha256(self.content(f)).hexdigest() for f in self.found if not f.is_folder}

    def _fat32(self) -> None:
        data, at = self.data, self.partition
        per_cluster, reserved, tables = unpack_from("<BHB", data, at + 13)
        (sectors,) = unpack_from("<I", data, at + 36)
        self.cluster, self.table = 512 * per_cluster, at + 512 * reserved
        self.heap = self.table + 512 * tables * sectors
        self.count = (len(data) - self.heap) // self.cluster
        for sector in (0, 1, 6, 7):
            self.used.append((at + 512 * sector, at + 512 * sector + 512))
        for number in range(tables):
            start = self.table + 512 * sectors * number
            self.used.append((start, start + 4 * (self.count + 2)))
        self._fat_folder("", self.chain(unpack_from("<I", data, at + 44)[0]))

    def _fat_folder(self, path: str, clusters: list[int]) -> None:
        long = b""
        below = []
        for cluster in clusters:
            for at in range(self.place(cluster), self.place(cluster) + self.cluster, 32):
                row = self.data[at : at + 32]
                if row[0] == 0:
                    break
                self.used.append((at, at + 32))
                if row[0] == 0xE5 or row[:1] == b".":
                    continue
                if row[11] == 15:
                    long = row[1:11] + row[14:26] + row[28:32] + long
                    continue
                name = long.decode("utf-16-le").split("\0")[0].rstrip("\uffff") if long else self._short(row)
                first = unpack_from("<H", row, 20)[0] * 65536 + unpack_from("<H", row, 26)[0]
                item = Found(path + name, at, 32, bool(row[11] & 16), first, unpack_from("<I", row, 28)[0])
                item.clusters = self.chain(first)
                long = b""
                self.found.append(item)
                if item.is_folder:
                    below.append(item)
                elif item.size:
                    self._file(item)
        for item in below:
            self._fat_folder(item.path + "/", item.clusters)

    @staticmethod
    def _short(row: bytes) -> str:
        base, ending = row[:8].decode("ascii").rstrip(), row[8:11].decode("ascii").rstrip()
        base = base.lower() if row[12] & 8 else base
        ending = ending.lower() if row[12] & 16 else ending
        return f"{base}.{ending}" if ending else base

    def _file(self, item: Found) -> None:
        left = item.size
        for number in item.clusters:
            self.used.append((self.place(number), self.place(number) + min(left, self.cluster)))
            left = max(0, left - self.cluster)

    def _exfat(self) -> None:
        data, at = self.data, self.partition
        fat, _, heap, self.count, root = unpack_from("<5I", data, at + 80)
        self.cluster, self.table, self.heap = 512 << data[at + 109], at + 512 * fat, at + 512 * heap
        self.used += [(at, at + 24 * 512), (self.table, self.table + 4 * (self.count + 2))]
        self._exfat_folder("", self.chain(root))

    def _exfat_folder(self, path: str, clusters: list[int]) -> None:
        rows = [(at, self.data[at : at + 32]) for n in clusters for at in self._rows(n)]
        below, number = [], 0
        while number < len(rows) and rows[number][1][0]:
            at, row = rows[number]
            self.used.append((at, at + 32))
            number += 1
            if row[0] in (0x81, 0x82):
                first, size = unpack_from("<IQ", row, 20)
                item = Found("", at, 32, False, first, size, self.chain(first))
                self._file(item)
            if row[0] != 0x85:
                continue
            stream, name = rows[number][1], b""
            for at_name, piece in rows[number : number + row[1]]:
                self.used.append((at_name, at_name + 32))
                name += piece[2:] if piece[0] == 0xC1 else b""
            number += row[1]
            first, size = unpack_from("<IQ", stream, 20)
            text = name.decode("utf-16-le")[: stream[3]].split("\0")[0]
            item = Found(path + text, at, 32 * (1 + row[1]), bool(row[4] & 16), first, size)
            item.clusters = list(range(first, first + -(-size // self.cluster))) if first else []
            self.found.append(item)
            if item.is_folder:
                below.append(item)
            else:
                self._file(item)
        for item in below:
            self._exfat_folder(item.path + "/", item.clusters)

    def _rows(self, cluster: int) -> Iterator[int]:
        return iter(range(self.place(cluster), self.place(cluster) + self.cluster, 32))

    def unaccounted(self) -> int:
        """Bytes that belong to nothing and are not zero."""
        reached = count = 0
        for start, end in [*sorted(self.used), (len(self.data), len(self.data))]:
            while (reached := max(reached, self._data_from(reached, start))) < start:
                step = min(1 << 20, start - reached)
                block = self.data[reached : reached + step]
                count += step - block.count(0)
                reached += step
            reached = max(reached, end)
        return count
