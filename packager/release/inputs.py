"""What of a build goes into its record: dump, program, libraries, every setting, the drive."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packager.config import FILE_KEYS, PICTURE_KEYS, TABLES, Config, rule_lists
from packager.files.text import lines_of, read_text
from packager.release.record import Record, record_of

LIBRARIES = (
    "beautifulsoup4",
    "jinja2",
    "libzim",
    "lupa",
    "lxml",
    "pillow",
    "pygments",
    "selectolax",
    "tqdm",
    "tzdata",
    "zstandard",
)
"""The libraries that a build uses, as pyproject.toml pins them."""


class Made(NamedTuple):
    """What a build knows at its end."""

    dbname: str
    date: str
    fingerprint: str
    """SHA-256 over the parts of the dump."""
    parts: Iterable[tuple[str, int]]
    """SHA-256 and bytes of each file of the dump."""
    version: str
    digest: str
    """Of the program."""
    unstable: int
    sums: bytes
    """The manifest of the drive."""
    sizes: Iterable[int]
    """Bytes of each file that it lists."""


def record(made: Made, config: Config, files: Path | None) -> Record:
    """The record of a build. ``files``: the table of pictures that exist, if one was given."""
    return record_of(_facts(made, config, files))


def _facts(made: Made, config: Config, files: Path | None) -> Iterator[tuple[str, str]]:
    keys = [f"{key} {_sum(text)}" for key, text in settings(config).items()]
    libraries = [f"{name} {version} {digest}" for name, (version, digest) in installed().items()]
    sizes = list(made.sizes)
    yield "dump", f"{made.dbname or 'wiki'} {made.date} sha256:{made.fingerprint}"
    yield from (("part", f"sha256:{digest} bytes {size}") for digest, size in set(made.parts))
    yield "program", f"{made.version} sha256:{made.digest}"
    yield from (("library", line) for line in libraries)
    yield "lock", _sum("\n".join(libraries))
    yield from (("config-key", line) for line in keys)
    yield "config", _sum("\n".join(keys))
    yield "pictures", _sum_bytes(files.read_bytes()) if files else "none"
    yield "unstable", str(made.unstable)
    yield "drive", f"{_sum_bytes(made.sums)} files {len(sizes)} bytes {sum(sizes)}"


def _sum(text: str) -> str:
    return _sum_bytes(text.encode())


def _sum_bytes(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def settings(config: Config) -> Mapping[str, str]:
    """Every key of the configuration with its meaning as text, sorted; comments and names of files mean nothing."""
    told = {}
    for table in TABLES:
        for key, value in vars(getattr(config, table)).items():
            text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=sorted)
            if (table, key) in FILE_KEYS and value:
                path = config.file(value)
                text = path.read_bytes().hex() if (table, key) in PICTURE_KEYS else _plain(read_text(path))
            told[f"{table}.{key}"] = text
    if lists := rule_lists(config):
        told["selection.rules"] += "\n" + "\n".join(f"{path.name}\n{_plain(read_text(path))}" for path in lists)
    return dict(sorted(told.items()))


def _plain(text: str) -> str:
    """A list or a text without comments, empty lines and blanks at the ends of lines."""
    lines = (line.strip() for line in lines_of(text))
    return "\n".join(line for line in lines if line and not line.startswith("#"))


def installed() -> Mapping[str, tuple[str, str]]:
    """Library to its release and a digest of its Python code.

    Compiled parts differ between releases of Python and kinds of processor although they do the same, so they are left
    to the release number.
    """
    return {name: (metadata.version(name), f"sha256:{_code(name)}") for name in LIBRARIES}


def _code(name: str) -> str:
    digest = hashlib.sha256()
    for file in sorted(metadata.files(name) or (), key=lambda file: file.as_posix()):
        if file.suffix == ".py" and ".." not in file.parts:
            data = Path(str(file.locate())).read_bytes()
            digest.update(f"{file.as_posix()}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()
