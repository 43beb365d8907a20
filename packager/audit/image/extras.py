"""Other files beside a drive: pictures are read byte by byte, of everything else only its name is judged."""

from __future__ import annotations

from packager.audit.images import foreign_parts
from packager.errors import Said
from packager.zimfile.mapped import Stored

_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
)
_ENDINGS = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "jpe": "jpeg", "gif": "gif", "webp": "webp"}
_HEAD = 16
_LARGEST = 64 << 20
"""Bytes of a picture."""


def kind_of(path: Stored, name: str) -> str:
    """Which of the kinds that can be looked into a file is, or says that it is; empty: none."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for sign, kind in _SIGNS:
        if head.startswith(sign) and (kind != "webp" or head[8:12] == b"WEBP"):
            return kind
    return _ENDINGS.get(name.rpartition(".")[2].lower(), "")


def content_fault(path: Stored, name: str) -> Said | None:
    """Why a file of a kind that can be looked into must not lie beside a drive; None if it may, or is of none."""
    kind = kind_of(path, name)
    if not kind:
        return None
    if _ENDINGS.get(name.rpartition(".")[2].lower()) != kind:
        return Said("is a picture, or is called one, and its ending and its first bytes do not agree")
    if path.stat().st_size > _LARGEST:
        return Said("a picture of more bytes than pixels can need")
    for part in foreign_parts(path.read_bytes()):
        return Said("holds what no picture needs: {part}", part=part)
    return None
