"""Spelling of links between entries.

An entry's path is its prefixed title with underscores (``분류:독일의_도시``). In HTML it is written ``./`` plus the
path: the ``./`` keeps a colon from being read as a scheme. Letters of any script stay as they are (RFC 3987: pages are
UTF-8), which is a third of the size of percent-encoding; everything that could end an attribute, start a query or
hide from the eye is percent-encoded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

# Controls, spaces and format characters of any plane would be invisible in an address; the rest has a meaning there.
_UNSAFE = re.compile(
    "[\x00-\x20\"#%&'<>?\\\\^`{|}\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)


# A segment that ends in dots (a page called ".../x") must not look like a step out of a folder.
_DOTS = re.compile(r"\.+(?=/)")


def _encode(match: re.Match[str]) -> str:
    return quote(match[0], safe="", errors="surrogatepass")


@lru_cache(maxsize=1 << 16)
def quote_path(path: str) -> str:
    """Spell an entry path or a fragment inside an address."""
    return _DOTS.sub(lambda match: "%2E" * len(match[0]), _UNSAFE.sub(_encode, path))


def href(path: str, fragment: str = "") -> str:
    """The one spelling of an internal link."""
    return f"./{quote_path(path)}" + (f"#{quote_path(fragment)}" if fragment else "")


def title_text(path: str) -> str:
    """The title that an entry path spells (``packager/titles.py``: ``|/dev/null`` is ``/dev/null``)."""
    return path.replace("_", " ").replace("|", "")


def category_label(path: str) -> str:
    """``분류:독일의_도시`` as readers see it below an article: ``독일의 도시``."""
    return title_text(path.partition(":")[2] or path)
