"""``python -m checks.reproduce [--dump FILE] [--reprotest]``: two builds under other circumstances, byte for byte.

The second build runs in another folder, as another user, at another time, with other locale, time zone, hash seed,
environment, umask, host name and number of workers, where this machine allows it; what it does not allow is named.
Compared are names, bytes, times and modes of every file of the drive. Exit status 1 if anything differs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from checks.drive_sums import drive_sums
from checks.own_dump import DUMP

ROOT = Path(__file__).resolve().parent.parent
PLAIN = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"}
OTHER = {
    "PATH": "/opt/nothing:" + os.environ.get("PATH", "/usr/bin:/bin"),
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "ko_KR.UTF-8",
    "TZ": "Asia/Pyongyang",
    "PYTHONHASHSEED": "4711",
    "HOME": "/nonexistent/canary-home",
    "USER": "canary-user",
    "LOGNAME": "canary-user",
    "HOSTNAME": "canary-host",
    "EMAIL": "canary@example.org",
    "SOURCE_DATE_EPOCH": "1",
    "COLUMNS": "40",
    "MALLOC_ARENA_MAX": "1",
}


def other_circumstances() -> tuple[list[str], list[str]]:
    """(command prefix, what could not be varied)."""
    prefix: list[str] = []
    missing = []
    root = os.geteuid() == 0
    if root and shutil.which("unshare") and subprocess.run(["unshare", "-u", "true"]).returncode == 0:
        prefix += ["unshare", "-u", "sh", "-c", 'hostname canary-host 2>/dev/null; exec "$@"', "sh"]
    else:
        missing.append("host name")
    if shutil.which("faketime"):
        prefix += ["faketime", "-f", "+400d +7h"]
    else:
        missing.append("time (faketime is not installed)")
    # A user namespace: another uid inside, while the interpreter stays readable wherever it is installed.
    as_other = ["unshare", "--user", "--map-user=4711", "--map-group=4711"]
    if shutil.which("unshare") and subprocess.run([*as_other, "true"], capture_output=True).returncode == 0:
        prefix += as_other
    else:
        missing.append("user")
    return prefix, missing


def build(dump: Path, out: Path, jobs: int, environment: dict[str, str], prefix: list[str], umask: int) -> None:
    """Run one build; its messages appear only if it fails."""
    command = [*prefix, sys.executable, "-m", "packager", "build", str(dump), "--out", str(out), "--jobs", str(jobs)]
    environment = {**environment, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=out.parent, env=environment, umask=umask, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"the build failed with status {done.returncode}:\n{done.stderr[-2000:]}")


def differences(first: Path, second: Path) -> list[str]:
    """Files that are missing on one side or differ in bytes, time or mode."""
    a, b = drive_sums(first), drive_sums(second)
    return [name for name in sorted(a.keys() | b.keys()) if a.get(name) != b.get(name)]


def reprotest(dump: Path) -> int:
    """Debian's reprotest with every variation but the user (its sudo refuses; ``main`` varies the user)."""
    if shutil.which("reprotest") is None:
        print("reprotest is not installed")
        return 0
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "source"
        source.mkdir()
        shutil.copy(dump, source / dump.name)
        command = (
            f"{sys.executable} -m packager build {dump.name} --out out --jobs $(nproc) && "
            "tar --sort=name --numeric-owner --owner=0 --group=0 -C out -cf drive.tar drive"
        )
        done = subprocess.run(
            [
                "reprotest",
                "--vary=+all,-user_group,-fileordering",
                "--no-diffoscope",
                "-c",
                f"export PYTHONPATH={ROOT}; {command}",
                str(source),
                "drive.tar",
            ],
        )
        return done.returncode


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dump", type=Path, default=DUMP)
    parser.add_argument("--reprotest", action="store_true", help="run Debian's reprotest as well")
    args = parser.parse_args(argv)
    dump = args.dump.resolve()
    with tempfile.TemporaryDirectory(prefix="reproduce-") as name:
        os.chmod(name, 0o755)
        here, there = Path(name) / "here", Path(name) / "somewhere else" / "깊은 곳"
        here.mkdir()
        there.mkdir(parents=True)
        shutil.copy(dump, there / dump.name)
        prefix, missing = other_circumstances()
        build(dump, here / "out", 1, PLAIN, [], 0o022)
        build(there / dump.name, there / "out", 3, OTHER, prefix, 0o077)
        found = differences(here / "out" / "drive", there / "out" / "drive")
        count = len(drive_sums(here / "out" / "drive"))
    for thing in missing:
        print(f"not varied on this machine: {thing}")
    for path in found:
        print(f"differs: {path}")
    print(f"{count} files, {len(found)} differ")
    if args.reprotest and reprotest(dump):
        return 1
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
