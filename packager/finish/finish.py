"""From what the renderer gives to what a reader may see, in one walk by one table of rules (``rules.RULES``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from packager.finish.depth import flatten
from packager.finish.drop_list import DropList, load_drops
from packager.finish.element import Policy, Rule, World
from packager.finish.judged import Judge
from packager.finish.residue import RESIDUE
from packager.finish.residue.rule import Residue
from packager.finish.rules import CLOSED_WORLD, LAYOUT, RULES
from packager.finish.walk import Walk, Written
from packager.model import Heading

_KEEP = Policy()
_PASSES = 8


@dataclass(frozen=True, slots=True)
class Pieces:
    """What one walk over a rendered page gives."""

    html: str
    """The page in the closed world."""
    prose: str
    headings: tuple[Heading, ...]
    dropped: tuple[str, ...]
    """Boxes that the drop list names, ``list entry: class``, in page order."""
    removed: Mapping[str, int]
    """Rule name to how many elements it changed or took away, by name; rules that close the world only."""


def finish(html: str, world: World, policy: Policy = _KEEP, drops: DropList | None = None) -> Pieces:
    """Finish a rendered page (``<div class="mw-parser-output">...</div>``). ``drops``: None is the program's own."""
    residue = tuple(rule for rule in RESIDUE if rule.name not in policy.residue_kept)
    return _pieces(_settled(flatten(html), RULES, world, policy, drops or load_drops(), residue))


def close(html: str, world: World, policy: Policy = _KEEP) -> Pieces:
    """The rules that close the world alone: every word that they do not name stays, boxes too."""
    return _pieces(_settled(flatten(html), CLOSED_WORLD, world, policy, _NO_DROPS))


def lay_out(html: str, world: World, drops: DropList | None = None) -> tuple[str, tuple[str, ...]]:
    """Stage html: boxes dropped or folded, pictures that are not there to captions; and what was dropped."""
    laid = Walk(_judge(LAYOUT, _KEEP, drops or load_drops()), world, closes=False).run(html)
    return laid.html, laid.dropped


_NO_DROPS = DropList()


@lru_cache(maxsize=8)
def _judge(rules: tuple[Rule, ...], policy: Policy, drops: DropList) -> Judge:
    return Judge(rules, policy, drops)


def _settled(
    html: str, rules: tuple[Rule, ...], world: World, policy: Policy, drops: DropList, residue: tuple[Residue, ...] = ()
) -> Written:
    """Write the page, and read and write what came out until it is written as it is read."""
    written = first = Walk(_judge(rules, policy, drops), world).run(html, residue)
    again = _judge(CLOSED_WORLD, policy, drops)
    for _ in range(_PASSES):
        if written.settled:
            break
        before, written = written, Walk(again, world).run(written.html)
        if before.html == written.html:
            break
    return written._replace(dropped=first.dropped, removed=first.removed)


def _pieces(written: Written) -> Pieces:
    return Pieces(
        written.html, written.prose, written.headings, written.dropped, dict(sorted(written.removed.items()))
    )  # fmt: skip
