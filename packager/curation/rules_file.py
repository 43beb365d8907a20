"""``selection.tsv``: an editor's rules with reasons, one a line. No wiki is asked yet.

Five columns with tabs between: action, kind, value, reason, weight; the last two may be missing. Lines that begin with
``#`` and empty lines are passed over and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from packager.errors import Said, Sentences, UsageError
from packager.files.columns import columns
from packager.files.text import lines_of, read_text

KEEP, DROP, PREFER, AVOID, HOLD = "keep", "drop", "prefer", "avoid", "hold"
ACTIONS = (KEEP, DROP, PREFER, AVOID, HOLD)
DECIDING = frozenset({KEEP, DROP})
"""Actions that decide about a page; the others shift its place, or which of its revisions is shown."""
TITLE, LIST, CATEGORY, TEMPLATE, LINKS, PREFIX = "title", "list", "category", "template", "links-from", "prefix"
DISAMBIGUATION, LONGER, SHORTER = "disambiguation", "longer", "shorter"
KINDS = (TITLE, LIST, CATEGORY, TEMPLATE, LINKS, PREFIX, DISAMBIGUATION, LONGER, SHORTER)
LEVELS = 3
"""Levels of subcategories where a rule names none."""
WEIGHT = 10
"""What a page gains or loses by ``prefer`` or ``avoid`` without a weight, in the parts of ``[ranking]``."""
COLUMNS = 5
_LEVELS = re.compile(r"(.+)/([0-9]{1,3})", re.S)
_NUMBER = re.compile(r"[0-9]{1,15}")


class Rule(NamedTuple):
    """One line."""

    line: int
    action: str
    kind: str
    value: str
    """As it is written."""
    reason: str = ""
    weight: int = WEIGHT
    unquoted: str = ""
    """The value without the quotes that a spreadsheet writes around it; empty if it has none."""

    @property
    def by_name(self) -> bool:
        """Whether it names its pages one by one."""
        return self.kind in (TITLE, LIST)


def category_and_levels(value: str) -> tuple[str, int]:
    """``의학/4``: the name of the category and how many levels of subcategories belong to it."""
    match = _LEVELS.fullmatch(value)
    return (match[1].strip(), int(match[2])) if match else (value, LEVELS)


def read_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a file, in its order. Raises UsageError that lists every line that is none."""
    rules: list[Rule] = []
    wrong: list[Said] = []
    for number, line in enumerate(lines_of(read_text(path)), 1):
        if line.startswith("#") or not line.strip():
            continue
        made = _rule(path.name, number, line)
        rules.append(made) if isinstance(made, Rule) else wrong.append(made)
    if wrong:
        raise UsageError("{problems}", problems=Sentences(wrong))
    return tuple(rules)


def _rule(file: str, number: int, line: str) -> Rule | Said:
    """The rule of a line, or what is wrong with it."""
    plain, cells = columns(line)
    while len(plain) > COLUMNS and not plain[-1]:
        plain.pop()
    if len(plain) < 3 or len(plain) > COLUMNS or not plain[2]:
        return Said(
            "{file}:{line}: is no rule; write action, kind and value, then perhaps reason and weight, with tabs "
            "between",
            file=file, line=number,
        )  # fmt: skip
    action, kind = cells[0], cells[1]
    if action not in ACTIONS:
        return Said(
            "{file}:{line}: no action «{action}»; there are {actions}",
            file=file, line=number, action=action, actions=", ".join(ACTIONS),
        )  # fmt: skip
    if kind not in KINDS:
        return Said(
            "{file}:{line}: no kind «{kind}»; there are {kinds}",
            file=file, line=number, kind=kind, kinds=", ".join(KINDS),
        )  # fmt: skip
    reason, weight = [*cells[3:5], "", ""][:2]
    quoted = cells[2] if cells[2] != plain[2] else ""
    rule = Rule(number, action, kind, plain[2], reason, int(weight) if _NUMBER.fullmatch(weight) else WEIGHT, quoted)
    if quoted and kind != TITLE:
        rule = rule._replace(value=quoted, unquoted="")
    fault = next(_faults(rule, weight), None)
    return rule if fault is None else Said("{file}:{line}: {fault}", file=file, line=number, fault=fault)


def _faults(rule: Rule, weight: str) -> Iterator[Said]:
    """What cannot be read of a rule's value and weight."""
    if rule.kind in (LONGER, SHORTER) and not _NUMBER.fullmatch(rule.value):
        yield Said("«{value}» is no number of bytes; write a whole number", value=rule.value)
    if rule.kind == DISAMBIGUATION and rule.value != "*":
        yield Said("«{value}»: disambiguation takes all such pages; write *", value=rule.value)
    if weight and not _NUMBER.fullmatch(weight):
        yield Said("«{value}» is no weight; write a whole number", value=weight)
