"""A page as the input spells it, before titles and redirects are understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from packager.errors import Said

KeepNamespace = Callable[[int], bool]
"""Whether pages of a namespace are wanted; the text of others is not even put together."""


@dataclass(slots=True)
class RawPage:
    """One ``<page>`` with its latest revision. No field for who wrote it, from where or why."""

    title: str = ""
    offset: int = 0
    """Byte of the unpacked text at which the page begins, for messages."""
    ns: int | None = None
    page_id: int = 0
    redirect: str | None = None
    """``<redirect title=.../>``."""
    revision_id: int = 0
    timestamp: str = ""
    model: str = "wikitext"
    text: str = ""
    utf8: bytes | None = None
    """The text in UTF-8 where the reader has it anyway."""
    state: str = "text"
    """``text``, ``skipped`` (unwanted namespace), ``deleted`` (hidden by the wiki), ``missing`` or ``faulty``."""
    fault: Said | None = None
    """What the reader could not make sense of; the page is left out and listed."""


class LeftOut(NamedTuple):
    """A page of the dump that stays out although its namespace is wanted, for the report."""

    title: str
    """As the dump spells it."""
    page_id: int
    place: Said
    """File and byte of the unpacked text at which the page begins."""
    reason: Said
