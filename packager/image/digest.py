"""The one number that stands for all files of an image; serial and signature of the image are taken from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def content_digest(files: Iterable[tuple[str, int, str]]) -> bytes:
    """SHA-256 over (path, size, SHA-256 in lower hex digits) of every file; 32 bytes.

    ``files`` may come in any order; paths have ``/`` between and none in front.
    """
    digest = hashlib.sha256()
    for path, size, sha256 in sorted(files, key=lambda file: file[0].encode()):
        digest.update(b"%s\0%d\0%s\n" % (path.encode(), size, sha256.encode("ascii")))
    return digest.digest()
