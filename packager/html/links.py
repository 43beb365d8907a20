"""Spelling of links between entries.

An entry's path is its prefixed title with underscores (``분류:독일의_도시``). In HTML it is written ``./`` plus the
path with every byte outside the unreserved set percent-encoded: the ``./`` keeps a colon from being read as a scheme.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote


@lru_cache(maxsize=1 << 16)
def quote_path(path: str) -> str:
    """Percent-encode an entry path (RFC 3986, unreserved characters and ``/`` stay)."""
    return quote(path, safe="/-._~()!*,;@:")


def href(path: str, fragment: str = "") -> str:
    """The one spelling of an internal link."""
    return f"./{quote_path(path)}" + (f"#{quote(fragment, safe='-._~()!*,;@:')}" if fragment else "")
