"""Wikimedia Enterprise HTML snapshots: one JSON object a line, plain or several such files in a tar.

Only name, ids, time, HTML and the names of redirects are taken; the editor's fields are dropped while JSON is decoded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from packager.dump.containers.plain import BYTE_ORDER_MARKS, TAR_MAGIC
from packager.dump.raw_page import KeepNamespace, RawPage
from packager.dump.siteinfo import RawSite
from packager.dump.tar_stream import tar_files
from packager.errors import DumpError, Said

NAME: Final = "enterprise"

LINE_LIMIT = 256 << 20


def sniff(path: Path, head: bytes) -> bool:
    for mark in BYTE_ORDER_MARKS[:1]:
        head = head.removeprefix(mark)
    return head.lstrip()[:1] in (b"{", b"[") or head[257:262] == TAR_MAGIC


def _without_editor(pairs: list[tuple[str, object]]) -> dict[str, object]:
    return {key: value for key, value in pairs if key != "editor"}


def _lines(path: Path, pieces: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """(offset in the unpacked text, line) of all files."""
    first = next(pieces, b"")
    held = [first]
    while sum(map(len, held)) < 512 and (more := next(pieces, b"")):
        held.append(more)
    first = b"".join(held)

    def again() -> Iterator[bytes]:
        yield first
        yield from pieces

    files = tar_files(path, again()) if first[257:262] == TAR_MAGIC else iter([again()])
    offset = 0
    for file in files:
        rest = b""
        for piece in file:
            rest += piece
            if len(rest) > LINE_LIMIT:
                raise DumpError(
                    "{file}: byte {offset}: a line of more than {limit} bytes; not an HTML snapshot",
                    file=path,
                    offset=offset,
                    limit=LINE_LIMIT,
                )
            *whole, rest = rest.split(b"\n")
            for line in whole:
                yield offset, line
                offset += len(line) + 1
        if rest:
            yield offset, rest
            offset += len(rest)


def _record(path: Path, offset: int, line: bytes) -> dict[str, object]:
    try:
        record = json.loads(line, object_pairs_hook=_without_editor)
    except (ValueError, RecursionError) as error:
        raise DumpError(
            "{file}: byte {offset}: not a line of JSON ({error}); the snapshot is cut, damaged, or not one object a"
            " line, fetch the NDJSON or tar.gz file again",
            file=path,
            offset=offset,
            error=error,
        ) from None
    if not isinstance(record, dict):
        raise DumpError(
            "{file}: byte {offset}: not a JSON object; give the NDJSON file of a snapshot", file=path, offset=offset
        )
    return record


def _records(path: Path, pieces: Iterator[bytes]) -> Iterator[tuple[int, dict[str, object]]]:
    for offset, line in _lines(path, pieces):
        if line.strip():
            yield offset, _record(path, offset, line)


def _get(record: dict[str, object], *keys: str) -> object:
    value: object = record
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def read_head(path: Path, pieces: Iterator[bytes], packed: bool) -> RawSite:
    """Wiki and language of the first record."""
    for offset, record in _records(path, pieces):
        dbname = _text(_get(record, "is_part_of", "identifier"))
        if not dbname or _get(record, "article_body", "html") is None:
            raise DumpError(
                "{file}: byte {offset}: JSON without is_part_of or article_body.html, so not an Enterprise HTML"
                " snapshot; give the NDJSON or tar.gz file of one",
                file=path,
                offset=offset,
            )
        return RawSite(
            dbname=dbname,
            base=_text(_get(record, "is_part_of", "url")).rstrip("/") + "/",
            lang=_text(_get(record, "in_language", "identifier")),
            version="1",
        )
    raise DumpError("{file}: byte 0: holds no record; fetch the snapshot again", file=path)


def _one_wiki(path: Path, offset: int, record: dict[str, object], wiki: str) -> str:
    """The wiki of a record; raises DumpError if it is not ``wiki``, that of the records before."""
    its = _text(_get(record, "is_part_of", "identifier")) or wiki
    if wiki and its != wiki:
        raise DumpError(
            "{file}: byte {offset}: a record of {its} after records of {wiki}; two snapshots are mixed, give the"
            " snapshot of one wiki",
            file=path,
            offset=offset,
            its=its[:60],
            wiki=wiki,
        )
    return its


def read_pages(path: Path, pieces: Iterator[bytes], keep: KeepNamespace | None, packed: bool) -> Iterator[RawPage]:
    """Every article of one file, each followed by the redirects that lead to it."""
    wiki = ""
    for offset, record in _records(path, pieces):
        wiki = _one_wiki(path, offset, record, wiki)
        name = _text(record.get("name"))
        html = _get(record, "article_body", "html")
        ns = _number(_get(record, "namespace", "identifier"))
        wanted = keep is None or keep(ns)
        if not name or not isinstance(html, str):
            fault = Said("a record without name or article_body.html")
            yield RawPage(title=name, offset=offset, ns=ns, page_id=_number(record.get("identifier")), fault=fault)
            continue
        yield RawPage(
            title=name,
            offset=offset,
            ns=ns,
            page_id=_number(record.get("identifier")),
            revision_id=_number(_get(record, "version", "identifier")),
            timestamp=_text(record.get("date_modified")),
            model="html",
            text=html if wanted else "",
            state="text" if wanted else "skipped",
        )
        redirects = record.get("redirects")
        for redirect in redirects if isinstance(redirects, list) else ():
            source = _text(redirect.get("name")) if isinstance(redirect, dict) else ""
            if source and wanted:
                yield RawPage(title=source, ns=ns, redirect=name, timestamp=_text(record.get("date_modified")))
