"""Example: an input format: text files in which ``<page TITLE>`` begins a page.

For good: a module with these four names, packager/dump/page_texts.py, its name in READERS of packager/dump/__init__.py,
and a small sample with a test in tests/dump/. Three files, one line changed. How the file is packed is not its matter:
it gets unpacked bytes in pieces, and answers for their being whole. (What begins with neither < nor { nor [ must be let
in by containers/plain.py too.)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from packager import dump
from packager.dump.raw_page import KeepNamespace, RawPage
from packager.dump.siteinfo import RawSite
from packager.errors import DumpError

NAME: Final = "page texts"
_MARK = "<page "


def sniff(path: Path, head: bytes) -> bool:
    """Whether unpacked bytes that begin with ``head`` are of this format."""
    return head.startswith(_MARK.encode())


def read_head(path: Path, pieces: Iterator[bytes], packed: bool) -> RawSite:
    """What the input says about its wiki: nothing here, so what our own data say of the Korean Wikipedia."""
    return RawSite(dbname="kowiki", lang="ko")


def read_pages(
    path: Path, pieces: Iterator[bytes], keep: KeepNamespace | None, packed: bool
) -> Iterator[RawPage]:
    """All pages; raises DumpError unless the input is whole."""
    text = b"".join(pieces).decode("utf-8")
    if not text.endswith("\n"):
        raise DumpError("{file}: ends inside a line; fetch it again", file=path)
    for number, part in enumerate(text.removeprefix(_MARK).split("\n" + _MARK), 1):
        title, _, body = part.partition(">\n")
        yield RawPage(title=title, page_id=number, revision_id=number, timestamp="2026-09-01T00:00:00Z", text=body)


@pytest.fixture(autouse=True)
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """This module is the reader; before xml, which takes whatever begins as a tag."""
    monkeypatch.setattr(dump, "READERS", (sys.modules[__name__], *dump.READERS))


def test_its_pages_come_out(tmp_path: Path) -> None:
    path = tmp_path / "pages.txt"
    path.write_text("<page 하늘>\n하늘은 [[파랑|파랗다]].\n<page 틀:가>\n나\n", "utf-8")
    found = dump.open_dump([path])
    assert [(page.title.ns, page.title.text, page.text) for page in found] == [
        (0, "하늘", "하늘은 [[파랑|파랗다]]."), (10, "가", "나\n")
    ]  # fmt: skip


def test_a_cut_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pages.txt"
    path.write_text("<page 하늘>\n하늘", "utf-8")
    with pytest.raises(DumpError, match="fetch it again"):
        list(dump.open_dump([path]))
