"""The set of paths that a link may lead to."""

from __future__ import annotations

import hashlib
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable


class Known:
    """Paths as sorted 8-byte digests: bounded memory for millions of entries."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._digests = array("Q", sorted(array("Q", map(_digest, paths))))

    def __contains__(self, path: str) -> bool:
        digest = _digest(path)
        at = bisect_left(self._digests, digest)
        return at < len(self._digests) and self._digests[at] == digest


def _digest(path: str) -> int:
    return int(struct.unpack("<Q", hashlib.blake2b(path.encode("utf-8", "replace"), digest_size=8).digest())[0])
