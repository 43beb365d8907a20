"""What ingest did, in numbers that add up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TypedDict

from packager.errors import Said


@dataclass(frozen=True, slots=True)
class IngestProgress:
    """How far ingest has come."""

    bytes_read: int
    """Bytes of the packed dump files."""
    bytes_total: int
    pages: int


class PartFacts(TypedDict):
    """One file of a dump, as the report shows it."""

    name: str
    bytes: int
    sha256: str
    container: str
    verified_by: str
    """Name of the hash list that the file agrees with, empty if there was none."""


class LeftOutRow(TypedDict):
    """A page that stays out."""

    page: str
    """As the dump spells it."""
    rule: str
    reason: Said
    place: Said
    """File and byte."""


@dataclass(slots=True)
class IngestReport:
    """Pages in = articles + redirects + supporting pages + exclusions, each rule with its count."""

    dbname: str
    date: str
    fingerprint: str
    reader: str
    version: str
    parts: list[PartFacts] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pages_in: int = 0
    articles: int = 0
    """Pages of the article namespace that are no redirects."""
    redirects: int = 0
    """Redirects of the article namespace."""
    supporting: dict[str, int] = field(default_factory=dict)
    """Pages of other namespaces that were kept, by namespace number: templates, modules, categories ..."""
    supporting_redirects: dict[str, int] = field(default_factory=dict)
    """Those of them that are redirects."""
    excluded: dict[str, int] = field(default_factory=dict)
    """Rule to number of pages: ``namespace 2``, ``text deleted``, ``text missing``, ``title``, ``faulty``,
    ``same title``, ``same id``, ``id of another page``."""
    left_out: list[LeftOutRow] = field(default_factory=list)
    """Pages that stay out although their namespace is wanted; at most ``LISTED`` a rule."""
    named_date: str = ""
    """``YYYY-MM-DD`` that the file names tell."""
    text_bytes: int = 0
    newest: str = ""

    @property
    def kept(self) -> int:
        return self.articles + self.redirects + sum(self.supporting.values())

    def adds_up(self) -> bool:
        return self.pages_in == self.kept + sum(self.excluded.values())

    def of_files(self, parts: list[PartFacts], notes: Iterable[str], named_date: str) -> None:
        """The same bytes under today's names, also where a row names a place."""
        today = {part["sha256"]: part["name"] for part in parts}
        names = {part["name"]: today.get(part["sha256"], part["name"]) for part in self.parts}
        for row in self.left_out:
            row["reason"], row["place"] = _renamed(row["reason"], names), _renamed(row["place"], names)
        self.parts, self.notes, self.named_date = parts, list(notes), named_date

    def to_json(self) -> str:
        plain = asdict(self)
        plain["left_out"] = [
            {**row, "reason": row["reason"].as_json(), "place": row["place"].as_json()} for row in self.left_out
        ]
        return json.dumps(plain, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> IngestReport:
        plain = json.loads(text)
        for row in plain["left_out"]:
            row["reason"], row["place"] = Said.from_json(row["reason"]), Said.from_json(row["place"])
        return cls(**plain)


def _renamed(said: Said, names: Mapping[str, str]) -> Said:
    """A sentence with the new names of its files."""
    values = {
        name: _renamed(value, names) if isinstance(value, Said) else names.get(str(value), value)
        if name == "file" else value
        for name, value in said.values.items()
    }  # fmt: skip
    return said.filled(values)
