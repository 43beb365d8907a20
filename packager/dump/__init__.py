"""Input: MediaWiki dumps and HTML snapshots, in any packing, one file or many.

``open_dump`` answers what a set of files is and proves what can be proven before a page is read: hash lists, one wiki,
one date, no part twice, no part missing. The rest is proven while reading: each checksum, the closing tag, the index.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

from packager.dump import enterprise, xml
from packager.dump.containers import Container, find_container
from packager.dump.given_files import sort_given
from packager.dump.hash_lists import HashList, check_listed, file_digests, missing_parts, read_hash_list
from packager.dump.info import DumpInfo, PartInfo
from packager.dump.opened import Dump, DumpPart
from packager.dump.part_names import parse_part_name
from packager.dump.reader import Reader
from packager.dump.siteinfo import RawSite, make_site
from packager.errors import DumpError, Said

__all__ = ["READERS", "Dump", "DumpInfo", "PartInfo", "open_dump"]

READERS: tuple[Reader, ...] = (xml, enterprise)

HEAD_SIZE = 512


def open_dump(paths: Sequence[Path], jobs: int = 1) -> Dump:
    """The dump in ``paths`` (files in any order, folders, patterns; hash lists and indexes among them are used)."""
    given = sort_given(paths)
    names = [part.name for part in given.parts]
    lists = [read_hash_list(path, names) for path in given.hash_lists]
    missing = missing_parts(names, lists)
    if missing:
        raise DumpError(
            "{file}: listed in {list} as a part of this dump, but not given ({count} missing); fetch it and give all"
            " parts",
            file=given.parts[0].parent / missing[0],
            list=lists[0].path.name,
            count=len(missing),
        )
    with ThreadPoolExecutor(max(1, jobs)) as pool:
        infos = list(pool.map(lambda path: _part_info(path, lists), given.parts))
    _refuse_copies(infos)
    parts: list[DumpPart] = []
    sites: list[RawSite] = []
    for info in infos:
        part, raw = _open_part(info.path, find_container(info.path), given.indexes.get(info.path))
        parts.append(part)
        sites.append(raw)
        _refuse_other_wiki(parts, sites)
    facts = parse_part_name(given.parts[0].name)
    raw = sites[0]
    notes: list[str] = list(given.notes)
    if not raw.dbname and not raw.base and facts.dbname:
        raw.dbname = facts.dbname
        notes.append(Said("only its file name says of which wiki the dump is: {wiki}", wiki=facts.dbname))
    site = make_site(raw)
    unlisted = [info.path.name for info in infos if not info.verified_by]
    if unlisted:
        notes.append(Said("no hash list names {count} of {all} files", count=len(unlisted), all=len(infos)))
    for part in parts:
        if "multistream" in part.path.name and part.index is None:
            notes.append(
                Said("{file}: no multistream index beside it, so its page count is not compared", file=part.path.name)
            )
    digest = hashlib.sha256("\0".join(["dump-2", site.dbname, *sorted(info.sha256 for info in infos)]).encode())
    reader = parts[0].reader.NAME
    whole = DumpInfo(
        site.dbname, "", reader, raw.version, digest.hexdigest(), tuple(infos), tuple(notes), facts.date
    )
    return Dump(whole, site, parts, max(1, jobs))


def _part_info(path: Path, lists: list[HashList]) -> PartInfo:
    container = find_container(path)
    listed = {each.algorithm for each in lists if path.name in each.digests}
    digests = file_digests(path, sorted(listed | {"sha256"}))
    confirmed = check_listed(path, digests, lists)
    return PartInfo(path, path.stat().st_size, digests["sha256"], container.NAME, confirmed)


def _refuse_copies(infos: list[PartInfo]) -> None:
    seen: dict[str, PartInfo] = {}
    for info in infos:
        other = seen.setdefault(info.sha256, info)
        if other is not info:
            raise DumpError(
                "{file}: the same bytes as {other}; give each part once", file=info.path, other=other.path.name
            )


def _open_part(path: Path, container: Container, index: Path | None) -> tuple[DumpPart, RawSite]:
    pieces = container.unpack(path, 1, lambda done: None)
    try:
        head = b""
        while len(head) < HEAD_SIZE and (piece := next(pieces, b"")):
            head += piece
        for reader in READERS:
            if reader.sniff(path, head):
                part = DumpPart(path, container, reader, index)
                rest: Iterator[bytes] = chain([head], pieces)
                return part, reader.read_head(path, rest, part.packed)
    finally:
        close = getattr(pieces, "close", None)
        if close is not None:
            close()
    raise DumpError(
        "{file}: byte 0 of the unpacked text: neither XML nor JSON; give a dump's .xml or .ndjson file", file=path
    )


def _refuse_other_wiki(parts: list[DumpPart], sites: list[RawSite]) -> None:
    first, last = make_site(sites[0]), make_site(sites[-1])
    if (first.dbname, first.lang, parts[0].reader.NAME) != (last.dbname, last.lang, parts[-1].reader.NAME):
        raise DumpError(
            "{file}: of another wiki ({wiki}, {lang}) than {first} ({first_wiki}, {first_lang}); give the parts of one"
            " dump only",
            file=parts[-1].path,
            wiki=last.dbname or Said("unnamed"),
            lang=last.lang,
            first=parts[0].path.name,
            first_wiki=first.dbname or Said("unnamed"),
            first_lang=first.lang,
        )
