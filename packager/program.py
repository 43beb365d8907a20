"""What made a snapshot: release and digest of the program, digest of the configuration."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

from packager import __version__
from packager.config import FILE_KEYS, TABLES, Config, rule_lists
from packager.templating import template_folder

_LIBRARIES = ("jinja2", "lupa", "lxml", "pygments", "selectolax", "tzdata", "zstandard")
_SUFFIXES = frozenset({".py", ".lua", ".json", ".tsv", ".txt", ".toml", ".css", ".js", ".jinja2"})


def version() -> str:
    """Release of the program, as "0.1.0"."""
    return __version__


def config_digest(config: Config) -> str:
    """SHA-256 over every decision of the configuration, the defaults among them; not over where its file lies.

    Two builds agree only if this, ``program_digest`` and the dump agree. Files that the configuration names count with
    their bytes, not with their names.
    """
    digest = hashlib.sha256()
    for table in TABLES:
        for key, value in sorted(vars(getattr(config, table)).items()):
            if (table, key) in FILE_KEYS and value:
                value = hashlib.sha256(config.file(value).read_bytes()).hexdigest()
            digest.update(f"{table}.{key}={value!r}\n".encode())
    for path in rule_lists(config):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


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
            digest.update(f"{name}={metadata.version(name)}\0".encode())
        except ModuleNotFoundError:
            continue
    return digest.hexdigest()
