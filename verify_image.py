"""The image of a stick: the part of verify_drive.py that reads FAT32, and unpacks what is in it for the others.

An image follows from its files, their order, one date and its size (docs/formats-image.md). So the folders are read for
names, sizes and the date, the whole file system is made once more from these, and both must be the same bytes; what
neither makes is zero. exFAT is left to the program itself.
"""

# ruff: noqa: B905, SIM115, UP017 - read by people without tools, for Python 3.8 as well
import array
import datetime
import errno
import hashlib
import os
import re
import struct
import sys

from verify_pages import at

SECTOR, START, STEP = 512, 8192, 4 << 20
SIZES = {size * 955000000 // STEP * STEP for size in (2, 4, 8, 16, 32, 64)}
BOOT, LAST = b"\xcd\x18\xeb\xfe", b"\x55\xaa"
PLAIN = "[A-Za-z0-9!#$%&'()@^_`{}~-]"
EIGHT = re.compile(PLAIN + r"{1,8}(\." + PLAIN + "{1,3})?", re.A)
BAD = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\xad\u200b\u200c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|^ |[ .]$'
    r"|^(?i:con|prn|aux|nul|(?:com|lpt)[0-9\xb9\xb2\xb3])(?: *\.|$)"
    r"|^(?i:\._.*|\.ds_store|thumbs\.db|desktop\.ini|autorun\.inf|system volume information|\$recycle\.bin)$"
)
OTHERS = set()
"""Files in the image that are not a drive's own; sums.txt lists them, and nobody here looks into them."""


class Image:
    """An image as its folders tell of it."""

    def __init__(self, path):
        self.file, self.size = open(path, "rb", buffering=0), os.path.getsize(path)
        self.name, self.days = os.path.basename(path), {}
        boot = self.read(START * SECTOR, SECTOR)
        self.serial, self.signature, self.per_cluster = boot[67:71], self.read(440, 4), boot[13]
        if self.read(450, 1) != b"\x0c" or self.per_cluster not in (8, 16, 32, 64):
            raise ValueError("no FAT32 in the place where it must be (exFAT cannot be read here)")
        self.cluster, sectors = self.per_cluster * SECTOR, self.size // SECTOR
        for before in range(STEP // SECTOR, sectors - START, STEP // SECTOR):
            self.clusters = (sectors - START - before) // self.per_cluster
            self.table_sectors = -(-4 * (self.clusters + 2) // SECTOR)
            if before - 2 * self.table_sectors >= 32:
                break
        self.reserved = before - 2 * self.table_sectors
        self.data = (START + before) * SECTOR
        self.folders, self.files, self.seen = [], [], set()
        self.folder("", 2)
        self.following, self.first = 2, {}
        for path, entries in self.folders:
            size = 32 * (sum(slots(name) for name, _, _ in entries) + (2 if path else 0))
            self.take(path + "/", size or 1)
        for path, size in self.files:
            self.take(path, size)

    def read(self, place, size):
        if place + size > self.size:
            raise ValueError(f"ends at byte {self.size}, something must stand at {place}")
        self.file.seek(place)
        data = self.file.read(size)
        while len(data) < size:
            data += self.file.read(size - len(data)) or b"\0" * size
        return data[:size]

    def take(self, path, size):
        self.first[path] = self.following if size else 0
        self.following += -(-size // self.cluster)

    def place(self, cluster):
        return self.data + (cluster - 2) * self.cluster

    def folder(self, path, first):
        """Names, kinds and sizes of a folder's entries, and of those below."""
        if first in self.seen or not 2 <= first < self.clusters + 2:
            raise ValueError(f"{path}/: leads to cluster {first}")
        self.seen.add(first)
        entries, long, where, below = [], b"", self.place(first), []
        for number in range(65536):
            row = self.read(where + 32 * number, 32)
            if not row[0]:
                break
            if row[11] == 15:
                long = row[1:11] + row[14:26] + row[28:] + long
                continue
            if row[:1] != b"." or number > 1:
                name = long.decode("utf-16-le").split("\0")[0].rstrip("\uffff") if long else short_to_name(row)
                is_folder, (size,) = bool(row[11] & 16), struct.unpack_from("<I", row, 28)
                entries.append((name, is_folder, size))
                inside = path + "/" + name if path else name
                if BAD.search(name) or inside.count("/") > 100:  # nothing of such a name is ever unpacked
                    raise ValueError(f"a name that may lead elsewhere, or that some system cannot hold: {inside!r}")
                if is_folder:
                    high, low = struct.unpack("<H4xH", row[20:28])
                    below.append((inside, high << 16 | low))
            (day,) = struct.unpack_from("<H", row, 24)
            self.days[day] = self.days.get(day, 0) + 1
            long = b""
        self.folders.append((path, entries))
        clusters = dict(below)
        for name, is_folder, size in entries:  # files in the order in which a walk comes upon them
            inside = path + "/" + name if path else name
            if is_folder:
                self.folder(inside, clusters[inside])
            else:
                self.files.append((inside, size))


def is_image(path):
    """Whether a file is meant to be the image of a stick."""
    if not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        return path.endswith(".img") or file.read(SECTOR)[510:] == LAST


def slots(name):
    return 1 if short(name) else 1 + -(-len(name.encode("utf-16-le")) // 26)


def short(name):
    """(eleven bytes, bits) of a name that needs no long one; else None."""
    parts = name.split(".")
    if not EIGHT.fullmatch(name) or any(part not in (part.lower(), part.upper()) for part in parts):
        return None
    bits = [bit if part != part.upper() else 0 for part, bit in zip(parts, (8, 16))]
    return eight(name), sum(bits)


def eight(name):
    base, _, ending = name.upper().partition(".")
    return (base.ljust(8) + ending.ljust(3)).encode()


def short_to_name(row):
    base, ending = row[:8].decode("ascii").rstrip(), row[8:11].decode("ascii").rstrip()
    base, ending = base.lower() if row[12] & 8 else base, ending.lower() if row[12] & 16 else ending
    return base + "." + ending if ending else base


def rows_of(image, path, entries, day):
    """A folder's entries, made once more."""

    def row(name, bits, kind, first, size):
        high, low = divmod(first, 65536)
        return struct.pack("<11sBBBHHHHHHHI", name, kind, bits, 0, 0, day, day, high, 0, day, low, size)

    found = []
    if path:
        above = path.rpartition("/")[0]
        found.append(row(b".          ", 0, 16, image.first[path + "/"], 0))
        found.append(row(b"..         ", 0, 16, image.first[above + "/"] if above else 0, 0))
    taken, numbers = {eight(name) for name, _, _ in entries if EIGHT.fullmatch(name)}, {}
    for name, is_folder, size in entries:
        inside = path + "/" + name if path else name
        plain = short(name)
        if plain is None:
            name_8 = eight(name) if EIGHT.fullmatch(name) else numbered(name, taken, numbers)
            found += long_rows(name, name_8)
            plain = name_8, 0
        kind, first = (16, image.first[inside + "/"]) if is_folder else (32, image.first[inside])
        found.append(row(plain[0], plain[1], kind, first, size))
    return b"".join(found)


def numbered(name, taken, numbers):
    place = name.rfind(".")
    base, ending = (name[:place], name[place + 1 :]) if place > 0 else (name, "")
    stem, end = (re.sub("[^A-Z0-9]", "", part.upper()) for part in (base, ending))
    stem, end = stem[:6] or "F", end[:3]
    while True:
        numbers[stem] = numbers.get(stem, 0) + 1
        tail = f"~{numbers[stem]}"
        found = ((stem[: 8 - len(tail)] + tail).ljust(8) + end.ljust(3)).encode()
        if found not in taken:
            taken.add(found)
            return found


def long_rows(name, name_8):
    text, total = name.encode("utf-16-le"), 0
    if len(text) % 26:
        text = (text + b"\0\0").ljust(-(-(len(text) + 1) // 26) * 26, b"\xff")
    for byte in name_8:
        total = ((total & 1) << 7 | total >> 1) + byte & 255
    count = len(text) // 26
    for number in range(count, 0, -1):
        piece = text[26 * number - 26 : 26 * number]
        order = number + (64 if number == count else 0)
        yield struct.pack("<B10sBBB12sH4s", order, piece[:10], 15, 0, total, piece[10:22], 0, piece[22:])


def chs(sector):
    track, place = divmod(sector, 63)
    across, head = divmod(track, 255)
    return b"\xfe\xff\xff" if across > 1023 else bytes((head, place + 1 | across >> 8 << 6, across & 255))


def stretches(image, day):
    """(first byte, bytes, what) of everything but the files: the file system made once more."""
    sectors, used = image.size // SECTOR, image.following - 2
    row = struct.pack("<B3sB3sII", 0, chs(START), 12, chs(sectors - 1), START, sectors - START)
    table = BOOT.ljust(440, b"\0") + image.signature + b"\0\0" + row.ljust(64, b"\0") + LAST
    yield 0, table, "partition table"
    boot = struct.pack(
        "<3s8sHBHBHHBHHHIIIHHIHH12sBBB4s11s8s4s", b"\xeb\x58\x90", b"MSDOS5.0", SECTOR, image.per_cluster,
        image.reserved, 2, 0, 0, 0xF8, 0, 63, 255, START, sectors - START, image.table_sectors, 0, 0, 2, 1, 6, b"",
        0x80, 0, 0x29, image.serial, b"NO NAME    ", b"FAT32   ", BOOT,
    ).ljust(510, b"\0") + LAST  # fmt: skip
    free = image.clusters - used
    info = struct.pack("<4s480s4sII12s4s", b"RRaA", b"", b"rrAa", free, used + 2 if free else 0xFFFFFFFF, b"",
                       b"\0\0" + LAST)  # fmt: skip
    for number, data, what in ((0, boot, "boot sector"), (1, info, "counts"), (6, boot, "copy"), (7, info, "copy")):
        yield (START + number) * SECTOR, data, what
    numbers = array.array("I", range(1, used + 3))
    numbers[0], numbers[1] = 0x0FFFFFF8, 0x0FFFFFFF
    following = sorted({first for first in image.first.values() if first} | {used + 2})
    for number in following[1:]:
        numbers[number - 1] = 0x0FFFFFFF
    if sys.byteorder == "big":
        numbers.byteswap()
    fats = numbers.tobytes()
    for number in range(2):
        place = (START + image.reserved + number * image.table_sectors) * SECTOR
        yield place, fats, f"allocation table {number + 1}"
    for path, entries in image.folders:
        yield image.place(image.first[path + "/"]), rows_of(image, path, entries, day), "folder /" + path


def same(image, place, data, what, report):
    found = image.read(place, len(data))
    if found != data:
        first = next(number for number, (a, b) in enumerate(zip(found, data)) if a != b)
        there, wanted = (bytes(each[first : first + 8]).hex() for each in (found, data))
        report("damage", f"{what}, byte {place + first} of the image: {there}, by the rule {wanted}")


def zeros(image, place, end, what, report):
    step, told = 1 << 20, 0
    while place < end:
        if hasattr(os, "SEEK_DATA"):
            try:
                place = min(end, max(place, os.lseek(image.file.fileno(), place, os.SEEK_DATA)))
            except OSError as error:
                if error.errno == errno.ENXIO:  # only a hole is left
                    return
            if place == end:
                return
        data = image.read(place, min(step, end - place))
        if data.strip(b"\0") and told < 20:
            told += 1
            first = place + len(data) - len(data.lstrip(b"\0"))
            report("name", f"byte {first} belongs to nothing and is not zero, behind {what}")
        place += len(data)


def unpack(image, path, size, target, moment):
    """A file goes into the folder ``target``; gives its sum."""
    name, digest, place = os.path.join(target, *path.split("/")), hashlib.sha256(), image.place(image.first[path])
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "wb") as file:
        while size:
            data = image.read(place, min(size, 1 << 20))
            place, size = place + len(data), size - len(data)
            digest.update(data)
            file.write(data)
    os.chmod(name, 0o644)
    os.utime(name, (moment, moment))
    return digest.hexdigest()


def check_image(path, target):
    """Judge an image and unpack it into the empty folder ``target``. Raises ValueError where it cannot be walked."""
    report, image = at(os.path.basename(path)), Image(path)
    try:
        if image.size not in SIZES:
            report("damage", f"has {image.size} bytes, which is no size of an image")
        day = max(image.days, key=lambda day: image.days[day]) if image.days else 33
        made = datetime.datetime(1980 + (day >> 9), day >> 5 & 15, day & 31, tzinfo=datetime.timezone.utc)
        moment = made.timestamp()
        reached, last = 0, "the beginning"
        for place, data, what in stretches(image, day):
            same(image, place, data, what, report)
            zeros(image, reached, place, last, report)
            reached, last = place + len(data), what
        lines = []
        for name, size in image.files:
            place = image.place(image.first[name]) if size else reached
            zeros(image, reached, place, last, report)
            reached, last = place + size, name
            lines.append((name.encode(), size, unpack(image, name, size, target, moment)))
        zeros(image, reached, image.size, last, report)
        text = b"".join(b"%s\0%d\0%s\n" % (name, size, found.encode()) for name, size, found in sorted(lines))
        digest = hashlib.sha256(text).digest()
        if (image.serial, image.signature) != (digest[:4], digest[4:8]):
            report("seal", "serial or signature")
        for parent, below, _ in os.walk(target, topdown=False):
            for name in [*(os.path.join(parent, each) for each in below), parent]:
                os.chmod(name, 0o755)
                os.utime(name, (moment, moment))
    finally:
        image.file.close()
