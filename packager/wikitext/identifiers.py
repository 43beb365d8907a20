"""Ids and fragments: MediaWiki's two encodings, ``html5`` (readable) and ``legacy`` (dots and hex digits)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import quote_plus

_LONGEST_ID: Final = 1024
_SPACES: Final = str.maketrans(dict.fromkeys("\t\n\f\r ", "_"))
_PERCENT_CODE: Final = re.compile(r"%([0-9A-Fa-f]{2})")
# A strip marker that can no longer be resolved, whatever became of its quotes.
_LOST_MARKER: Final = re.compile("\x7f[^\x7f]{0,24}UNIQ-[^\x7f]*\x7f")
_CLASS_TROUBLE: Final = re.compile(r"""^[0-9\-]|[\x00-\x20!"#$%&'()*+,./:;<=>?@\[\]^`{|}~]|\u00a0""")


def escape_id_for_attribute(identifier: str, mode: str = "html5") -> str:
    """The value for an ``id`` attribute (still to be escaped as an attribute)."""
    if "\x7f" in identifier:
        identifier = _LOST_MARKER.sub("", identifier)
    identifier = identifier[:_LONGEST_ID]
    if mode == "html5":
        return identifier.translate(_SPACES)
    return _legacy(identifier)


@lru_cache(maxsize=1 << 12)
def _legacy(identifier: str) -> str:
    """Headings of articles are much the same: sources, notes, see also."""
    encoded = quote_plus(identifier.replace(" ", "_"), safe="", errors="replace").replace("~", "%7E")
    return encoded.replace("%3A", ":").replace("%", ".")


def escape_id_for_link(identifier: str, mode: str = "html5") -> str:
    """The fragment of a link to that id: a percent sign that would be decoded is written out."""
    identifier = escape_id_for_attribute(identifier, mode)
    return _PERCENT_CODE.sub(r"%25\1", identifier) if mode == "html5" else identifier


def escape_id_for_external_interwiki(identifier: str) -> str:
    """Other wikis may still use the old encoding, which every one of them understands."""
    return escape_id_for_attribute(identifier, "legacy")


def escape_id_reference_list(references: str, mode: str = "html5") -> str:
    """A list of ids, as the ``aria-`` attributes have it."""
    return " ".join(escape_id_for_attribute(part, mode) for part in references.split())


def escape_class(name: str) -> str:
    """A page title as a class name."""
    return re.sub("_+", "_", _CLASS_TROUBLE.sub("_", name)).rstrip("_")
