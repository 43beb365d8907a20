"""What the user gave: dump parts in their order, hash lists, multistream indexes, folders and patterns opened up."""

from __future__ import annotations

import glob
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from packager.dump.hash_lists import find_hash_lists
from packager.dump.part_names import hash_algorithm, index_path, is_index, parse_part_name
from packager.errors import DumpError, Said, UsageError

MARKS = ("_SUCCESS", "_IMPORTING")
"""Empty files that say whether a content export is complete."""

SNAPSHOT_ENDINGS = (".ndjson", ".jsonl", ".tar", ".tgz")
"""What a folder without XML exports is searched for."""


@dataclass(frozen=True, slots=True)
class GivenFiles:
    """The files of one dump by what they are for."""

    parts: tuple[Path, ...]
    hash_lists: tuple[Path, ...]
    indexes: dict[Path, Path]
    """Part to its multistream index."""
    notes: tuple[str, ...]


def sort_given(paths: Sequence[Path]) -> GivenFiles:
    """Folders and patterns become files; files are told apart by name; parts are put in the order of their pages."""
    files: list[Path] = []
    for path in paths:
        files.extend(_opened(path))
    doubles = {path for path in files if files.count(path) > 1} if len(files) < 10_000 else set()
    if doubles:
        raise DumpError("{file}: given twice; give each file once", file=min(doubles))
    lists = [path for path in files if hash_algorithm(path.name)]
    indexes = [path for path in files if is_index(path.name)]
    parts = [path for path in files if path not in lists and path not in indexes and path.name not in MARKS]
    if not parts:
        raise UsageError(
            "{file}: no dump file given; give the .xml.bz2 file or its parts", file=paths[0] if paths else Said("dump")
        )
    parts.sort(key=lambda path: (parse_part_name(path.name).order, path.name))
    lists += [path for path in find_hash_lists(part.parent for part in parts) if path not in lists]
    _refuse_mixed(parts)
    notes: list[str] = []
    folder = parts[0].parent
    if parse_part_name(parts[0].name).kind == "" and parse_part_name(parts[0].name).first_page:
        if (folder / "_IMPORTING").exists():
            raise DumpError(
                "{file}: the export is not finished yet; wait for _SUCCESS, fetch again", file=folder / "_IMPORTING"
            )
        if not (folder / "_SUCCESS").exists():
            notes.append(
                Said("no _SUCCESS beside the parts: the export may not have been finished when it was fetched")
            )
    return GivenFiles(tuple(parts), tuple(lists), _matched(parts, indexes), tuple(notes))


def _opened(path: Path) -> list[Path]:
    if path.is_dir():
        inside = sorted(entry for entry in path.iterdir() if entry.is_file())
        exports = [entry for entry in inside if ".xml" in entry.name and not entry.name.endswith("-rss.xml")]
        return exports or [entry for entry in inside if any(ending in entry.name for ending in SNAPSHOT_ENDINGS)]
    if path.is_file():
        return [path]
    if path.exists():
        raise UsageError(
            "{file}: neither a file nor a folder; a dump is read more than once, so give a file", file=path
        )
    if any(sign in str(path) for sign in "*?["):
        found = [Path(name) for name in sorted(glob.glob(str(path)))]
        if found:
            return [each for each in found if each.is_file()]
    raise UsageError("{file}: no such file; check the path", file=path)


def _unpacked_name(path: Path) -> str:
    return re.sub(r"\.(?:bz2|gz|xz|lzma|zst|7z)$", "", path.name)


def _matched(parts: list[Path], indexes: list[Path]) -> dict[Path, Path]:
    matched: dict[Path, Path] = {}
    for part in parts:
        wanted = index_path(part)
        if wanted is None:
            continue
        beside = [entry for entry in sorted(part.parent.iterdir()) if is_index(entry.name)]
        for candidate in [*indexes, *beside]:
            if _unpacked_name(candidate) == _unpacked_name(wanted):
                matched[part] = candidate
                break
    if not matched and len(parts) == len(indexes) == 1:
        matched[parts[0]] = indexes[0]
    unused = [path for path in indexes if path not in matched.values()]
    if unused:
        raise DumpError("{file}: the index of a dump file that was not given; give both or neither", file=unused[0])
    return matched


def _refuse_mixed(parts: list[Path]) -> None:
    first = parse_part_name(parts[0].name)
    numbers: set[int] = set()
    for path in parts:
        facts = parse_part_name(path.name)
        for what, one, other in (
            (Said("another wiki"), first.dbname, facts.dbname),
            (Said("another date"), first.date, facts.date),
            (Said("another kind of dump"), first.kind, facts.kind),
        ):
            if one != other and first.dbname and facts.dbname:
                raise DumpError(
                    "{file}: {other} ({its}) than {first} ({own}) by its name; give the parts of one dump only",
                    file=path,
                    other=what,
                    its=other or Said("none"),
                    first=parts[0].name,
                    own=one or Said("none"),
                )
        if facts.number:
            numbers.add(facts.number)
    missing = sorted(set(range(1, max(numbers, default=0) + 1)) - numbers)
    if numbers and missing:
        raise DumpError(
            "{folder}: part {number} of {wiki} {kind} is missing (parts up to {last} are given);"
            " fetch it and give all parts",
            folder=parts[0].parent,
            number=missing[0],
            wiki=first.dbname,
            kind=first.kind,
            last=max(numbers),
        )
