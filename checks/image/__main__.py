"""Images of sticks: ``python -m checks.image [PART ...] [--quick]``. Ends with 1 if a bar is not met.

  builds   one SHA-256 from twenty builds under other users, zones, locales, umasks, orders, folders and file times, for
           every size; two of the twenty (above 4 GB one) are summed, all of them compared with the first byte for byte
  systems  at 2 to 64 GB fsck.fat and fsck.exfat find nothing, every byte of nothing is zero, by two readers, and
           whoever reads gives every file back
  packed   --zst: the same bytes whoever packs, what zstd unpacks is the image, and the judge reads it
  readers  7-Zip, mtools, dissect.fat and the reader of this check give every file back
  faults   sixty seeded faults, every one found
  names    300 hostile names refused, 300 legal ones written and read back
  contract what docs/formats-image.md promises, sentence by sentence, asked from outside
  cost     CPU a GB of content, memory with 80,000 files

What is not installed is said and left out. DISSECT_PYTHON names a Python that has dissect.fat.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from checks.image import foreign, names
from checks.image.contract import contract
from checks.image.faults import FAULTS, Patch
from checks.image.program import HERE, UNSUMMED, packager, same_bytes, sha256
from checks.image.second_reader import SecondReader
from checks.small_drive import small_drive
from packager.audit.image.image import verify_image
from packager.cli import main as main_of_program
from packager.drive.publish import write_manifest

SYSTEMS = ("fat32", "exfat")
DAY = "2026-09-01"


class Run:
    """What was measured and whether it is enough."""

    def __init__(self, room: Path, quick: bool) -> None:
        self.room, self.quick = room, quick
        self.failed = 0
        self.drive = small_drive(room / "drive")

    def sizes(self, some: tuple[int, ...]) -> tuple[int, ...]:
        """All classes, or some of them."""
        return some if self.quick else (2, 4, 8, 16, 32, 64)

    def tell(self, good: bool, text: str) -> None:
        """A line of the result."""
        self.failed += not good
        print(("ok    " if good else "FAILS ") + text, flush=True)

    def image(self, name: str, size: int, system: str, *more: str, summed: bool = True) -> Path:
        """An image that packager writes; sparse."""
        out = self.room / name
        done = packager("image", "--drive", str(self.drive), "--size", str(size), "--fs", system, "--out", str(out),
                        "--sparse", *more, code="" if summed else UNSUMMED)  # fmt: skip
        if done.returncode:
            raise SystemExit(f"packager image: {done.stderr.decode()}")
        return out


def wanted_sums(*folders: Path) -> dict[str, str]:
    """Path to SHA-256 of all files of folders, the manifest left out."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.name != "sums.txt"
    }


ZONES = ("UTC", "Asia/Seoul", "America/St_Johns", "Pacific/Kiritimati")
LANGUAGES = ("C", "ko_KR.UTF-8", "C.UTF-8")
def builds(run: Run) -> None:
    """The same bytes whoever builds, wherever, whenever."""
    for system in SYSTEMS:
        for size in run.sizes((2,)):
            found, layouts = set[str](), set[bytes]()
            count = 4 if run.quick else 20
            first = run.room / "first.img"
            for number in range(count):
                place = run.room / f"place{number}"
                summed = number < (2 if size <= 4 else 1)
                out = _one_build(run, place, number, size, system, summed)
                if number == 0:
                    if size <= 4:
                        found.add(sha256(out))
                    out.rename(first)
                elif not same_bytes(first, out):
                    found.add(f"{number}")
                if summed:
                    found.add((place / "x.img.sha256").read_text().split()[0])
                layouts.add((place / "x.layout.json").read_bytes())
                shutil.rmtree(place)
            first.unlink()
            good = len(found) == len(layouts) == 1
            run.tell(good, f"builds {system} {size} GB: {count} builds, {len(found)} SHA-256 {min(found)[:16]}")


def _one_build(run: Run, place: Path, number: int, size: int, system: str, summed: bool) -> Path:
    """One of the twenty; gives the image."""
    chance = random.Random(number)
    copy, home, out = place / f"folder{chance.randrange(10**6)}", place / "home", place / "x.img"
    shuffled_copy(run.drive, copy, chance)
    home.mkdir()
    old = os.umask(chance.choice((0o000, 0o022, 0o027, 0o077)))
    try:
        done = packager(
            "image", "--drive", os.path.relpath(copy, home), "--size", str(size), "--fs", system, "--out", str(out),
            *([] if number == 1 and size <= 4 else ["--sparse"]), cwd=home, code="" if summed else UNSUMMED,
            HOME=str(home), USER=f"user{number}", LOGNAME=f"user{number}", TZ=ZONES[number % 4],
            LC_ALL=LANGUAGES[number % 3], PYTHONHASHSEED=str(number), SOURCE_DATE_EPOCH=str(10**9 + number),
        )  # fmt: skip
    finally:
        os.umask(old)
    assert done.returncode == 0, done.stderr
    return out


def shuffled_copy(drive: Path, copy: Path, chance: random.Random) -> None:
    """A copy whose files were made in another order and have times of their own."""
    files = sorted(path for path in drive.rglob("*") if path.is_file())
    chance.shuffle(files)
    for path in files:
        target = copy / path.relative_to(drive)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        moment = chance.randrange(10**9)
        os.utime(target, (moment, moment))


def systems(run: Run) -> None:
    """Every size, judged by the checkers of both file systems and by two readers of every byte."""
    wanted = wanted_sums(run.drive)
    for system in SYSTEMS:
        for size in run.sizes((2, 4)):
            image = run.image("x.img", size, system, summed=False)
            found = foreign.checked(image, system)
            run.tell(found in ("", "-"), f"systems {system} {size} GB: fsck {found or 'clean'}")
            findings = verify_image(image)
            run.tell(not findings, f"systems {system} {size} GB: packager verify {list(findings[:3]) or 'clean'}")
            reader = SecondReader(image)
            count = reader.unaccounted()
            reader.close()
            run.tell(not count, f"systems {system} {size} GB: {count} bytes of nothing that are not zero")
            if not run.quick:
                compare(run, image, system, wanted, f"systems {size} GB")
            image.unlink()


def readers(run: Run) -> None:
    """Every file comes back, whoever reads."""
    wanted = wanted_sums(run.drive)
    for system in SYSTEMS:
        compare(run, run.image("x.img", 2, system), system, wanted, "readers")


def packed(run: Run) -> None:
    """A packed image is one file, too, and unpacks to the other."""
    for system in SYSTEMS:
        bare = run.image("x.img", 2, system)
        found = set()
        for number in range(2 if run.quick else 5):
            place = run.room / f"packed{number}"
            command = ["image", "--drive", str(run.drive), "--size", "2", "--fs", system, "--zst"]
            done = packager(*command, "--out", str(place / "x.img"), TZ=ZONES[number % 4], PYTHONHASHSEED=str(number))
            assert done.returncode == 0, done.stderr
            found.add(sha256(place / "x.img.zst"))
            found.add((place / "x.img.zst.sha256").read_text().split()[0])
            image = (place / "x.img.sha256").read_text()
        run.tell(len(found) == 1, f"packed {system}: {number + 1} builds, {len(found)} SHA-256")
        run.tell(image == f"{sha256(bare)}  x.img\n", f"packed {system}: the sum of the image beside it")
        findings = packager("verify", str(place / "x.img.zst"), "--json").stdout
        run.tell(findings.strip() == b"[]", f"packed {system}: packager verify {findings[:200].decode()}")
        if foreign.program("zstd"):
            with subprocess.Popen(["zstd", "-dcq", place / "x.img.zst"], stdout=subprocess.PIPE) as unpacking:
                same = subprocess.run(["cmp", "-s", "-", bare], stdin=unpacking.stdout).returncode == 0
            run.tell(same, f"packed {system}: zstd unpacks it to the image")


def compare(run: Run, image: Path, system: str, wanted: Mapping[str, str], what: str) -> None:
    """Ask all readers for all files."""
    reader = SecondReader(image)
    results = {"second reader": reader.sums()}
    reader.close()
    for name, read in foreign.READERS.items():
        with tempfile.TemporaryDirectory(dir=run.room) as room:
            found = read(image, system, Path(room) / "files")
        if found is None:
            print(f"--    {what} {system}: {name} is not here or does not read it")
        else:
            results[name] = found
    for name, found in results.items():
        differing = foreign.same(name, {k: v for k, v in found.items() if k.lower() != "sums.txt"}, wanted)
        run.tell(not differing, f"{what} {system}: {name} {len(found)} files, {len(differing)} differ {differing[:3]}")


def faults(run: Run) -> None:
    """Every seeded fault is found, and the image is clean before and after."""
    extra = run.room / "with-long-names"
    extra.mkdir()
    for number in range(3):
        (extra / f"긴 이름을 가진 파일 {number}.txt").write_text("본문\n" * (number + 1), encoding="utf-8")
    total = found = 0
    for system in SYSTEMS:
        image = run.image("x.img", 2, system, "--extra", str(extra), "--allow", "*.txt")
        run.tell(not verify_image(image), f"faults {system}: clean before")
        kinds = list(FAULTS[system].items())
        chosen = kinds[:: 6 if run.quick else 1]
        for number, (name, fault) in enumerate(chosen):
            patch = Patch(image, number)
            missed = False
            try:
                fault(patch)
                findings = verify_image(image)
                if system == "fat32":
                    small = subprocess.run([sys.executable, HERE / "verify_drive.py", image], capture_output=True)
                    missed = small.returncode != 1
            finally:
                patch.reader.close()
                patch.undo()
            total, found = total + 1, found + bool(findings)
            if not findings or missed:
                who = "packager verify" if not findings else "verify_drive.py"
                run.tell(False, f"faults {system}: {name} was not found by {who}")
        run.tell(not verify_image(image), f"faults {system}: clean afterwards")
    run.tell(found == total and (run.quick or total >= 60), f"faults: {found} of {total} found")


def hard_names(run: Run) -> None:
    """Names that must be refused, one by one, and names that must be held, all at once."""
    from packager.audit.image.names import fault

    hostile = names.hostile(16, 300)
    passed = [name for name in hostile if fault(name) is None]
    run.tell(not passed, f"names: {len(hostile) - len(passed)} of {len(hostile)} hostile ones refused {passed[:5]}")
    refused = 0
    sample = random.Random(1).sample(hostile, 4) if run.quick else hostile
    for number, name in enumerate(sample):
        folder = run.room / f"hostile{number}"
        folder.mkdir()
        (folder / name).write_bytes(b"x")
        out = run.room / "hostile.img"
        command = ["image", "--drive", str(run.drive), "--size", "2", "--out", str(out), "--extra", str(folder)]
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            status = main_of_program([*command, "--allow", "*", "--sparse"])
        refused += status == 2 and said.getvalue().count("\n") == 1 and not list(run.room.glob("hostile.*"))
    run.tell(refused == len(sample), f"names: {refused} of {len(sample)} by the program, one line, nothing left")
    folder = run.room / "legal"
    folder.mkdir()
    legal = names.legal(16, 300)
    for number, name in enumerate(legal):
        (folder / name).write_bytes(b"%d" % number)
    for system in SYSTEMS:
        image = run.image("x.img", 2, system, "--extra", str(folder), "--allow", "*")
        run.tell(not verify_image(image), f"names {system}: verify finds {list(verify_image(image)[:2])}")
        found = foreign.checked(image, system)
        run.tell(found in ("", "-"), f"names {system}: fsck {found or 'clean'}")
        compare(run, image, system, wanted_sums(run.drive, folder), f"names ({len(legal)} legal)")


def cost(run: Run) -> None:
    """CPU a GB of content, and memory with many files."""
    chance = random.Random(1)
    noise = chance.randbytes(1_000_000)
    big = run.room / "big"
    big.mkdir()
    for number in range(6):
        with (big / f"file{number}.bin").open("wb") as file:
            for _ in range(300):
                file.write(noise)
    write_manifest(big)
    measure(run, big, "--size", "2")
    measure(run, big, "--size", "2", "--zst")
    shutil.rmtree(big)
    many = run.room / "many"
    for number in range(2000 if run.quick else 80_000):
        path = many / "data" / f"{number >> 8:03x}" / f"{number & 255:02x}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(noise[: 1 + number * 7919 % 40_000])
    write_manifest(many)
    for system in SYSTEMS:
        measure(run, many, "--size", "4", "--fs", system)


def measure(run: Run, drive: Path, *more: str) -> None:
    """One image in a process of its own, the least of three runs: other programs take their part of a processor."""
    out = run.room / "cost.img"
    code = (
        "import resource, sys; from packager.cli import main; status = main(sys.argv[1:]);"
        "used = resource.getrusage(resource.RUSAGE_SELF);"
        "most = next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM'));"
        "print(status, used.ru_utime + used.ru_stime, most)"  # ru_maxrss would tell of whoever started us as well
    )
    command = ["image", "--drive", str(drive), "--out", str(out), "--date", DAY]
    command += [*more] if "--zst" in more else ["--sparse", *more]
    seconds, memory = 1e9, 0
    for _ in range(1 if run.quick else 3):
        done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, cwd=HERE,
                              check=True)  # fmt: skip
        took, most = done.stdout.splitlines()[-1].split()[1:]
        seconds, memory = min(seconds, float(took)), max(memory, int(most))
    files = [path.stat().st_size for path in drive.rglob("*") if path.is_file()]
    content = sum(files) / 1e9
    rate = seconds / content
    fast = rate <= 3 or content < 0.5  # a hundred megabytes cost what the image around them costs
    run.tell(
        fast and memory < 150_000,
        f"cost {' '.join(more)}: {len(files)} files, {content:.2f} GB, {seconds:.1f} s CPU"
        f" ({rate:.1f} s a GB), {memory / 1000:.0f} MB",
    )
    out.unlink(missing_ok=True)


def promises(run: Run) -> None:
    """Each sentence of the contract."""
    room = run.room / "contract"
    room.mkdir()
    count = 0
    for number, (sentence, good, found) in enumerate(contract(run.drive, room), 1):
        count = number
        if not good:
            run.tell(False, f"contract: {sentence}: {str(found)[:400]}")
    run.tell(count > 90, f"contract: {count} sentences asked")
    shutil.rmtree(room)


PARTS: Mapping[str, Callable[[Run], None]] = {
    "builds": builds,
    "systems": systems,
    "readers": readers,
    "packed": packed,
    "faults": faults,
    "names": hard_names,
    "contract": promises,
    "cost": cost,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--quick", action="store_true", help="fewer of everything")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        run = Run(Path(room), args.quick)
        for name in args.parts or PARTS:
            PARTS[name](run)
    return 1 if run.failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
