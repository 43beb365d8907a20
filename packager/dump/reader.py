"""What an input format has to offer (docs/architecture.md, "to add an input format")."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from packager.dump.raw_page import KeepNamespace, RawPage
from packager.dump.siteinfo import RawSite


class Reader(Protocol):
    """A module that turns unpacked bytes into pages."""

    @property
    def NAME(self) -> str: ...

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether unpacked bytes that begin with ``head`` are of this format."""
        ...

    def read_head(self, path: Path, pieces: Iterator[bytes], packed: bool) -> RawSite:
        """What the input says about its wiki, from its beginning."""
        ...

    def read_pages(
        self, path: Path, pieces: Iterator[bytes], keep: KeepNamespace | None, packed: bool
    ) -> Iterator[RawPage]:
        """All pages; raises DumpError unless the input is whole."""
        ...
