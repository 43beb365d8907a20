"""Before a build: everything that can go wrong and can be known within seconds, all of it at once.

``packager check`` prints it; ``packager build`` begins with it. Nothing is rendered and no page is read.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from packager.config import Config, departures, examine
from packager.curation.rules_file import read_rules
from packager.drive.figures import REPORT
from packager.drive.folders import Folders
from packager.drive.tables import Row
from packager.dump import Dump, open_dump
from packager.errors import DumpError, OutputError, PackagerError, Said, Sentences, UsageError
from packager.finish.drop_list import load_drops
from packager.lua.wikibase import read_table
from packager.media.raster import rebuild
from packager.model import SiteInfo
from packager.pages.file_table import read_file_table
from packager.pages.ingest import store_key
from packager.pages.store import PageStore
from packager.selection.index_titles import IndexTitles
from packager.selection.lists import list_files, read_lists
from packager.selection.matching import StoreTitles, Titles
from packager.selection.rule import wanted_namespaces
from packager.selection.title_file import read_title_file

UNPACKED = 5.0
"""Bytes of text for a byte of a packed dump, about."""
ROOM = 2.2
"""Bytes that page store, rendered pages and outputs take together for a byte of text, about."""
BYTES_A_SECOND = 150_000
"""Bytes of text that one worker renders and packs in a second, about; a warm build needs a fraction of the time."""


@dataclass
class Preflight:
    """What was found."""

    problems: list[str] = field(default_factory=list)
    """Each would stop the build."""
    remarks: list[str] = field(default_factory=list)
    """What the editor should see."""
    wiki: str = ""
    files: int = 0
    """Files of the dump."""
    bytes: int = 0
    """Size of all of them."""
    room: int = 0
    """Bytes that the whole job needs on the disk of --out, about."""
    free: int = 0
    seconds: int = 0
    """Time that a build from nothing takes, about."""
    status: int = 0
    """Exit status: that of the first problem."""

    def refuse(self, said: Said, status: int = UsageError.exit_status) -> None:
        """Add a problem."""
        self.problems.append(said)
        self.status = self.status or status

    def attempt(self, what: Callable[[], object]) -> None:
        """Do something that raises a PackagerError if there is a problem."""
        try:
            what()
        except PackagerError as error:
            self.refuse(error.said, error.exit_status)

    def as_json(self) -> Row:
        """Plain data."""
        return {name: value for name, value in asdict(self).items() if name != "status"}


def configured(path: Path | None) -> Config:
    """The configuration with all the files that it names. Raises UsageError that lists every problem found."""
    found = Preflight()
    config = _examined(path, found)
    if found.problems:
        name = path.name if path else ""
        raise UsageError("{file}: {problems}", file=name, problems=Sentences(found.problems))
    return config


def _examined(path: Path | None, found: Preflight) -> Config:
    config, problems = examine(path)
    for problem in problems:
        found.refuse(problem)
    named = {str(problem.values.get("key")) for problem in problems}
    for table, key, read in _READERS:
        name = getattr(getattr(config, table), key)
        if name and f"{table}.{key}" not in named:
            found.attempt(lambda read=read, name=name: read(config.file(name)))  # type: ignore[misc]
    return config


def _illustration(path: Path) -> object:
    return rebuild(path.read_bytes(), path.name, size=(48, 48), kind="PNG")


_READERS: tuple[tuple[str, str, Callable[[Path], object]], ...] = (
    ("render", "drops", load_drops),
    ("render", "wikidata", read_table),
    ("snapshot", "illustration", _illustration),
    ("selection", "include", read_title_file),
    ("selection", "exclude", read_title_file),
    ("selection", "rules", read_rules),
)
"""Files that have a form of their own; the others are any text."""


def check(
    dumps: Sequence[Path], path: Path | None, out: Path | None, files: Path | None, jobs: int
) -> tuple[Preflight, Config]:
    """All that ``packager check`` tells. Raises UsageError only if the configuration itself is no TOML."""
    found = Preflight()
    config = _examined(path, found)
    found.remarks += departures(config)
    if out is not None:
        found.attempt(Folders(out).refuse_foreign)
    if files is not None:
        found.attempt(lambda: read_file_table(files))
    try:
        dump = open_dump(dumps, jobs)
    except PackagerError as error:
        found.refuse(error.said, error.exit_status)
    else:
        look(dump, config, out, jobs, found)
    return found, config


def look(dump: Dump, config: Config, out: Path | None, jobs: int, found: Preflight) -> None:
    """What the dump's head and index tell in the light of the configuration."""
    found.wiki, found.files, found.bytes = dump.site.dbname, len(dump.info.parts), dump.info.size
    found.remarks += dump.info.notes
    found.attempt(lambda: refuse_other_wiki(dump.site, config))
    if list_files(config):
        found.attempt(lambda: _match_lists(dump, config, out, found))
    text = sum(part.size * (1 if part.container == "plain" else UNPACKED) for part in dump.info.parts)
    found.room, found.seconds = int(text * ROOM), _seconds(text, jobs, dump.info.size, out)
    if out is not None:
        _look_at_disk(out, found)


def _match_lists(dump: Dump, config: Config, out: Path | None, found: Preflight) -> None:
    """Raises UsageError for lists with lines that match no page, where the titles of the dump can be had."""
    titles = _titles(dump, config, out)
    if titles is None:
        found.remarks.append(
            Said("the lists were read but not matched: there is neither a store of this dump nor an index of it")
        )
    else:
        found.remarks += read_lists(config, titles).remarks


def refuse_dump(dump: Dump, config: Config, out: Path) -> None:
    """What ``packager build`` asks of a dump before it reads it.

    Raises UsageError with every problem; an OutputError if all that is wrong is the disk.
    """
    found = Preflight()
    look(dump, config, out, 1, found)
    if len(found.problems) == 1 and found.status == OutputError.exit_status:
        raise OutputError("{problems}", problems=Sentences(found.problems))
    if found.problems:
        raise UsageError("{problems}", problems=Sentences(found.problems))


def refuse_other_wiki(site: SiteInfo, config: Config) -> None:
    """Raises UsageError if the dump is not of the wiki that the drive is for."""
    wanted = config.input.wiki
    if wanted and not site.dbname:
        raise UsageError(
            "the dump does not say of which wiki it is and the drive «{title}» is for {wanted}; give the dump as "
            'it was fetched, or set wiki = "" in [input] if you are sure of it',
            title=config.snapshot.title,
            wanted=wanted,
        )
    if wanted and site.dbname != wanted:
        raise UsageError(
            "the dump is of {wiki} and the drive «{title}» is for {wanted}; give the right dump, or set wiki = "
            '"{wiki}" in [input], with a title and a name of its own in [snapshot]',
            wiki=site.dbname,
            title=config.snapshot.title,
            wanted=wanted,
        )


def _titles(dump: Dump, config: Config, out: Path | None) -> Titles | None:
    """Where the titles of the dump can be looked up without reading it: a store of an earlier run, else its index."""
    path = Folders(out).store if out is not None else None
    if path is not None and path.is_file():
        try:
            store = PageStore(path)
        except DumpError:
            store = None
        if store is not None and store.key == store_key(dump.info.fingerprint, wanted_namespaces(dump.site)):
            return StoreTitles(store)
    indexes = [part.index for part in dump.parts if part.index is not None]
    if len(indexes) < len(dump.parts):
        return None
    lines = [line for path in list_files(config) for line in read_title_file(path)]
    return IndexTitles(indexes, dump.site, lines)


def _seconds(text: float, jobs: int, size: int, out: Path | None) -> int:
    """Time of a build: by the last one with such a dump, else by rule of thumb."""
    if out is not None:
        try:
            last = json.loads((out / "report" / REPORT).read_text(encoding="utf-8"))
            before = sum(part["bytes"] for part in last["counts"]["ingest"]["parts"])
            if last["counts"]["reused"] == 0 and before:
                return int(sum(last["seconds"].values()) * size / before) + 1
        except (OSError, ValueError, KeyError, TypeError):
            pass
    return int(text / BYTES_A_SECOND / max(1, jobs)) + 5


def _look_at_disk(out: Path, found: Preflight) -> None:
    place = out.absolute()
    while not place.exists():
        place = place.parent
    work = out / "work"
    there = sum(path.stat().st_size for path in work.glob("*.sqlite")) if work.is_dir() else 0
    found.free = shutil.disk_usage(place).free
    if found.free + there < found.room:
        found.refuse(
            Said(
                "the whole job needs about {need} MB on the disk of --out and {free} MB are free; free space there or "
                "choose another --out",
                need=found.room >> 20,
                free=(found.free + there) >> 20,
            ),
            status=OutputError.exit_status,
        )
