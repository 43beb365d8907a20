"""The one rule that decides for a page. A rule that names it wins over one that does not, and a drop over a keep."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from packager.curation.bind import Bound
from packager.curation.rules_file import DECIDING, DROP, KEEP, LIST, Rule

EXCLUDE, INCLUDE = "exclude", "include"
"""Actions of the rules that the keys of ``[selection]`` stand for; their line is 0."""
RANK = -1
"""In place of a rule: none decides."""


def old_key(action: str, file: str) -> Rule:
    """The rule that ``exclude`` or ``include`` of ``[selection]`` stands for."""
    return Rule(0, action, LIST, file)


def precedence(rule: Rule) -> tuple[int, int]:
    """What is less decides before what is more."""
    if rule.action == EXCLUDE:
        return 0, 0
    if rule.action == INCLUDE:  # pages that are not on the list stay out unless a rule keeps them
        return 5, 0
    return (1 if rule.by_name else 3) + (rule.action == KEEP), rule.line


def decides(rule: Rule) -> bool:
    """Whether a rule can decide about a page."""
    return rule.action in DECIDING or rule.action in (EXCLUDE, INCLUDE)


def lets_in(rule: Rule) -> bool:
    """What a rule that decides says."""
    return rule.action not in (DROP, EXCLUDE, INCLUDE)


def decisive(matching: Iterable[Rule]) -> Rule | None:
    """Which of the rules that match a page decides; None: its place in the rank."""
    return min(filter(decides, matching), key=precedence, default=None)


class Decisions:
    """For every article the rule that decides."""

    def __init__(self, bound: Sequence[Bound], count: int) -> None:
        self.bound = bound
        self.matched = [0] * len(bound)
        """Articles that each rule matches."""
        self.by = array("l", [RANK]) * count
        """For each article the index of its rule in ``bound``, or ``RANK``."""
        order = sorted(range(len(bound)), key=lambda index: precedence(bound[index].rule), reverse=True)
        for index in order:
            ids = set(bound[index].matcher.all())
            self.matched[index] = len(ids)
            if decides(bound[index].rule):
                for article in ids:
                    self.by[article] = index
        self.decided = [0] * len(bound)
        """Articles about which each rule decides."""
        for index in self.by:
            if index != RANK:
                self.decided[index] += 1

    def rule(self, article: int) -> Rule | None:
        """The rule that decides for an article."""
        index = self.by[article]
        return None if index == RANK else self.bound[index].rule

    def by_rule(self) -> Iterator[tuple[int, Rule]]:
        """Articles that a rule decides about, each with the rule."""
        for article, index in enumerate(self.by):
            if index != RANK:
                yield article, self.bound[index].rule

    def out(self, article: int) -> bool:
        """Whether a rule keeps an article off the drive."""
        rule = self.rule(article)
        return rule is not None and not lets_in(rule)
