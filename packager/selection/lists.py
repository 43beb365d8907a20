"""Editors' title lists, matched against the dump."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from packager.config import Config
from packager.errors import PackagerError, Said, Sentences, UsageError
from packager.model import Title
from packager.selection.matching import EXCLUDE, INCLUDE, PAGES, Matched, Purpose, Titles, match, some_of


@dataclass(frozen=True)
class Lists:
    """What the editor lists."""

    include: frozenset[Title] | None = None
    """Only these articles; None: all."""
    exclude: Mapping[Title, str] = field(default_factory=dict)
    """Articles and categories to the reasons given."""
    followed: tuple[Said, ...] = ()
    """Lines that name a redirect: what it leads to is meant."""
    twice: tuple[Said, ...] = ()
    """Articles on both lists."""
    unmatched: tuple[Said, ...] = ()
    """Lines that match no page, where ``[selection] unmatched`` lets them pass."""

    @property
    def remarks(self) -> tuple[Said, ...]:
        """Everything that the editor should see."""
        return (*self.followed, *self.twice, *self.unmatched)


def read_lists(config: Config, titles: Titles) -> Lists:
    """The include and exclude lists that the configuration names. Raises UsageError for lines that match nothing."""
    chosen = config.selection
    include, exclude = match_all(
        [(config.file(name) if name else None, purpose) for name, purpose in (
            (chosen.include, INCLUDE), (chosen.exclude, EXCLUDE),
        )],
        titles, config,
    )  # fmt: skip
    both = [title.text for title in include.titles if title in exclude.titles]
    twice = Said("«{title}» stands on both lists ({count} such): what is excluded stays out",
                 title=both[0], count=len(both)) if both else None  # fmt: skip
    return Lists(
        frozenset(include.titles) if chosen.include else None,
        exclude.titles,
        (*include.followed, *exclude.followed),
        (twice,) if twice else (),
        (*include.unmatched, *exclude.unmatched),
    )


def list_files(config: Config) -> list[Path]:
    """The lists that a configuration names."""
    return [config.file(name) for name in (config.selection.include, config.selection.exclude) if name]


def read_titles(path: Path, titles: Titles, config: Config) -> Matched:
    """The list of ``packager pages --titles``: pages of any namespace."""
    return match_all([(path, PAGES)], titles, config)[0]


def match_all(files: list[tuple[Path | None, Purpose]], titles: Titles, config: Config) -> list[Matched]:
    """Match several lists; what is wrong with any of them is told at once."""
    matched: list[Matched] = []
    wrong: list[Said] = []
    for path, purpose in files:
        try:
            matched.append(match(path, purpose, titles) if path else Matched())
        except PackagerError as error:
            wrong.append(error.said)
            matched.append(Matched())
    unmatched = [problem for each in matched for problem in each.unmatched]
    if config.selection.unmatched == "refuse" and unmatched:
        wrong.append(
            Said(
                '{problems}; correct the lines, or set unmatched = "report" in [selection]', problems=some_of(unmatched)
            )
        )
    if wrong:
        raise UsageError("{problems}", problems=Sentences(wrong))
    return matched
