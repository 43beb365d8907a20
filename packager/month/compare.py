"""What changed between two releases, each change under one kind.

A page is known by its id; one that was deleted and made again, by its title. Of the kinds renamed, redirected, blanked,
exploded and rewritten a page stands under the first that holds; the others come in addition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from packager.curation.rules_file import AVOID, CATEGORY, DROP, Rule, category_and_levels
from packager.month.likeness import unlike
from packager.month.release_file import Release, ReleasePage

KINDS = (
    "added", "removed", "renamed", "redirected", "blanked", "exploded", "rewritten", "first-sentence", "watch-word",
    "category", "template-failed", "rank", "size", "links",
)  # fmt: skip
"""In the order in which an editor looks at them."""
BLANKED, EXPLODED = 10, 3
"""Less than one letter in ten left; more than three times as many."""
JUMP = 2
"""A jump in the rank leads over more than one in so many articles."""
GROWN, GROWN_BYTES = 10, 1 << 20
"""A part of the drive that differs by more than one byte in ten, and by so many."""
LOST_LINKS = 5
"""Links fewer or more in a page whose text is the same, if that is also more than half of them."""
_SENTENCE = re.compile(r"(?<=다\.)|(?<=[.!?])\s|\n")


class Change(NamedTuple):
    """One row of ``diff.json``."""

    kind: str
    title: str
    page_id: int = 0
    old_title: str = ""
    what: str = ""
    """Word, category, number: what the page of its kind shows beside it."""

    def as_json(self) -> dict[str, str | int]:
        """Plain data."""
        row: dict[str, str | int] = {"kind": self.kind, "title": self.title, "page_id": self.page_id}
        more = {name: value for name, value in (("old_title", self.old_title), ("what", self.what)) if value}
        return row | more


@dataclass(frozen=True)
class Watched:
    """What an editor keeps an eye on."""

    titles: frozenset[str] = frozenset()
    """Pages whose first sentence counts."""
    words: Sequence[str] = ()
    rules: Sequence[Rule] = ()
    """Those that avoid or drop a category count."""


@dataclass
class Comparison:
    """Two releases side by side; nothing large is held but ids."""

    old: Release
    new: Release
    watched: Watched = field(default_factory=Watched)

    def changes(self) -> list[Change]:
        """All changes, by kind, then by title."""
        found = [*self._pages(), *self._failed(), *self._sections()]
        return sorted(set(found), key=lambda change: (KINDS.index(change.kind), change[1:]))

    def _pages(self) -> Iterator[Change]:
        pairs = _Pairs(self.old, self.new)
        redirects = self.new.redirect_ids()
        for before, after in pairs:
            if before is None and after is not None:
                yield Change("added", after.title, after.page_id)
            elif after is None and before is not None:
                gone = before.page_id in redirects or self.new.is_redirect(before.title)
                yield Change("redirected" if gone else "removed", before.title, before.page_id)
        most = max(self.new.count(), self.old.count())
        trees = [(rule, _tree(rule, self.old), _tree(rule, self.new)) for rule in self.watched.rules
                 if rule.kind == CATEGORY and rule.action in (AVOID, DROP)]  # fmt: skip
        for before, after in pairs.matched():
            yield from self._text(before, after)
            yield from self._standing(before, after, most)
            for rule, old_tree, new_tree in trees:
                if old_tree.isdisjoint(before.categories) and not new_tree.isdisjoint(after.categories):
                    yield Change("category", after.title, after.page_id, what=f"{rule.action} {rule.value}")

    def _text(self, before: ReleasePage, after: ReleasePage) -> Iterator[Change]:
        if before.title != after.title:
            yield Change("renamed", after.title, after.page_id, before.title)
        if before.digest == after.digest:
            return
        old, new = self.old.prose(before), self.new.prose(after)
        if before.title == after.title:
            if after.letters * BLANKED < before.letters:
                yield Change("blanked", after.title, after.page_id)
            elif after.letters > before.letters * EXPLODED:
                yield Change("exploded", after.title, after.page_id)
            elif unlike(old, new):
                yield Change("rewritten", after.title, after.page_id)
        if self.watched.titles & {before.title, after.title} and first_sentence(old) != first_sentence(new):
            yield Change("first-sentence", after.title, after.page_id)
        for word in new_words(self.watched.words, old, new):
            yield Change("watch-word", after.title, after.page_id, what=word)

    def _standing(self, before: ReleasePage, after: ReleasePage, count: int) -> Iterator[Change]:
        if abs(before.place - after.place) * JUMP > count:
            yield Change("rank", after.title, after.page_id, what=f"{before.place} > {after.place}")
        lost = abs(before.links - after.links)
        if before.digest == after.digest and lost >= LOST_LINKS and 2 * lost > max(before.links, after.links):
            yield Change("links", after.title, after.page_id, what=f"{before.links} > {after.links}")

    def _failed(self) -> Iterator[Change]:
        before = self.old.failed()
        for (kind, name), pages in self.new.failed().items():
            if (kind, name) not in before:
                yield Change("template-failed", name, what=f"{kind} ({pages})")

    def _sections(self) -> Iterator[Change]:
        before, after = self.old.sections(), self.new.sections()
        for name in sorted(before.keys() | after.keys()):
            one, other = before.get(name, 0), after.get(name, 0)
            if abs(one - other) > GROWN_BYTES and abs(one - other) * GROWN > max(one, other):
                yield Change("size", name, what=f"{one} > {other}")


class _Pairs:
    """Articles of two releases that are the same page: by id, and by title where the id has gone."""

    def __init__(self, old: Release, new: Release) -> None:
        self.old, self.new = old, new
        old_ids, new_ids = _ids(old), _ids(new)
        self._alone_before = {title: page_id for page_id, title in old_ids.items() if page_id not in new_ids}
        self._alone_after = {title: page_id for page_id, title in new_ids.items() if page_id not in old_ids}
        self._again = self._alone_before.keys() & self._alone_after.keys()

    def __iter__(self) -> Iterator[tuple[ReleasePage | None, ReleasePage | None]]:
        """Pages that only one of the two has."""
        for title in sorted(self._alone_before.keys() - self._again):
            yield self.old.page(title), None
        for title in sorted(self._alone_after.keys() - self._again):
            yield None, self.new.page(title)

    def matched(self) -> Iterator[tuple[ReleasePage, ReleasePage]]:
        """Pages that both have, the old first."""
        yield from _merged(self.old.pages(), self.new.pages())
        for title in sorted(self._again):
            before, after = self.old.page(title), self.new.page(title)
            if before is not None and after is not None:
                yield before, after


def _ids(release: Release) -> dict[int, str]:
    return {page.page_id: page.title for page in release.pages()}


def _merged(
    old: Iterator[ReleasePage], new: Iterator[ReleasePage]
) -> Iterator[tuple[ReleasePage, ReleasePage]]:
    """Pages with equal ids of two streams in the order of ids."""
    before, after = next(old, None), next(new, None)
    while before is not None and after is not None:
        if before.page_id == after.page_id:
            yield before, after
            before, after = next(old, None), next(new, None)
        elif before.page_id < after.page_id:
            before = next(old, None)
        else:
            after = next(new, None)


def _tree(rule: Rule, release: Release) -> frozenset[str]:
    """The categories that a rule means in a release, the hidden ones below the first left out."""
    name, levels = category_and_levels(rule.value)
    below: dict[str, list[str]] = {}
    for title, (hidden, above) in release.categories().items():
        for each in () if hidden else above:
            below.setdefault(each, []).append(title)
    found = level = {name.removeprefix("분류:").replace("_", " ")}
    for _ in range(levels):
        level = {child for each in level for child in below.get(each, ())} - found
        found = found | level
    return frozenset(found)


def first_sentence(prose: str) -> str:
    """The first sentence of a page."""
    return next((part.strip() for part in _SENTENCE.split(prose) if part and part.strip()), "")


def new_words(words: Iterable[str], old: str, new: str) -> Iterator[str]:
    """Those of the words that the new text has more often."""
    one, other = old.casefold(), new.casefold()
    return (word for word in words if other.count(word.casefold()) > one.count(word.casefold()))


def by_kind(changes: Iterable[Change]) -> Mapping[str, list[Change]]:
    """The changes under their kinds, all kinds in order."""
    found: dict[str, list[Change]] = {kind: [] for kind in KINDS}
    for change in changes:
        found[change.kind].append(change)
    return found
