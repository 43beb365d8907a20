"""Both judges, and a drive changed for them."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import os
import random
import shutil
from pathlib import Path
from types import ModuleType

from checks.tampered.drive import DATE, KINDS, Drive
from packager.audit.verify import verify
from packager.drive.publish import set_times, write_manifest

_TWICE = (("data/B/00/00.txt", "data/K/00/00.txt"), ("data/S/00/00.txt", "data/K/00/01.txt"))
CHECKER = Path(__file__).resolve().parents[2] / "verify_drive.py"


def load_checker() -> ModuleType:
    """verify_drive.py as a module."""
    spec = importlib.util.spec_from_file_location("verify_drive", CHECKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(checker: ModuleType, folder: Path) -> tuple[str, str]:
    """What each judge says first; empty for nothing."""
    findings = verify(folder).findings
    first = f"{findings[0].rule} in {findings[0].where}: {findings[0].what}" if findings else ""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        status = checker.main([str(folder)])
    return first, said.getvalue().splitlines()[0] if status else ""


def tamper(clean: Path, folder: Path, name: str, seed: str) -> None:
    """A copy of the clean drive with one change of a kind."""
    shutil.copytree(clean, folder, copy_function=shutil.copy2)
    shutil.copystat(clean, folder)
    drive = Drive(folder, random.Random(f"{name} {seed}"))
    before = _roots(folder)
    KINDS[name](drive)
    if drive.settled:
        _copied(folder, before)
        links = [path for path in folder.rglob("*") if path.is_symlink()]
        targets = [(path, os.readlink(path)) for path in links]
        for path in links:
            path.unlink()
        sums = folder / "sums.txt"
        if sums.exists() or not links:
            write_manifest_of(folder)
        set_times(folder, DATE)
        for path, target in targets:
            path.symlink_to(target)
            os.utime(path, (1788220800, 1788220800), follow_symlinks=False)
            os.utime(path.parent, (1788220800, 1788220800))


def _roots(folder: Path) -> dict[str, bytes]:
    """The files that a drive has twice, and their copies."""
    names = (name for pair in _TWICE for name in pair)
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


def _copied(folder: Path, before: dict[str, bytes]) -> None:
    """Make the copies of changed files again, so that not the copy alone tells of the change."""
    after = _roots(folder)
    for number, (root, copy) in enumerate(_TWICE):
        if after.get(copy) == before.get(copy) and root in after and after[root] != before[root]:
            call = f'take("{root[5]}",0,'.encode(), f'take("K",{number},'.encode()
            (folder / copy).write_bytes(after[root].replace(*call, 1))


def write_manifest_of(folder: Path) -> None:
    """The manifest of whatever lies there, names that ours never has included."""
    with contextlib.suppress(Exception):
        write_manifest(folder)
        return
    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.name != "sums.txt")
    rows = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (folder / "sums.txt").write_text("".join(rows), encoding="utf-8", newline="\n")
