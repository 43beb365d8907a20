"""A folder, such as a drive."""

from __future__ import annotations

from pathlib import Path

from packager.drive.publish import files_of
from packager.inspect import zim
from packager.inspect.kinds import Facts


def is_one(path: Path) -> bool:
    """Whether it is a folder."""
    return path.is_dir()


def facts(path: Path) -> Facts:
    """Number and size of its files, and the facts of the archives among them."""
    files = [(file.relative_to(path).as_posix(), file.stat().st_size) for file in files_of(path)]
    archives = {name: zim.facts(path / name) for name, _ in files if name.endswith(".zim")}
    return {"kind": "folder", "files": len(files), "bytes": sum(size for _, size in files), "zim": archives}
