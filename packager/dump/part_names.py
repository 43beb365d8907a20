"""What the name of a dump file says (Data dumps, "Dump format" and "MediaWiki Content File Exports").

    kowiki-20260901-pages-articles.xml.bz2                      one file
    kowiki-20260901-pages-articles3.xml-p123p456.bz2            one part of several
    kowiki-2026-09-01-p123p456.xml.bz2                          content export, all namespaces
    kowiki-2026-09-01-p123r1r99.xml.bz2                         content export, a slice of one page's history
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

NAME = re.compile(
    r"""
    (?P<dbname>[a-z][a-z0-9_]*?)
    -(?P<date>\d{8}|\d{4}-\d\d-\d\d|latest)
    (?:-(?P<kind>[a-z][a-z-]*?)(?P<number>\d*))?
    (?:\.xml)?
    (?:-?p(?P<first>\d+)(?:p(?P<last>\d+)|r(?P<first_rev>\d+)r(?P<last_rev>\d+)))?
    (?:\.xml)?
    (?:-shortened)?
    (?P<suffix>(?:\.[a-z0-9]+)*)
    """,
    re.VERBOSE,
)

HASH_LISTS = re.compile(r"(?:(?:^|[-_.])(sha256|sha1|md5)sums?(?:\.txt)?|\.(sha256|sha1|md5))$", re.IGNORECASE)
INDEX = re.compile(r"-multistream-index\d*\.txt")


@dataclass(frozen=True, slots=True)
class PartName:
    """The facts in a file name; all empty when it follows no known pattern."""

    dbname: str = ""
    date: str = ""
    """``YYYY-MM-DD`` or empty."""
    kind: str = ""
    number: int = 0
    first_page: int = 0
    first_revision: int = 0
    slice_of_page: bool = False

    @property
    def order(self) -> tuple[int, int, int]:
        return (self.first_page, self.first_revision, self.number)

    @property
    def family(self) -> tuple[str, str, str]:
        """What all parts of one dump have in common."""
        return (self.dbname, self.date, self.kind)


def parse_part_name(name: str) -> PartName:
    """Facts from the name of a dump file."""
    match = NAME.fullmatch(name)
    if match is None:
        return PartName()
    digits = match["date"].replace("-", "")
    return PartName(
        dbname=match["dbname"],
        date=f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if digits.isdecimal() else "",
        kind=match["kind"] or "",
        number=int(match["number"] or 0) if (match["kind"] or "").startswith("pages-") else 0,
        first_page=int(match["first"] or 0),
        first_revision=int(match["first_rev"] or 0),
        slice_of_page=match["first_rev"] is not None,
    )


def hash_algorithm(name: str) -> str:
    """``sha256``, ``sha1`` or ``md5`` if the name is that of a hash list, else empty."""
    match = HASH_LISTS.search(name)
    return (match[1] or match[2]).lower() if match else ""


def is_index(name: str) -> bool:
    return INDEX.search(name) is not None


def index_path(part: Path) -> Path | None:
    """Where the multistream index of a dump file is found, if the file is a multistream one by its name."""
    if "-multistream" not in part.name or is_index(part.name):
        return None
    name = re.sub(r"-multistream(\d*)\.xml", r"-multistream-index\1.txt", part.name, count=1)
    return part.with_name(name) if name != part.name else None
