"""What docs/formats-image.md promises about images and their command, asked from outside: bytes, statuses, lines.

Nothing of the program is imported. Each sentence is a row of ``contract``; a row that fails says what was found.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from struct import unpack_from

Row = tuple[str, bool, object]
"""A sentence, whether it is true, and what was found."""
HERE = Path(__file__).resolve().parents[2]
SECTOR, START = 512, 8192 * 512
DAY = (2026 - 1980) << 9 | 9 << 5 | 1
"""2026-09-01, the date of the small drive, as FAT writes dates."""
OTHER_DAY = (2025 - 1980) << 9 | 2 << 5 | 28


def program(*arguments: object, **how: object) -> subprocess.CompletedProcess[str]:
    """One run of the command line, in English."""
    environment = {**os.environ, "PYTHONPATH": str(HERE), "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "packager", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, **how)  # type: ignore[call-overload,no-any-return]


def made(drive: Path, out: Path, *more: object) -> subprocess.CompletedProcess[str]:
    """An image of two gigabytes, with holes."""
    return program("image", "--drive", drive, "--size", 2, "--out", out, "--sparse", *more)


def refused(run: subprocess.CompletedProcess[str], status: int, word: str, out: Path) -> tuple[bool, object]:
    """Whether a run ended as a refusal does: status, one line with a word in it, nothing left."""
    left = [path.name for path in out.parent.iterdir() if path.name.startswith((out.stem, ".image-"))]
    lines = run.stderr.splitlines()
    good = run.returncode == status and len(lines) == 1 and word in lines[0] and not left and not run.stdout
    return good and "Traceback" not in run.stderr, (run.returncode, lines[-3:], left)


def extra_files(folder: Path) -> None:
    """Other files of an editor: a film, a book with a long name, an empty one."""
    (folder / "영화").mkdir(parents=True)
    (folder / "영화" / "첫째.mp4").write_bytes(b"film" * 9000)
    (folder / "긴 이름의 책.epub").write_bytes(b"book" * 3)
    (folder / "empty.bin").write_bytes(b"")


def contract(drive: Path, room: Path) -> Iterator[Row]:
    """All rows; ``room`` is an empty folder."""
    extra_files(room / "extra")
    for system in ("fat32", "exfat"):
        image = room / system / "a.img"
        run = made(drive, image, "--fs", system, "--extra", room / "extra", "--allow", "*.mp4", "--allow", "*.epub",
                   "--allow", "empty.*")  # fmt: skip
        yield f"{system}: written", run.returncode == 0, run.stderr
        yield from whole(image, drive, room / "extra", system)
        yield from (fat32_bytes if system == "fat32" else exfat_bytes)(image)
        yield from judged(image, room)
    yield from dates(drive, room)
    yield from holes(drive, room)
    yield from other_files(drive, room)
    yield from arguments(drive, room)
    yield from cut_short(drive, room)


def files_of(*folders: Path) -> dict[str, Path]:
    """Path to file."""
    return {path.relative_to(folder).as_posix(): path for folder in folders for path in folder.rglob("*")
            if path.is_file() and path.relative_to(folder).as_posix() != "sums.txt"}  # fmt: skip


def whole(image: Path, drive: Path, extra: Path, system: str) -> Iterator[Row]:
    """What is the same on both file systems: size, what lies beside, where files lie, the numbers that follow."""
    size = image.stat().st_size
    yield f"{system}: bytes of the image", size == 2 * 955_000_000 // (4 << 20) * (4 << 20), size
    done = subprocess.run(["sha256sum", "-c", image.name + ".sha256"], cwd=image.parent, capture_output=True, text=True)
    yield f"{system}: sha256sum -c", done.returncode == 0, done.stderr
    names = sorted(path.name for path in image.parent.iterdir())
    yield f"{system}: files beside it", names == ["a.img", "a.img.sha256", "a.layout.json"], names
    layout = json.loads((image.parent / "a.layout.json").read_text("utf-8"))
    keys = ["format", "bytes", "partition", "fat", "data", "files"]
    yield f"{system}: layout", list(layout) == keys and layout["format"] == "packager-layout-1", list(layout)
    yield f"{system}: partition", (layout["bytes"], layout["partition"]) == (size, START), layout["partition"]
    wanted = files_of(drive, extra)
    rows, reached, lines, wrong = layout["files"], layout["data"], [], []
    with image.open("rb") as file:
        for row in rows:
            file.seek(row["first"])
            data = file.read(row["bytes"])
            own = hashlib.sha256(data).hexdigest()
            lines.append((row["path"].encode(), row["bytes"], own))
            if row["path"] != "sums.txt" and data != wanted.get(row["path"], image.parent).read_bytes():
                wrong.append(row["path"])
            if bool(row["first"]) != bool(row["bytes"]) or list(row) != ["path", "first", "bytes"]:
                wrong.append(row)
            if row["bytes"]:
                wrong += [] if row["first"] >= reached else [row]
                reached = row["first"] + row["bytes"]
            if row["path"] == "sums.txt":
                listing = data.decode()
    yield f"{system}: every file lies where the layout says", not wrong, wrong[:3]
    yield f"{system}: all files", {row["path"] for row in rows} == {*wanted, "sums.txt"}, len(rows)
    told = "".join(f"{hashlib.sha256(wanted[name].read_bytes()).hexdigest()}  {name}\n" for name in sorted(wanted))
    yield f"{system}: sums.txt lists the other files too", listing == told, listing[-200:]
    text = b"".join(b"%s\0%d\0%s\n" % (path, count, own.encode()) for path, count, own in sorted(lines))
    digest = hashlib.sha256(text).digest()
    sector, boot = first_sectors(image)
    at = 67 if system == "fat32" else 100
    yield f"{system}: serial", boot[at : at + 4] == digest[:4], boot[at : at + 4].hex()
    yield f"{system}: signature", sector[440:444] == digest[4:8], sector[440:444].hex()
    yield f"{system}: first bytes", sector[:4] == bytes.fromhex("cd18ebfe"), sector[:4].hex()
    kind, begin, count = sector[450], *unpack_from("<II", sector, 454)
    good = (sector[446], kind, begin) == (0, 12 if system == "fat32" else 7, 8192) and begin + count == size // SECTOR
    yield f"{system}: one partition", good and not any(sector[462:510]), sector[446:510].hex()


def first_sectors(image: Path) -> tuple[bytes, bytes]:
    """The first sector of the disk and of the partition."""
    with image.open("rb") as file:
        sector = file.read(SECTOR)
        file.seek(START)
        return sector, file.read(SECTOR)


def fat32_bytes(image: Path, day: int = DAY) -> Iterator[Row]:
    """Boot sector, counts, tables, and every entry of every folder."""
    with image.open("rb") as file:
        file.seek(START)
        first = file.read(8 * SECTOR)
        boot, counts = first[:SECTOR], first[SECTOR : 2 * SECTOR]
        per_cluster, reserved, copies = unpack_from("<BHB", boot, 13)
        (length,) = unpack_from("<I", boot, 36)
        file.seek(START + reserved * SECTOR)
        one, other = file.read(length * SECTOR), file.read(length * SECTOR)
        yield "fat32: jump and maker", boot[:11] == b"\xeb\x58\x90MSDOS5.0", boot[:11]
        yield "fat32: boot code", boot[90:94] == bytes.fromhex("cd18ebfe") and not any(boot[94:510]), boot[90:94]
        yield "fat32: label field", boot[71:82] == b"NO NAME    ", boot[71:82]
        copied = first[6 * SECTOR : 7 * SECTOR] == boot and first[7 * SECTOR :] == counts
        yield "fat32: copies of boot sector and counts", copied, ""
        yield "fat32: two equal tables", copies == 2 and one == other, copies
        clusters = (image.stat().st_size - START) // SECTOR - reserved - 2 * length
        table = unpack_from(f"<{clusters // per_cluster + 2}I", one)
        free = [number for number, value in enumerate(table) if number > 1 and not value]
        yield "fat32: counts", unpack_from("<II", counts, 488) == (len(free), free[0]), unpack_from("<II", counts, 488)
        data = START + (reserved + 2 * length) * SECTOR
        yield "fat32: first cluster on 4 MiB", data % (4 << 20) == 0, data
        wrong, labels, dots = [], 0, 0
        below = [2]
        while below:
            number = below.pop()
            while number < 0x0FFFFFF8:
                file.seek(data + (number - 2) * per_cluster * SECTOR)
                cluster = file.read(per_cluster * SECTOR)
                for at in range(0, len(cluster), 32):
                    row = cluster[at : at + 32]
                    if not row[0]:
                        break
                    if row[11] == 15:
                        continue
                    labels += bool(row[11] & 8)
                    dots += row[:1] == b"."
                    tenths, moment, made_on, accessed = unpack_from("<BHHH", row, 13)
                    written, on = unpack_from("<HH", row, 22)
                    if (tenths, moment, written) != (0, 0, 0) or {made_on, accessed, on} != {day}:
                        wrong.append(row)
                    high, low = unpack_from("<H4xH", row, 20)
                    if row[11] == 16 and row[:1] != b".":
                        below.append(high << 16 | low)
                    elif row[11] not in (16, 32):
                        wrong.append(row)
                number = table[number]
        yield "fat32: times and attributes of every entry, . and .. too", not wrong and dots > 2, wrong[:2]
        yield "fat32: no entry for a label", not labels, labels


def exfat_bytes(image: Path) -> Iterator[Row]:
    """Name, boot code and entries of the root; the other reader of this check does the rest."""
    _, boot = first_sectors(image)
    yield "exfat: name and boot code", boot[3:11] == b"EXFAT   " and boot[120:124] == bytes.fromhex("cd18ebfe"), ""
    _, _, heap, _, root = unpack_from("<5I", boot, 80)
    with image.open("rb") as file:
        file.seek(START + heap * SECTOR + ((root - 2) * SECTOR << boot[109]))
        rows = [file.read(32) for _ in range(300)]
    yield "exfat: empty label first", rows[0] == b"\x83".ljust(32, b"\0"), rows[0]
    files = [row for row in rows if row[0] == 0x85]
    moments = {(unpack_from("<III", row, 8), row[20:25], row[4]) for row in files}
    wanted = (DAY << 16,) * 3, b"\0\0\x80\x80\x80"
    good = all((times, rest) == wanted and kind in (16, 32) for times, rest, kind in moments)
    yield "exfat: times and attributes", good and len(files) > 3, moments


def judged(image: Path, room: Path) -> Iterator[Row]:
    """``packager verify``: 0 and [], 4 and findings, 4 for what cannot be walked."""
    name = image.parent.name
    run = program("verify", image, "--json")
    yield f"{name}: verify --json: []", run.returncode == 0 and json.loads(run.stdout) == [], run.stdout[:200]
    with image.open("r+b") as file:
        file.seek(image.stat().st_size - 9)
        file.write(b"x")
    run = program("verify", image, "--json")
    rows = json.loads(run.stdout)
    yield f"{name}: verify finds a byte in free space", run.returncode == 4 and len(rows) == 1, rows
    with image.open("r+b") as file:
        file.seek(image.stat().st_size - 9)
        file.write(b"\0")
    for count in (0, 600, START + 100, START + (5 << 20)):
        cut = room / "cut.img"
        with image.open("rb") as file:
            cut.write_bytes(file.read(count))
        run = program("verify", cut, "--json")
        good = run.returncode == 4 and json.loads(run.stdout) and "Traceback" not in run.stderr
        yield f"{name}: verify of {count} bytes", bool(good), (run.returncode, run.stdout[:200])


def dates(drive: Path, room: Path) -> Iterator[Row]:
    """The date is that of the archive, else that of the reader, else the one that was given."""
    out = room / "dated" / "a.img"
    made(drive, out, "--date", "2025-02-28")
    for name, good, found in fat32_bytes(out, OTHER_DAY):
        if "times" in name:
            yield "--date is the date of every entry", good, found
    copy = room / "reader-only"
    shutil.copytree(drive, copy)
    (copy / "wiki.zim").unlink()
    lines = (copy / "sums.txt").read_text().splitlines(keepends=True)
    (copy / "sums.txt").write_text("".join(line for line in lines if not line.endswith("  wiki.zim\n")))
    run = made(copy, out)
    good = run.returncode == 0 and all(good for name, good, _ in fat32_bytes(out) if "times" in name)
    yield "without an archive the reader says the date", good, run.stderr
    for day in ("2026-13-01", "yesterday", ""):
        run = made(drive, room / "bad-date.img", "--date", day)
        yield (f"--date {day!r}: status 2", run.returncode == 2 and not list(room.glob("bad-date*")), run.stderr[-200:])


def holes(drive: Path, room: Path) -> Iterator[Row]:
    """--sparse changes no byte."""
    folder = room / "holes"
    made(drive, folder / "one.img")
    run = program("image", "--drive", drive, "--size", 2, "--out", folder / "two.img")
    same = subprocess.run(["cmp", "-s", folder / "one.img", folder / "two.img"]).returncode == 0
    used = [(folder / name).stat().st_blocks * 512 for name in ("one.img", "two.img")]
    yield "--sparse changes no byte", run.returncode == 0 and same, run.stderr
    yield "--sparse leaves holes", used[0] < 100_000_000 < 1_800_000_000 < used[1], used
    (folder / "two.img").unlink()
    (room / "image.toml").write_text('[image]\nsize = 2\nfs = "exfat"\n')
    run = program("image", "--drive", drive, "--out", folder / "c.img", "--sparse", "--config", room / "image.toml")
    good = run.returncode == 0 and first_sectors(folder / "c.img")[0][450] == 7
    yield "[image] of the configuration", good, run.stderr
    shutil.rmtree(folder)


def other_files(drive: Path, room: Path) -> Iterator[Row]:
    """--extra and --allow."""
    cases: tuple[tuple[str, Callable[[Path], object], tuple[str, ...], int, str], ...] = (
        ("an unknown kind", lambda d: (d / "x.bin").write_bytes(b"x"), (), 4, "x.bin"),
        ("a pattern for another kind", lambda d: (d / "x.bin").write_bytes(b"x"), ("*.mp4",), 4, "x.bin"),
        ("a drive's file", lambda d: (d / "index.html").write_bytes(b"x"), ("*",), 2, "index.html"),
        ("a drive's file in capitals", lambda d: (d / "WIKI.ZIM").write_bytes(b"x"), ("*",), 2, "WIKI.ZIM"),
        ("the manifest", lambda d: (d / "sums.txt").write_bytes(b"x"), ("*",), 2, "sums.txt"),
        ("a link", lambda d: (d / "link.txt").symlink_to(drive / "index.html"), ("*",), 2, "link.txt"),
        ("a link to a folder", lambda d: (d / "more").symlink_to(drive), ("*",), 2, "more"),
        ("a pipe", lambda d: os.mkfifo(d / "pipe"), ("*",), 2, "pipe"),
        ("a name that is no UTF-8", lambda d: open(os.fsencode(d) + b"/b\xe9.txt", "w").close(), ("*",), 2, ".txt"),
        ("a device of Windows", lambda d: (d / "aux.txt").write_bytes(b"x"), ("*",), 2, "aux.txt"),
        ("a sign no Windows has", lambda d: (d / "a?b").write_bytes(b"x"), ("*",), 2, "a?b"),
        ("a picture that is none", lambda d: (d / "a.png").write_bytes(b"x"), ("*",), 4, "a.png"),
        ("too much", lambda d: hole(d / "film.mp4", 3 * 10**9), ("*",), 2, "--size 4"),
        ("4 GiB on FAT32", lambda d: hole(d / "film.mp4", 1 << 32), ("*",), 2, "film.mp4"),
    )  # fmt: skip
    for number, (name, make, allowed, status, word) in enumerate(cases):
        folder, out = room / f"other{number}", room / f"refused{number}" / "r.img"
        folder.mkdir()
        out.parent.mkdir()
        make(folder)
        run = made(drive, out, "--extra", folder, *(part for each in allowed for part in ("--allow", each)))
        yield (f"--extra with {name}: status {status}", *refused(run, status, word, out))
    folder, out = room / "allowed", room / "allowed-out" / "a.img"
    (folder / "깊이").mkdir(parents=True)
    (folder / "깊이" / "x.bin").write_bytes(b"x")
    for patterns in (["*.bin"], ["깊이/*"], ["*"], ["no", "*/x.???"]):
        run = made(drive, out, "--extra", folder, *(part for each in patterns for part in ("--allow", each)))
        yield f"--allow {' '.join(patterns)}", run.returncode == 0, run.stderr
    shutil.rmtree(out.parent)


def hole(path: Path, size: int) -> None:
    """A file of zeros that takes no room."""
    path.touch()
    os.truncate(path, size)


def arguments(drive: Path, room: Path) -> Iterator[Row]:
    """A missing or wrong argument is status 2; lists are one JSON value."""
    out = room / "wrong" / "w.img"
    out.parent.mkdir()
    whole_command = ("image", "--drive", drive, "--size", "2", "--out", out)
    image, beside = room / "fat32" / "a.img", room / "fat32" / "a.layout.json"
    for name, command in (
        ("no --drive", ("image", "--size", "2", "--out", out)),
        ("no --out", ("image", "--drive", drive)),
        ("--size 3", ("image", "--drive", drive, "--size", "3", "--out", out)),
        ("--fs ntfs", (*whole_command, "--fs", "ntfs")),
        ("no such drive", ("image", "--drive", room / "none", "--size", "2", "--out", out)),
        ("no drive folder", ("image", "--drive", room / "extra", "--size", "2", "--out", out)),
        ("no such --extra", (*whole_command, "--extra", room / "none")),
        ("--out inside the drive", ("image", "--drive", drive, "--size", "2", "--out", drive / "x.img")),
        ("--sparse with --zst", (*whole_command, "--sparse", "--zst")),
        ("an unknown option", (*whole_command, "--fast")),
        ("verify of nothing", ("verify", room / "none.img")),
        ("verify without a path", ("verify",)),
        ("stick without a word", ("stick",)),
        ("stick write without a device", ("stick", "write", out)),
        ("stick write onto a file", ("stick", "write", image, beside, "--yes")),
        ("stick write onto nothing", ("stick", "write", image, "/dev/none", "--yes")),
        ("stick check of nothing", ("stick", "check", room / "none.img", "/dev/none")),
        ("release without a word", ("release",)),
        ("release show of nothing", ("release", "show", room / "extra" / "empty.bin")),
    ):  # fmt: skip
        run = program(*command)
        left = list(out.parent.iterdir())
        good = run.returncode == 2 and not left and "Traceback" not in run.stderr and not run.stdout and run.stderr
        yield f"{name}: status 2", bool(good), (run.returncode, run.stderr[-200:], left)
    run = program("stick", "list", "--json")
    yield "stick list --json: one value", run.returncode == 0 and isinstance(json.loads(run.stdout), list), run.stdout


def cut_short(drive: Path, room: Path) -> Iterator[Row]:
    """A disk that fills, Ctrl-C and a kill: nothing is left at --out, and one line tells."""
    out = room / "full" / "f.img"
    out.parent.mkdir()

    for more in ((), ("--sparse",), ("--zst",)):
        size = 100_000 if "--zst" in more else 5 << 20
        run = program("image", "--drive", drive, "--size", 2, "--out", out, *more,
                      preexec_fn=lambda size=size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))  # fmt: skip
        yield (f"a file that cannot grow {' '.join(more)}: status 5", *refused(run, 5, "f.img", out))
    for number in (signal.SIGINT, signal.SIGTERM):
        command = [sys.executable, "-m", "packager", "image", "--drive", drive, "--size=64", "--out", out, "--sparse"]
        environment = {**os.environ, "PYTHONPATH": str(HERE), "LC_ALL": "C.UTF-8"}
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as run:
            while run.poll() is None and not list(out.parent.glob(".image-*/image")):
                time.sleep(0.01)
            time.sleep(0.2)
            run.send_signal(number)
            said = run.stderr.read() if run.stderr else ""
        left = list(out.parent.iterdir())
        good = run.returncode == 130 and not left and "Traceback" not in said and len(said.splitlines()) <= 2
        yield f"{number.name}: status 130, nothing left", good, (run.returncode, said[-200:], left)
