"""Everything that is asked for one wiki and one configuration: the rules bound to the wiki, and the scores."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from packager.config import Config
from packager.curation.bind import Binder, Bound, Matcher
from packager.curation.decide import EXCLUDE, INCLUDE, Decisions, old_key
from packager.curation.desk import Article, Desk
from packager.curation.desk_schema import DESK
from packager.curation.make_desk import make_desk
from packager.curation.rules_file import DECIDING, DROP, HOLD, Rule, read_rules
from packager.curation.score import Scores
from packager.errors import Said, UsageError
from packager.model import NS_MAIN, Title
from packager.pages.store import PageStore, is_store
from packager.rendering.workstore import WorkStore
from packager.selection.lists import Lists, read_lists
from packager.selection.matching import StoreTitles

WORKS = "rendered.sqlite"
"""Name of the work store, beside the page store."""


class Table:
    """The rules of a configuration over one desk. ``guess``: whether to look for titles that may be meant."""

    def __init__(self, store: PageStore, desk: Desk, config: Config, lists: Lists, guess: bool = True) -> None:
        self.store, self.desk, self.config, self.lists = store, desk, config, lists
        self._findings: list[Said] = []
        self.bound: list[Bound] = list(self._old_keys())
        name = config.selection.rules
        if name:
            path = config.file(name)
            binder = Binder(path, store, desk, guess)
            self.bound += binder.bind(read_rules(path))
            self._findings += binder.findings

    def _old_keys(self) -> Iterator[Bound]:
        """What ``exclude`` and ``include`` say, as rules."""
        chosen = self.config.selection
        if chosen.exclude:
            out = frozenset(self.desk.ids(title.text for title in self.lists.exclude if title.ns == NS_MAIN))
            yield Bound(old_key(EXCLUDE, chosen.exclude), Matcher(lambda: out, lambda article: article.id in out))
        if self.lists.include is not None:
            kept = frozenset(self.desk.ids(title.text for title in self.lists.include))
            yield Bound(
                old_key(INCLUDE, chosen.include),
                Matcher(
                    lambda: (number for number in range(self.desk.count()) if number not in kept),
                    lambda article: article.id not in kept,
                ),
            )

    @cached_property
    def decisions(self) -> Decisions:
        """The rule that decides, for every article."""
        return Decisions(self.bound, self.desk.count())

    @cached_property
    def scores(self) -> Scores:
        """The scores of all articles."""
        return Scores(self.store, self.desk, self.config, self.bound)

    @property
    def remarks(self) -> list[Said]:
        """What an editor should see of the rules, by line, without asking every article."""
        return list(self._findings)

    def lint(self) -> list[Said]:
        """The same, and the rules that match nothing or decide about nothing."""
        told = {said.values.get("line") for said in self._findings}
        name = Path(self.config.selection.rules).name
        idle = []
        for (rule, _, categories), matched, decided in zip(
            self.bound, self.decisions.matched, self.decisions.decided, strict=True
        ):
            if not rule.line or rule.line in told or (categories and not matched):
                continue
            if not matched:
                what = Said("the rule is never used: no article matches it")
            elif rule.action in DECIDING and not decided:
                what = Said("the rule is never used: other rules decide about all {count} of its articles",
                            count=matched)  # fmt: skip
            else:
                continue
            idle.append(Said("{file}:{line}: {fault}", file=name, line=rule.line, fault=what))
        return sorted([*self._findings, *idle], key=_line)

    def matching(self, article: Article) -> list[Rule]:
        """The rules that match an article, by line."""
        return [rule for rule, matcher, _ in self.bound if matcher.has(article)]

    def held(self, article: Article) -> bool:
        """Whether a rule holds an article at an earlier revision."""
        return any(rule.action == HOLD and matcher.has(article) for rule, matcher, _ in self.bound)

    def dropped_categories(self) -> dict[Title, Rule]:
        """Category pages that rules drop by name, with the first rule that does."""
        dropped: dict[Title, Rule] = {}
        for rule, _, categories in self.bound:
            if rule.action == DROP:
                for title in sorted(categories):
                    dropped.setdefault(title, rule)
        return dropped


def _line(said: Said) -> tuple[str, int]:
    line = said.values.get("line")
    return str(said.values.get("file", "")), line if isinstance(line, int) else 0


def open_table(path: Path, config: Config, guess: bool = True) -> Table:
    """The table over the page store of an earlier build. Raises UsageError if there is none.

    The desk is made if the build that left the store did not come so far as to leave one.
    """
    if not path.is_file() or not is_store(path):
        raise UsageError(
            "{file}: there is no such page store; build first, it is work/pages.sqlite below --out", file=path.name
        )
    store = PageStore(path)
    place = path.with_name(DESK)
    desk = Desk.of(place, store.key)
    if desk is None:
        works = path.with_name(WORKS)
        if not works.is_file():
            raise UsageError(
                "{file}: the work store that belongs to it is missing; give the store in the work folder of a build",
                file=path.name,
            )
        rendered = WorkStore(works)
        try:
            make_desk(place, store, rendered)
        finally:
            rendered.close()
        desk = Desk(place)
    return Table(store, desk, config, read_lists(config, StoreTitles(store)), guess)
