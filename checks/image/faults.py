"""Sixty faults in a clean image, each of which the judge must find: the kinds stand here, the places are drawn.

A fault is a function that changes bytes through ``Patch``; all is put back afterwards.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable
from pathlib import Path

from checks.image.second_reader import Found, SecondReader

SECTOR = 512
Fault = Callable[["Patch"], None]


class Patch:
    """An image that is changed and can be put back."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path, self.seed = path, seed
        self.reader = SecondReader(path)
        self.random = random.Random(seed)
        self.size = path.stat().st_size
        self.kept: list[tuple[int, bytes]] = []
        files = [found for found in self.reader.found if not found.is_folder]
        self.files = [found for found in files if found.size]
        self.slack = [f for f in self.files if f.size % self.reader.cluster]
        self.used = max(cluster for found in self.reader.found for cluster in found.clusters)

    def put(self, at: int, data: bytes) -> None:
        """Write bytes, and remember those that stood there."""
        with self.path.open("r+b") as file:
            file.seek(at)
            self.kept.append((at, file.read(len(data))))
            file.seek(at)
            file.write(data)

    def flip(self, at: int, bits: int = 0) -> None:
        """Change one byte."""
        self.put(at, bytes((self.reader.data[at] ^ (bits or self.random.randrange(1, 256)),)))

    def undo(self) -> None:
        """Put everything back."""
        with self.path.open("r+b") as file:
            for at, data in reversed(self.kept):
                file.seek(at)
                file.write(data)
            file.truncate(self.size)
        self.kept.clear()

    def boot(self, at: int) -> int:
        """A byte of the boot sector."""
        return self.reader.partition + at

    def any_file(self) -> Found:
        """A file that is not empty."""
        return self.random.choice(self.files)

    def long(self) -> Found:
        """A file with a long name: its entries begin before the short one."""
        data = self.reader.data
        return self.random.choice([f for f in self.files if data[f.entry - 32 + 11] == 15])

    def free(self) -> int:
        """First byte of a cluster that belongs to nothing."""
        return self.reader.place(self.random.randrange(self.used + 1, self.reader.count + 2))

    def tables(self, cluster: int, value: int, both: bool = True) -> None:
        """An entry of the allocation table, of FAT32 in both."""
        r = self.reader
        self.put(r.table + 4 * cluster, struct.pack("<I", value))
        if both and r.kind == "fat32":
            self.put(r.table + (r.heap - r.table) // 2 + 4 * cluster, struct.pack("<I", value))

    def resum(self, found: Found) -> None:
        """Make the sum of exFAT entries right again."""
        with self.path.open("rb") as file:
            file.seek(found.entry)
            rows = file.read(found.entries)
        total = 0
        for number, byte in enumerate(rows):
            if number not in (2, 3):
                total = ((total << 15 | total >> 1) + byte) & 0xFFFF
        self.put(found.entry + 2, struct.pack("<H", total))

    def resum_boot(self) -> None:
        """Make the sums of the exFAT boot regions right again, and the copy equal."""
        with self.path.open("rb") as file:
            file.seek(self.reader.partition)
            region = file.read(11 * SECTOR)
        total = 0
        for number, byte in enumerate(region):
            if number not in (106, 107, 112):
                total = ((total << 31 | total >> 1) + byte) & 0xFFFFFFFF
        whole = region + struct.pack("<I", total) * 128
        self.put(self.reader.partition, whole + whole)


def entry(at: int, bits: int = 1) -> Fault:
    """A byte of a file's entry changes; of exFAT its sum is made right again."""

    def change(patch: Patch) -> None:
        found = patch.any_file()
        patch.flip(found.entry + at, bits)
        if patch.reader.kind == "exfat":
            patch.resum(found)

    return change


def boot(at: int, bits: int = 0) -> Fault:
    """A byte of the boot sector changes, and of its copy."""

    def change(patch: Patch) -> None:
        patch.flip(patch.boot(at), bits)
        if patch.reader.kind == "fat32":
            with patch.path.open("rb") as file:
                file.seek(patch.boot(0))
                sector = file.read(SECTOR)
            patch.put(patch.boot(6 * SECTOR), sector)
        else:
            patch.resum_boot()

    return change


def first(at: int, bits: int = 0) -> Fault:
    """A byte of the partition table's sector changes."""
    return lambda patch: patch.flip(at, bits)


def slack(patch: Patch) -> None:
    """A byte behind the end of a file, in its last cluster."""
    found, r = patch.random.choice(patch.slack), patch.reader
    patch.flip(r.place(found.clusters[-1]) + patch.random.randrange(found.size % r.cluster, r.cluster))


def folder_slack(patch: Patch) -> None:
    """A byte at the end of a folder's cluster."""
    found = patch.random.choice([f for f in patch.reader.found if f.is_folder])
    patch.flip(patch.reader.place(found.clusters[-1]) + patch.reader.cluster - 1)


def deleted(patch: Patch) -> None:
    """An entry that was deleted, behind the last of a folder."""
    found = patch.random.choice([f for f in patch.reader.found if f.is_folder])
    start = patch.reader.place(found.clusters[0])
    rows = patch.reader.data[start : start + patch.reader.cluster]
    at = next(at for at in range(0, len(rows), 32) if not rows[at])
    mark = b"\xe5" if patch.reader.kind == "fat32" else b"\x05"
    patch.put(start + at, mark + b"GONE   TXT".ljust(31, b"\0"))


def content(patch: Patch) -> None:
    """A byte of a file."""
    found = patch.any_file()
    patch.flip(patch.reader.place(found.clusters[0]) + patch.random.randrange(min(found.size, patch.reader.cluster)))


def shared(patch: Patch) -> None:
    """Two files begin at one cluster."""
    one, other = patch.random.sample([f for f in patch.files if len(f.clusters) == 1], 2)
    _first_cluster(patch, one, other.first)


def moved(patch: Patch) -> None:
    """A file begins at a free cluster."""
    _first_cluster(patch, patch.any_file(), patch.used + 5)


def _first_cluster(patch: Patch, found: Found, cluster: int) -> None:
    if patch.reader.kind == "fat32":
        patch.put(found.entry + 20, struct.pack("<H", cluster >> 16))
        patch.put(found.entry + 26, struct.pack("<H", cluster & 0xFFFF))
    else:
        patch.put(found.entry + 52, struct.pack("<I", cluster))
        patch.resum(found)


def all_days(patch: Patch) -> None:
    """Every date is a day later."""
    for found in patch.reader.found:
        for at in (16, 18, 24) if patch.reader.kind == "fat32" else (10, 14, 18):
            (day,) = struct.unpack_from("<H", patch.reader.data, found.entry + at)
            patch.put(found.entry + at, struct.pack("<H", day + 1))
        if patch.reader.kind == "exfat":
            patch.resum(found)
        elif found.is_folder:
            start = patch.reader.place(found.clusters[0])
            for row in (start, start + 32):
                for at in (16, 18, 24):
                    (day,) = struct.unpack_from("<H", patch.reader.data, row + at)
                    patch.put(row + at, struct.pack("<H", day + 1))


def extra_file(patch: Patch) -> None:
    """A file that no list knows, sound in every way, in the root."""
    r = patch.reader
    last = max((f for f in r.found if "/" not in f.path), key=lambda f: f.entry)
    cluster = patch.used + 1
    row = bytearray(r.data[last.entry : last.entry + last.entries])
    if r.kind == "fat32":
        row[:11], row[11], row[12] = b"EXTRA   BIN", 0x20, 0x18
        row[20:22], row[26:28], row[28:32] = b"\0\0", struct.pack("<H", cluster), struct.pack("<I", 5)
        patch.put(last.entry + 32, bytes(row))
        patch.tables(cluster, 0x0FFFFFFF)
    else:
        patch.put(last.entry + last.entries, bytes(row))
    patch.put(r.place(cluster), b"extra")


def short_name(patch: Patch) -> None:
    """A short name with another number, and the sums of the long one made right."""
    found = patch.long()
    short = bytearray(patch.reader.data[found.entry : found.entry + 11])
    short[7] = ord("7")
    total = 0
    for byte in short:
        total = ((total & 1) << 7 | total >> 1) + byte & 255
    patch.put(found.entry, bytes(short))
    at = found.entry - 32
    while patch.reader.data[at + 11] == 15:
        patch.put(at + 13, bytes((total,)))
        if patch.reader.data[at] & 0x40:
            return
        at -= 32


def slash(patch: Patch) -> None:
    """A name that leads out of its folder."""
    found = patch.random.choice([f for f in patch.files if "긴 이름" in f.path])
    if patch.reader.kind == "fat32":
        patch.put(found.entry - 32 + 1, "../".encode("utf-16-le"))
    else:
        patch.put(found.entry + 66, "../".encode("utf-16-le"))
        patch.resum(found)


def swapped(patch: Patch) -> None:
    """Two folders of data/ change places."""
    one, other = [f for f in patch.reader.found if f.path.startswith("data/") and f.path.count("/") == 1][:2]
    rows = [patch.reader.data[f.entry : f.entry + f.entries] for f in (one, other)]
    patch.put(one.entry, rows[1])
    patch.put(other.entry, rows[0])


def longer(patch: Patch) -> None:
    """The image goes on behind its end."""
    patch.put(patch.size, b"")
    with patch.path.open("ab") as file:
        file.write(b"behind")


def shorter(patch: Patch) -> None:
    """The image lacks its last megabyte, which is zero."""
    patch.put(0, b"")
    with patch.path.open("r+b") as file:
        file.truncate(patch.size - (1 << 20))


def chain(patch: Patch) -> None:
    """A chain that ends too early, or goes on."""
    found = patch.any_file()
    patch.tables(found.clusters[0], 0x0FFFFFFF if len(found.clusters) > 1 else found.first + 1)


FAT32: dict[str, Fault] = {
    "boot code of the table": first(100),
    "signature": first(441),
    "status": first(446, 0x80),
    "type": first(450, 7),
    "partition two": first(470),
    "serial": boot(68),
    "label field": boot(73),
    "OEM": boot(4),
    "boot code": boot(91),
    "boot text": boot(200),
    "hidden sectors": boot(29),
    "drive number": boot(64, 1),
    "copy of the boot sector": lambda p: p.flip(p.boot(6 * SECTOR + 70)),
    "free count": lambda p: p.flip(p.boot(SECTOR + 488)),
    "next free": lambda p: p.flip(p.boot(SECTOR + 492)),
    "copy of the counts": lambda p: p.flip(p.boot(7 * SECTOR + 489)),
    "third sector": lambda p: p.flip(p.boot(2 * SECTOR + 510)),
    "reserved sector": lambda p: p.flip(p.boot(SECTOR * p.random.randrange(8, 30) + p.random.randrange(SECTOR))),
    "gap before the partition": lambda p: p.flip(p.random.randrange(SECTOR, p.reader.partition)),
    "second table": lambda p: p.tables(p.any_file().first, 0x0FFFFFF7, both=False),
    "chain": chain,
    "lost cluster": lambda p: p.tables(p.used + p.random.randrange(1, 99), 0x0FFFFFFF),
    "high bits": lambda p: p.tables(p.any_file().clusters[-1], 0x1FFFFFFF),
    "dirty bit": lambda p: p.tables(1, 0x07FFFFFF),
    "end of the table": lambda p: p.flip(p.reader.table + 4 * (p.reader.count + 2) + 3),
    "slack": slack,
    "slack of a folder": folder_slack,
    "deleted entry": deleted,
    "free cluster": lambda p: p.flip(p.free() + p.random.randrange(p.reader.cluster)),
    "last byte": lambda p: p.flip(p.size - 1),
    "content": content,
    "hour": entry(23, 8),
    "tenths": entry(13),
    "day of making": entry(16),
    "day of access": entry(18),
    "day of writing": entry(24),
    "every day": all_days,
    "hidden": entry(11, 2),
    "bit for lower case": entry(12, 4),
    "size": entry(28),
    "shared cluster": shared,
    "moved": moved,
    "extra file": extra_file,
    "short name": short_name,
    "sum of a long name": lambda p: p.flip(p.long().entry - 32 + 13),
    "kind of a long name": lambda p: p.flip(p.long().entry - 32 + 12),
    "order": swapped,
    "name with a slash": slash,
    "longer": longer,
    "shorter": shorter,
}
EXFAT: dict[str, Fault] = {
    "signature": first(442),
    "partition three": first(490),
    "serial": boot(101),
    "boot code": boot(121),
    "boot text": boot(300),
    "flags": boot(106, 2),
    "per cent in use": boot(112, 1),
    "sum of the boot region": lambda p: p.flip(p.boot(11 * SECTOR + 5)),
    "copy of the boot region": lambda p: p.flip(p.boot(12 * SECTOR + 100)),
    "parameters": lambda p: p.flip(p.boot(9 * SECTOR + 48)),
    "gap before the table": lambda p: p.flip(p.boot(30 * SECTOR + 9)),
    "table": lambda p: p.tables(p.any_file().first, 0xFFFFFFFF),
    "bit of a free cluster": lambda p: p.flip(p.reader.place(2) + (p.used + 9) // 8),
    "bit of a file": lambda p: p.flip(p.reader.place(2) + (p.any_file().first - 2) // 8, 1),
    "up-case table": lambda p: p.flip(p.reader.place(3) + 40),
    "label": lambda p: p.put(p.reader.place(4) + 1, b"\x02A\0B\0"),
    "sum of entries": lambda p: p.flip(p.any_file().entry + 2),
    "hash of a name": entry(36),
    "hundredths": entry(20),
    "zone": entry(22, 0x84),
    "day of access": entry(18),
    "every day": all_days,
    "attributes": entry(4, 1),
    "in one piece": entry(33, 2),
    "valid length": entry(40),
    "reserved": entry(25),
    "size": entry(56),
    "moved": moved,
    "shared cluster": shared,
    "slack": slack,
    "slack of a folder": folder_slack,
    "deleted entry": deleted,
    "free cluster": lambda p: p.flip(p.free()),
    "last byte": lambda p: p.flip(p.size - 1),
    "content": content,
    "extra file": extra_file,
    "order": swapped,
    "name with a slash": slash,
    "longer": longer,
    "shorter": shorter,
}
FAULTS = {"fat32": FAT32, "exfat": EXFAT}
