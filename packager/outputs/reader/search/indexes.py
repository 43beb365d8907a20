"""All indexes of the reader, written from the finished library.

Kinds of shards: ``S`` the root that every search needs, ``T`` and ``U`` titles and their tops, ``C`` and ``D`` the same
for 초성, ``V`` and ``W`` for foreign names by their sound, ``X`` titles by their rarest letters, ``F`` the full text,
``L`` the first words of each article. docs/formats-search.md describes the bytes.
"""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Protocol

from packager.korean import tables
from packager.korean.aliases import bundled, pairs
from packager.korean.aliases import table_text as alias_table
from packager.outputs.reader.search.leads import NOTHING, lead_item
from packager.outputs.reader.search.near_index import NearIndex
from packager.outputs.reader.search.text_index import TextIndex
from packager.outputs.reader.search.text_runs import Document
from packager.outputs.reader.search.title_entries import Named, initials_entries, sound_entries, typed_entries, weight
from packager.outputs.reader.search.title_index import TitleIndex
from packager.outputs.reader.shards import DEFAULT_TARGET, ShardWriter, varint

TITLE_SHARD = 20 * 1024
"""One answer to what is typed reads at most two of these."""


def text_size(target: int) -> int:
    """Bytes of a file of posting lists, for shards of target bytes: a word touches two or three of these."""
    return target // 4


def lead_size(target: int) -> int:
    """Bytes of a file of first words: a page of results reads ten of these."""
    return target * 3 // 32


class MakeWriter(Protocol):
    """Gives the writer of a kind of shard."""

    def __call__(self, kind: str, target: int | None = None, level: int | None = None) -> ShardWriter: ...


class SearchIndexes:
    """Takes articles in the order of their item numbers, then redirects; ``close`` writes everything.

    ``aliases`` are further rows for the alias table: spelling, tab, title. Shard sizes are bytes on disk of one file.
    """

    def __init__(
        self,
        writer: MakeWriter,
        temp: Path,
        *,
        title_shard: int = TITLE_SHARD,
        text_shard: int = text_size(DEFAULT_TARGET),
        lead_shard: int = lead_size(DEFAULT_TARGET),
        fulltext: bool = True,
        aliases: str = "",
        jobs: int = 1,
    ) -> None:
        small = title_shard
        self._root = writer("S")
        self._titles = TitleIndex(temp, "titles", writer("T", small), writer("U", small))
        self._initials = TitleIndex(temp, "initials", writer("C", small), writer("D", small))
        self._sounds = TitleIndex(temp, "sounds", writer("V", small), writer("W", small))
        self._near = NearIndex(temp, writer("X", small // 2))
        self._leads = writer("L", lead_shard)
        self._led = 0
        self._text = TextIndex(temp, writer("F", text_shard), jobs)
        self._fulltext = fulltext
        self._aliases = pairs(bundled(), aliases)
        self._spelled = dict.fromkeys(self._aliases, "")
        self._meant: dict[str, Named] = {}
        self._wanted = frozenset(self._aliases.values())
        self._incoming = array("I")

    def article(self, item: int, title: str, prose: str, incoming: int) -> None:
        """An article that can be found."""
        while len(self._incoming) <= item:
            self._incoming.append(0)
        self._incoming[item] = max(0, incoming)
        self._name(Named(title, item, weight(incoming)))
        while self._led < item:
            self._leads.add(NOTHING)
            self._led += 1
        self._leads.add(lead_item(title, prose))
        self._led += 1
        if self._fulltext:
            self._text.add(Document(item, title, prose))

    def redirect(self, title: str, item: int, target: str, fragment: str = "") -> None:
        """Another name of an article."""
        incoming = self._incoming[item] if item < len(self._incoming) else 0
        self._name(Named(title, item, weight(incoming), target, fragment))

    def _name(self, name: Named) -> None:
        self._spelled.pop(name.title, None)
        if name.title in self._wanted and (not name.target or name.title not in self._meant):
            self._meant[name.title] = name
        self._write(name)

    def _write(self, name: Named) -> None:
        for entry in typed_entries(name):
            self._titles.add(entry)
        for entry in initials_entries(name):
            self._initials.add(entry)
        for entry in sound_entries(name):
            self._sounds.add(entry)
        self._near.add(name)

    def close(self) -> None:
        """Write the shards."""
        for spelling in sorted(self._spelled):
            meant = self._meant.get(self._aliases[spelling])
            if meant:
                self._write(meant._replace(title=spelling, target=meant.target or meant.title))
        titles, _ = self._titles.close()
        initials, _ = self._initials.close()
        sounds, _ = self._sounds.close()
        near = self._near.close()
        text, _ = self._text.close()
        self._leads.close()
        self._root.put(
            _parts(
                tables.table_text().encode(),
                alias_table(self._aliases).encode(),
                titles,
                initials,
                text,
                sounds,
                near,
            )
        )


def _parts(*parts: bytes) -> bytes:
    return b"".join((varint(len(parts)), *(varint(len(part)) for part in parts), *parts))
