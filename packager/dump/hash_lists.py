"""SHA256SUMS, md5sums and sha1sums: read, found beside the dump, compared with what the files really are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packager.dump.part_names import hash_algorithm, parse_part_name
from packager.errors import DumpError

LINE = re.compile(r"(?P<digest>[0-9a-fA-F]{32,64})(?: [ *]?(?:.*/)?(?P<name>[^/\s]+))?\s*")
BSD_LINE = re.compile(r"[A-Z0-9]+ \((?:.*/)?(?P<name>[^/\s]+)\) = (?P<digest>[0-9a-fA-F]{32,64})\s*")
DIGEST_SIZE = {"md5": 32, "sha1": 40, "sha256": 64}
BITE = 4 << 20


@dataclass(frozen=True, slots=True)
class HashList:
    """One hash list: file name to digest."""

    path: Path
    algorithm: str
    digests: dict[str, str]


def read_hash_list(path: Path, names: Iterable[str]) -> HashList:
    """The list at ``path``. A line about one of ``names`` that is not understood is an error; other lines may be."""
    algorithm = hash_algorithm(path.name)
    wanted = set(names)
    digests: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DumpError(
            "{file}: cannot be read as a hash list ({error}); fetch it again", file=path, error=error
        ) from None
    for number, line in enumerate(lines, 1):
        match = LINE.fullmatch(line) or BSD_LINE.fullmatch(line)
        if match is not None:
            digest, name = match["digest"], match["name"] or path.stem
            if len(digest) == DIGEST_SIZE[algorithm]:
                digests[name] = digest.lower()
                continue
        if any(name in line for name in wanted):
            raise DumpError(
                "{file}: line {line}: not a {algorithm} digest and a file name; fetch the list again",
                file=path,
                line=number,
                algorithm=algorithm,
            )
    return HashList(path, algorithm, digests)


def find_hash_lists(folders: Iterable[Path]) -> list[Path]:
    """Hash lists that lie beside the dump files, in order of their names."""
    return sorted(
        entry for folder in sorted(set(folders)) for entry in folder.iterdir()
        if hash_algorithm(entry.name) and entry.is_file()
    )


def file_digests(path: Path, algorithms: Iterable[str]) -> dict[str, str]:
    """Digests of a whole file, all in one pass."""
    hashes = {name: hashlib.new(name) for name in algorithms}
    try:
        with path.open("rb") as file:
            while bite := file.read(BITE):
                for each in hashes.values():
                    each.update(bite)
    except OSError as error:
        raise DumpError(
            "{file}: cannot be read ({error}); check the disk and the permissions", file=path, error=error.strerror
        ) from None
    return {name: each.hexdigest() for name, each in hashes.items()}


def check_listed(path: Path, digests: dict[str, str], lists: Iterable[HashList]) -> str:
    """Name of a list that confirms the file, empty if none lists it; a list that contradicts is an error."""
    confirmed = ""
    for each in lists:
        expected = each.digests.get(path.name)
        if expected is None:
            continue
        if digests[each.algorithm] != expected:
            raise DumpError(
                "{file}: bytes 0-{size}: {algorithm} is {digest}, but {list} says {expected}; the file is damaged or"
                " incomplete, fetch it again",
                file=path,
                size=path.stat().st_size,
                algorithm=each.algorithm,
                digest=digests[each.algorithm],
                list=each.path.name,
                expected=expected,
            )
        confirmed = confirmed or each.path.name
    return confirmed


def missing_parts(given: Iterable[str], lists: Iterable[HashList]) -> list[str]:
    """Files that the lists name as parts of the same dump and that were not given."""
    names = set(given)
    families = {parse_part_name(name).family for name in names} - {("", "", "")}
    ranged = any(parse_part_name(name).first_page for name in names)
    suffixes = {name.rsplit(".", 1)[-1] for name in names}
    missing: set[str] = set()
    for each in lists:
        for name in each.digests:
            facts = parse_part_name(name)
            is_part = bool(facts.first_page) == ranged and name.rsplit(".", 1)[-1] in suffixes and ".xml" in name
            if is_part and ranged and facts.family in families and name not in names:
                missing.add(name)
    return sorted(missing)
