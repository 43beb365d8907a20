"""Identity of the program itself: a digest of everything in the package that can change the output."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from packager.templating import template_folder

_LIBRARIES = ("jinja2", "lupa", "lxml", "pygments", "selectolax", "tzdata", "zstandard")
_SUFFIXES = frozenset({".py", ".lua", ".json", ".tsv", ".txt", ".toml", ".css", ".js", ".jinja2"})


@cache
def program_digest() -> str:
    """SHA-256 over names and bytes of the package's files and the releases of the libraries that shape pages."""
    digest = hashlib.sha256()
    for root in (Path(__file__).resolve().parent, template_folder()):
        for path in sorted(root.rglob("*")):
            if path.suffix in _SUFFIXES and path.is_file() and "__pycache__" not in path.parts:
                data = path.read_bytes()
                digest.update(f"{path.relative_to(root).as_posix()}\0{len(data)}\0".encode())
                digest.update(data)
    for name in _LIBRARIES:
        try:
            digest.update(f"{name}={version(name)}\0".encode())
        except ModuleNotFoundError:
            continue
    return digest.hexdigest()
