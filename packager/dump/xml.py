"""MediaWiki XML export as an input format: UTF-8 or UTF-16, articles only or everything, latest revisions or all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from packager.dump.containers.plain import BYTE_ORDER_MARKS
from packager.dump.raw_page import KeepNamespace, RawPage
from packager.dump.siteinfo import RawSite
from packager.dump.xml_parser import ExportParser
from packager.dump.xml_scan import PageScanner

NAME: Final = "xml"

STEP = 1 << 20
"""Bytes parsed at once."""


def sniff(path: Path, head: bytes) -> bool:
    for mark in BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip()[:1] == b"<"


def read_head(path: Path, pieces: Iterator[bytes], packed: bool) -> RawSite:
    """What the export says about its wiki; reads no further than the first page."""
    parser = ExportParser(path, lambda ns: False, packed)
    for piece in pieces:
        for start in range(0, len(piece), 1 << 14):
            parser.feed(piece[start : start + (1 << 14)])
            if parser.head_done:
                return parser.site
    parser.close()
    return parser.site


def read_pages(
    path: Path, pieces: Iterator[bytes], keep: KeepNamespace | None, packed: bool, quick: bool = True
) -> Iterator[RawPage]:
    """Every page of one export file, in its order; ``quick`` False has every byte go through the XML parser."""
    parser = ExportParser(path, keep, packed)
    reader = PageScanner(parser) if quick else parser
    for piece in pieces:
        for start in range(0, len(piece), STEP):
            reader.feed(piece[start : start + STEP] if len(piece) > STEP else piece)
            pages, reader.pages = reader.pages, []
            yield from pages
    reader.close()
    yield from reader.pages
