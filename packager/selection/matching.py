"""Each line of a list finds its page of the dump, or the editor is told which did not and what may be meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from packager.errors import Said, Sentences, UsageError
from packager.model import NS_CATEGORY, NS_MAIN, NS_MODULE, NS_TEMPLATE, LinkTarget, SiteInfo, Title
from packager.pages.redirect_chain import Resolution
from packager.pages.store import PageStore
from packager.selection.nearest import nearest
from packager.selection.title_file import ListedLine, read_title_file
from packager.titles import namespace_name, parse_title, prefixed

NAMED = 20
"""Lines that are told one by one, with what may be meant."""


class Purpose(NamedTuple):
    """What a list is for."""

    key: str
    """How the editor gives it, as messages name it."""
    namespaces: frozenset[int]
    """Where its pages may lie; empty: anywhere."""


INCLUDE = Purpose("[selection] include", frozenset({NS_MAIN}))
EXCLUDE = Purpose("[selection] exclude", frozenset({NS_MAIN, NS_CATEGORY}))
PAGES = Purpose("--titles", frozenset())


class Titles(Protocol):
    """What can be asked about the titles of a dump."""

    site: SiteInfo

    def existing(self, titles: Iterable[Title]) -> Mapping[Title, bool]:
        """Those that exist, each with whether it is a redirect."""
        ...

    def resolve(self, title: Title) -> Resolution:
        """Where a title leads, redirects followed."""
        ...

    def nearest(self, title: Title) -> Sequence[Title]:
        """Pages that may be meant by a title that does not exist."""
        ...


class StoreTitles:
    """The titles of a page store."""

    def __init__(self, store: PageStore) -> None:
        self.store, self.site = store, store.site

    def existing(self, titles: Iterable[Title]) -> Mapping[Title, bool]:
        return self.store.existing(titles)

    def resolve(self, title: Title) -> Resolution:
        return self.store.resolve(title)

    def nearest(self, title: Title) -> Sequence[Title]:
        return nearest(self.store, title)


@dataclass
class Matched:
    """What a list comes to."""

    titles: dict[Title, str] = field(default_factory=dict)
    """Pages to the reasons given, redirects followed."""
    followed: list[Said] = field(default_factory=list)
    """Which lines name a redirect, and what it leads to."""
    unmatched: list[Said] = field(default_factory=list)
    """Which lines match nothing that the list can choose."""


def match(path: Path, purpose: Purpose, titles: Titles) -> Matched:
    """Match a list. Raises UsageError if the file holds no titles or nothing in it matches."""
    lines = read_title_file(path)
    matched = Matched()
    for line in lines:
        problem = match_line(path.name, line, purpose, titles, matched)
        if problem is not None:
            matched.unmatched.append(problem)
    if len(matched.unmatched) == len(lines):
        raise UsageError(
            "{file}: none of its {count} lines matches a page: {problems}",
            file=path.name,
            count=len(lines),
            problems=some_of(matched.unmatched),
        )
    return matched


def some_of(problems: Sequence[Said]) -> Sentences:
    """The first of many sentences, and how many more there are."""
    more = [Said("{count} more lines like these", count=len(problems) - NAMED)] if len(problems) > NAMED else []
    return Sentences([*problems[:NAMED], *more])


def match_line(file: str, line: ListedLine, purpose: Purpose, titles: Titles, matched: Matched) -> Said | None:
    """Put the line's page among the matched ones, or say why it has none."""
    candidates = [
        (target.title, reading)
        for reading in line.readings
        if "#" not in reading.title
        and (target := parse_title(reading.title, titles.site)) is not None
        and not target.interwiki
    ]
    written = line.readings[0].title
    if not candidates:
        if "#" in written:
            return Said(
                "{file}:{line}: «{title}» names a section; a list takes whole pages, so write the title alone",
                file=file, line=line.number, title=written,
            )  # fmt: skip
        return Said(
            "{file}:{line}: «{title}» is no page title; correct or remove the line",
            file=file, line=line.number, title=written,
        )  # fmt: skip
    existing = titles.existing([title for title, _ in candidates])
    title, reading = next((each for each in candidates if each[0] in existing), candidates[0])
    if reading is not line.readings[0] and _is_row_of_titles(written, titles):
        return Said("{file}:{line}: names several pages; write one title a line", file=file, line=line.number)
    end: LinkTarget | None = LinkTarget(title)
    if existing.get(title):
        end = titles.resolve(title).target
    name = prefixed(title, titles.site)
    if end is None:
        return Said(
            "{file}:{line}: «{title}» redirects to no page of the dump; remove the line",
            file=file, line=line.number, title=name,
        )  # fmt: skip
    if purpose.namespaces and end.title.ns not in purpose.namespaces:
        return _elsewhere(file, line.number, end.title, titles.site)
    if title not in existing:
        if end.title.ns == NS_CATEGORY:  # it may be a category without a page, which only its members name
            matched.titles[end.title] = reading.reason
        return _missing(file, line.number, title, titles, guess=len(matched.unmatched) < NAMED)
    if end.title != title:
        matched.followed.append(
            Said(
                "{file}:{line}: «{title}» redirects to «{target}», so that is meant",
                file=file,
                line=line.number,
                title=name,
                target=prefixed(end.title, titles.site),
            )
        )
    matched.titles[end.title] = reading.reason
    return None


def _is_row_of_titles(written: str, titles: Titles) -> bool:
    """Whether a line is three pages or more with commas between, of which all but one would pass for a reason."""
    row = [each.strip() for each in written.split(",")]
    targets = [parse_title(each, titles.site) for each in row] if len(row) > 2 else []
    named = {target.title for target in targets if target is not None and not target.interwiki}
    return len(named) > 2 and len(named) == len(row) and len(titles.existing(named)) == len(row)


def _missing(file: str, number: int, title: Title, titles: Titles, guess: bool) -> Said:
    near = [prefixed(each, titles.site) for each in titles.nearest(title)] if guess else []
    name = prefixed(title, titles.site)
    if near:
        return Said(
            "{file}:{line}: the dump has no page «{title}»; nearest: {nearest}",
            file=file, line=number, title=name, nearest=", ".join(f"«{each}»" for each in near),
        )  # fmt: skip
    return Said("{file}:{line}: the dump has no page «{title}»", file=file, line=number, title=name)


def _elsewhere(file: str, number: int, title: Title, site: SiteInfo) -> Said:
    """Why a page of another namespace cannot be chosen by the list."""
    name = prefixed(title, site)
    if title.ns == NS_CATEGORY:
        return Said(
            "{file}:{line}: «{title}» is a category; this list takes articles, categories come with their members",
            file=file, line=number, title=name,
        )  # fmt: skip
    if title.ns in (NS_TEMPLATE, NS_MODULE):
        return Said(
            "{file}:{line}: «{title}» is a template or module, which is no page of a drive; to hide what it shows use "
            "[render] drops",
            file=file, line=number, title=name,
        )  # fmt: skip
    return Said(
        "{file}:{line}: «{title}» lies in the namespace {namespace}, of which no page goes onto a drive",
        file=file, line=number, title=name, namespace=namespace_name(title.ns, site),
    )  # fmt: skip
