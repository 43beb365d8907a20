"""Names of places on a page (ids, and the fragments that lead to them): none like an address, none of the reader's.

A footnote may be called by the address it cites. Such a name gives way to a neutral one, the same wherever it is
written, so that links to the place still find it.
"""

from __future__ import annotations

import hashlib
import re

from packager.allowed.elements import HIDES_ADDRESS, NAME, RESERVED

_ENCODED = re.compile(r"%(?:2f|5c|3a)", re.I)


_PATH = re.compile(r"(?:^|\s)[/~]|/[^/\s]*/")
"""A heading that is a path of a file system, ``/home/name/x``, is no place to jump to either."""


def unsuitable(name: str) -> bool:
    """Whether a name may not be written."""
    if _PATH.search(name) or _ENCODED.search(name) or not NAME.match(name):
        return True
    return bool(HIDES_ADDRESS.search(name) or RESERVED.match(name))


def place(name: str) -> str:
    """The name under which a place is written."""
    return "n-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12] if unsuitable(name) else name
