"""``python -m checks.stick [--kills N] [--small]``: flash drives as loop devices (root, Linux), written, cut short,
refreshed. ``--small`` takes an image of 294 MB, which no class of sticks has, instead of one of 1.9 GB.

Every bar is one line, ``ok`` or ``MISSED``; exit status 1 if one is missed, 3 if there are no loop devices here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from checks.small_drive import small_drive
from checks.small_image import small_image
from packager.image.writer import ImageRequest, write_image
from packager.stick.compare import BLOCK
from packager.stick.layout import PAGE, layout_of
from packager.terminal.progress import Progress

MORE, MORE_OF_SMALL = 200 << 20, 20 << 20
"""Bytes by which a device is larger than the image."""


def stick(*arguments: object, typed: str = "") -> subprocess.CompletedProcess[str]:
    """One run of ``packager stick``."""
    command = [sys.executable, "-m", "packager", "stick", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, input=typed, env={**os.environ, "LC_ALL": "C.UTF-8"})


@contextmanager
def device(path: Path, size: int) -> Iterator[Path]:
    """A loop device of so many bytes, all of them random at first."""
    with path.open("wb") as file:
        noise = random.Random(7).randbytes(BLOCK)
        for at in range(0, size, BLOCK):
            file.write(noise[: min(BLOCK, size - at)])
    name = subprocess.run(["losetup", "-f", "--show", path], capture_output=True, text=True, check=True).stdout.strip()
    try:
        yield Path(name)
    finally:
        subprocess.run(["losetup", "-d", name], check=False)


def digest(path: Path, size: int) -> str:
    """SHA-256 of the first bytes of a file or device."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while size > 0 and (block := file.read(min(BLOCK, size))):
            found.update(block)
            size -= len(block)
    return found.hexdigest()


def state(target: Path, images: dict[str, Path]) -> str:
    """What a system would see on a device: ``nothing``, one of the images by name, or ``mixed``."""
    size = next(iter(images.values())).stat().st_size
    heads = layout_of(next(iter(images.values()))).heads
    with target.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        seen = [os.pread(file.fileno(), 512, first) for first, _ in heads]
        if not any(sector[510:] == b"\x55\xaa" for sector in seen) or not any(seen[0]) or not any(seen[1]):
            return "nothing"
    own = digest(target, size)
    return next((name for name, image in images.items() if image_digest(image) == own), "mixed")


@cache
def image_digest(image: Path) -> str:
    """SHA-256 of an image, which does not change."""
    return digest(image, image.stat().st_size)


def changed_image(folder: Path, drive: Path, small: bool) -> Path:
    """The image of a drive in which one file has other bytes."""
    copy = folder / "changed"
    subprocess.run(["cp", "-rp", drive, copy], check=True)
    file = max((copy / "data").rglob("*.txt"), key=lambda path: path.stat().st_size)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    times = file.stat()
    file.write_bytes(data)
    os.utime(file, (times.st_mtime, times.st_mtime))
    lines = (copy / "sums.txt").read_text().splitlines(keepends=True)
    name = file.relative_to(copy).as_posix()
    own = hashlib.sha256(data).hexdigest()
    (copy / "sums.txt").write_text("".join(f"{own}{line[64:]}" if line[66:-1] == name else line for line in lines))
    return made_image(copy, folder / "changed.img", small)


def made_image(drive: Path, target: Path, small: bool, packed: bool = False) -> Path:
    """An image of the smallest class, or a smaller one."""
    if small:
        return small_image(drive, target, packed=packed)
    write_image(ImageRequest(drive, target, 2, "fat32", sparse=not packed, packed=packed), Progress(quiet=True))
    return target


def cut(action: str, image: Path, target: Path, seconds: float) -> bool:
    """Kill a run so long after it began to write; gives whether it was still running."""
    command = [sys.executable, "-m", "packager", "stick", action, str(image), str(target), "--yes", "--yes-any"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        while run.poll() is None:
            with target.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
                if not any(file.read(PAGE)):
                    break
            time.sleep(0.02)
        time.sleep(seconds)
        running = run.poll() is None
        run.kill()
    return running


class Bars:
    """What is reached and what is not."""

    def __init__(self) -> None:
        self.missed = 0

    def say(self, what: str, good: bool, more: object = "") -> None:
        """One line."""
        self.missed += not good
        print(f"{'ok    ' if good else 'MISSED'} {what} {more}".rstrip(), flush=True)


def refusals(bars: Bars, image: Path, target: Path, folder: Path) -> None:
    """Devices that must not be written to stay as they are."""
    size = image.stat().st_size
    before = digest(target, size)
    run = stick("write", image, target, "--yes")
    bars.say("not removable: status 2", run.returncode == 2 and "pulled out" in run.stderr, run.stderr.strip())
    run = stick("write", image, target, "--yes-any", typed="17\n")
    bars.say("another size typed: status 2", run.returncode == 2 and "typed" in run.stderr, run.stderr.strip()[-120:])
    run = stick("write", image, folder, "--yes")
    bars.say("a folder for a device: status 2", run.returncode == 2, run.stderr.strip())
    run = stick("write", folder / "no.img", target, "--yes", "--yes-any")
    bars.say("no image: one line", run.returncode in (2, 5) and run.stderr.count("\n") == 1, run.stderr.strip())
    with device(folder / "small.raw", size - BLOCK) as small:
        run = stick("write", image, small, "--yes", "--yes-any")
        bars.say("too small: status 2", run.returncode == 2 and "smaller" in run.stderr, run.stderr.strip())
    with device(folder / "used.raw", 64 << 20) as used:
        subprocess.run(["mkfs.ext2", "-q", used], check=True)
        place = folder / "mounted"
        place.mkdir()
        if subprocess.run(["mount", used, place], capture_output=True).returncode:
            print("       mounting is not allowed here: not tried")
        else:
            try:
                run = stick("write", image, used, "--yes", "--yes-any")
                bars.say("mounted: status 2", run.returncode == 2 and "unmount" in run.stderr, run.stderr.strip())
            finally:
                subprocess.run(["umount", place], check=True)
    bars.say("refused devices are as they were", digest(target, size) == before)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=10, help="runs cut short, of write and of refresh each")
    parser.add_argument("--small", action="store_true", help="a smaller image")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    if os.geteuid() or not Path("/dev/loop-control").exists():
        print("no loop devices for this user; run as root on Linux")
        return 3
    bars, chance = Bars(), random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drive = small_drive(folder / "drive")
        image = made_image(drive, folder / "old.img", options.small)
        packed = made_image(drive, folder / "old.img.zst", options.small, packed=True)
        new = changed_image(folder, drive, options.small)
        images = {"old": image, "new": new}
        size = image.stat().st_size
        with device(folder / "stick.raw", size + (MORE_OF_SMALL if options.small else MORE)) as target:
            refusals(bars, image, target, folder)
            started = time.monotonic()
            run = stick("write", image, target, "--yes", "--yes-any")
            took = time.monotonic() - started
            bars.say("write", run.returncode == 0, f"{took:.1f} s {run.stdout.strip()} {run.stderr.strip()[-100:]}")
            bars.say("device is the image", state(target, images) == "old")
            with target.open("rb") as file:
                file.seek(size)
                bars.say("tail is zero", not any(file.read()))
            run = stick("check", image, target, "--json")
            bars.say("check: equal", run.returncode == 0 and json.loads(run.stdout)["equal"])
            damages(bars, image, target, size)
            run = stick("refresh", new, target, "--yes", "--yes-any")
            megabytes = float(run.stdout.split(": ")[1].split(" ")[0].replace(",", ""))
            most = (3 * BLOCK + (8 << 20)) / 1e6
            bars.say("refresh writes what changed", run.returncode == 0 and megabytes <= most, f"{megabytes} MB")
            bars.say("device is the new image", state(target, images) == "new")
            run = stick("write", packed, target, "--yes", "--yes-any")
            same = state(target, images) == "old" and stick("check", packed, target).returncode == 0
            bars.say("write and check a packed image", run.returncode == 0 and same, run.stderr.strip()[-100:])
            added(bars, image, target)
            kills(bars, images, target, options.kills, chance, took)
    return 1 if bars.missed else 0


def damages(bars: Bars, image: Path, target: Path, size: int) -> None:
    """Bytes changed here and there are named, and repaired."""
    file = next(area for area in layout_of(image).files if area.path.endswith(".zim"))
    for word, at in ((f"file {file.path}", file.first + 7), ("free space", size - 512), ("tail", size + 4097)):
        with target.open("r+b") as raw:
            before = os.pread(raw.fileno(), 1, at)
            os.pwrite(raw.fileno(), bytes([before[0] ^ 255]), at)
            os.fsync(raw.fileno())
        run = stick("check", image, target)
        good = run.returncode == 4 and word in run.stdout and str(at) in run.stdout
        bars.say(f"check: {word}", good, run.stdout.strip())
        action = "repair" if word.startswith("file") else "refresh"
        run = stick(action, image, target, "--yes", "--yes-any")
        again = stick("check", image, target).returncode
        bars.say(f"{action} mends it", run.returncode == 0 and again == 0, run.stdout.strip() or run.stderr.strip())


def added(bars: Bars, image: Path, target: Path) -> None:
    """Files that Windows puts onto whatever it opens are named, and taken away."""
    if shutil.which("mcopy") is None:
        print("       mtools is not installed: not tried")
        return
    with tempfile.TemporaryDirectory() as room:
        path, copy = Path(room) / "WPSettings.dat", Path(room) / "copy.img"
        path.write_bytes(b"settings")
        subprocess.run(["cp", "--sparse=always", image, copy], check=True)
        at = ["-i", f"{copy}@@{4 << 20}"]
        for command in (
            ["mmd", *at, "::System Volume Information", "::$RECYCLE.BIN"],
            ["mcopy", *at, path, "::System Volume Information/WPSettings.dat"],
            ["mcopy", *at, path, "::$RECYCLE.BIN/desktop.ini"],
            ["mcopy", *at, path, "::Thumbs.db"],
        ):
            subprocess.run(command, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
        command = ["dd", f"if={copy}", f"of={target}", "bs=4M", "conv=notrunc,fsync"]
        subprocess.run(command, check=True, capture_output=True)
    run = stick("check", image, target)
    wanted = ("System Volume Information/WPSettings.dat", "$RECYCLE.BIN/desktop.ini", "Thumbs.db")
    told = [name for name in wanted if f"file {name}: was added by Windows" in run.stdout]
    good = run.returncode == 4 and len(told) == len(wanted) and "free space" in run.stdout
    bars.say("check: files that Windows added", good, run.stdout.strip())
    run = stick("refresh", image, target, "--yes", "--yes-any")
    bars.say("refresh takes them away", run.returncode == 0 and stick("check", image, target).returncode == 0)


def kills(bars: Bars, images: dict[str, Path], target: Path, count: int, chance: random.Random, took: float) -> None:
    """Runs cut short leave nothing that can be read, or one of the two whole."""
    seen: dict[str, int] = {}
    running = 0
    for number in range(2 * count):
        action = "write" if number % 2 else "refresh"
        running += cut(action, images["new" if number % 4 < 2 else "old"], target, chance.uniform(0.0, took / 2))
        what = state(target, images)
        seen[what] = seen.get(what, 0) + 1
        if chance.random() < 0.3:  # the next one begins on a whole drive
            stick("refresh", images["old"], target, "--yes", "--yes-any")
    bars.say(f"{2 * count} runs cut short ({running} of them while running)", "mixed" not in seen, seen)
    run = stick("write", images["new"], target, "--yes", "--yes-any")
    bars.say("the same command goes on", run.returncode == 0 and state(target, images) == "new")


if __name__ == "__main__":
    raise SystemExit(main())
