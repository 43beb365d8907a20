"""Editors' title lists: files with one title a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from packager.config import Config
from packager.errors import UsageError
from packager.model import SiteInfo, Title
from packager.titles import parse_title


@dataclass(frozen=True)
class Lists:
    """What the editor lists."""

    include: frozenset[Title] | None = None
    """Only these articles; None: all."""
    exclude: Mapping[Title, str] = field(default_factory=dict)
    """Title to the reason given."""


def read_titles(path: Path, site: SiteInfo) -> dict[Title, str]:
    """One title a line, a reason after a tab; ``#`` starts a comment line. Raises UsageError with file and line."""
    titles: dict[Title, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        text, _, reason = line.partition("\t")
        if not text.strip() or text.startswith("#"):
            continue
        target = parse_title(text, site)
        if target is None or target.interwiki:
            raise UsageError(
                "{file}: line {line}: «{title}» is no page title; correct or remove the line",
                file=path.name,
                line=number,
                title=text.strip(),
            )
        titles[target.title] = reason.strip()
    return titles


def read_lists(config: Config, site: SiteInfo) -> Lists:
    """The include and exclude lists that the configuration names."""
    chosen = config.selection
    include = frozenset(read_titles(config.file(chosen.include), site)) if chosen.include else None
    exclude = read_titles(config.file(chosen.exclude), site) if chosen.exclude else {}
    return Lists(include, exclude)
