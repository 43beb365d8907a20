"""Under which name the categories of an archive lie: ``분류:``, ``Category:``, whatever its wiki calls them."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from urllib.parse import unquote

from packager.audit.directory import unpacked
from packager.audit.frames import CATEGORIES
from packager.zimfile.archive import ZimFile, ZimFormatError

KOREAN = "분류:"
"""Where no page stands in a category."""
_MARK = CATEGORIES.encode()
_FIRST = re.compile(rb'<li><a href="(?:\./|(?:\.\./)+)([^"/:]+:)')


def category_prefix(zim: ZimFile, order: Iterable[int]) -> str:
    """How the paths of category pages begin, as the first page that stands in a category spells it.

    ``order``: entries with content as ``Directory.order`` has them. What is damaged is told by who reads it all.
    """
    at, cluster = -1, None
    try:
        for packed in order:
            number, blob, _ = unpacked(packed)
            if cluster is None or number != at:
                at, cluster = number, zim.cluster(number)
            _, mark, rows = cluster.blob(blob).rpartition(_MARK)
            if mark and (first := _FIRST.match(rows)):
                return unquote(first[1].decode("utf-8", "replace"))
    except (ZimFormatError, struct.error):
        pass
    return KOREAN
