"""Names, sizes and types of pictures that exist (option ``--files``): a JSON object by file name."""

from __future__ import annotations

import json
from pathlib import Path

from packager.errors import UsageError
from packager.model import FileInfo

TYPES = {
    "apng": "image/apng", "djvu": "image/vnd.djvu", "flac": "audio/flac", "gif": "image/gif", "jpeg": "image/jpeg",
    "jpg": "image/jpeg", "mid": "audio/midi", "mp3": "audio/mpeg", "oga": "audio/ogg", "ogg": "application/ogg",
    "ogv": "video/ogg", "opus": "audio/ogg", "pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml",
    "tif": "image/tiff", "tiff": "image/tiff", "wav": "audio/x-wav", "webm": "video/webm", "webp": "image/webp",
    "xcf": "image/x-xcf",
}
"""Endings that MediaWiki sites accept; the system's own list differs from machine to machine."""


def file_name(name: str) -> str:
    """Title text of a file name: spaces for underscores."""
    return name.replace("_", " ")


def read_file_table(path: Path) -> dict[str, FileInfo]:
    """The table; every value is an object with ``width``, ``height``, ``mime`` and perhaps ``size`` and ``pages``."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(
            "{file}: cannot be read as a table of files ({error}); give a JSON object", file=path, error=error
        ) from None
    if not isinstance(table, dict):
        raise UsageError("{file}: not a table of files; give a JSON object with file names as keys", file=path)
    files: dict[str, FileInfo] = {}
    for name, facts in table.items():
        try:
            files[file_name(name)] = FileInfo(
                name=file_name(name),
                width=int(facts["width"]),
                height=int(facts["height"]),
                mime=str(facts["mime"]),
                size=int(facts.get("size", 0)),
                pages=int(facts.get("pages", 1)),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise UsageError(
                "{file}: {name}: needs width, height and mime; correct the entry", file=path, name=name
            ) from None
    return files


def file_by_page(name: str) -> FileInfo:
    """What is known of a picture that has a page on the wiki and no entry in a table: its type by its ending."""
    return FileInfo(name, 0, 0, TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream"))

