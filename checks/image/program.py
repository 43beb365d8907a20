"""The program as the parts of this check run it, and files compared with one another."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
UNSUMMED = """
import sys, types
import packager.image.sink as sink
nothing = types.SimpleNamespace(update=lambda data: None, hexdigest=lambda: "0" * 64)
sink.hashlib = types.SimpleNamespace(sha256=lambda: nothing)
from packager.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""The program without the sum of the image, which takes nearly all of its time at 64 GB: the bytes are compared."""


def packager(
    *arguments: str, cwd: Path | None = None, code: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program, or ``code`` that does."""
    return subprocess.run(
        [sys.executable, *(["-c", code] if code else ["-m", "packager"]), *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
    )


def same_bytes(one: Path, other: Path) -> bool:
    """Whether two files are equal; what is a hole in both is not read."""
    size = one.stat().st_size
    if other.stat().st_size != size:
        return False
    with one.open("rb") as ours, other.open("rb") as theirs:
        at = 0
        while (at := min(data_from(ours.fileno(), at, size), data_from(theirs.fileno(), at, size))) < size:
            left, right = (os.pread(file.fileno(), 1 << 20, at) for file in (ours, theirs))
            if left != right:
                return False
            at += len(left)
    return True


def data_from(descriptor: int, at: int, end: int) -> int:
    """Where the next bytes lie that are no hole."""
    try:
        return os.lseek(descriptor, at, os.SEEK_DATA)
    except OSError:
        return end


def sha256(path: Path) -> str:
    """Of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
