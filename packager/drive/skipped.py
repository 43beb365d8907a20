"""``skipped.jsonl`` and ``lists.jsonl``: what of the dump is not on the drive, and what became of an editor's lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from packager.drive.report import NOWHERE
from packager.drive.tables import Row, write_lines
from packager.errors import Said
from packager.selection.lists import Lists
from packager.selection.reach import WRITTEN
from packager.selection.rule import NO_CATEGORIES, NOT_INCLUDED, Selection
from packager.terminal.translation import in_korean
from packager.titles import prefixed

COUNTED = frozenset({NOT_INCLUDED, NO_CATEGORIES})
"""Rules that leave out most of a wiki at once: their pages are counted, not listed."""


def write_skipped(folder: Path, selection: Selection) -> Counter[str]:
    """Write which pages of the dump are not on the drive and why; gives how many there are by rule."""
    counts: Counter[str] = Counter()
    write_lines(folder / "skipped.jsonl", _skipped(selection, counts))
    return counts


def _skipped(selection: Selection, counts: Counter[str]) -> Iterator[Row]:
    """What ingest left out, then pages, then redirects; counts the last two on the way."""
    store = selection.store
    for left in store.report.left_out:
        yield _row(left["page"], left["rule"], left["reason"], left["place"])
    for ns in WRITTEN:
        for title in store.titles(ns):
            if rule := selection.rule(title):
                counts[rule] += 1
                if rule not in COUNTED:
                    reason = selection.gone.get(title, "")
                    yield _row(prefixed(title, store.site), rule, reason)
    for ns in WRITTEN:
        for title, end in store.redirects(ns):
            if selection.target(title) is None:
                counts[NOWHERE] += 1
                rule = selection.rule(end.target.title) if end.target else end.reason
                if rule not in COUNTED:
                    leads = rule
                    if end.target:
                        leads = Said("{page}: {rule}", page=prefixed(end.target.title, store.site), rule=rule)
                    yield _row(prefixed(title, store.site), NOWHERE, leads)


def _row(page: str, rule: str, reason: str, place: str = "") -> Row:
    """A row of ``skipped.jsonl``; ``reason_ko`` is there where the reason is a sentence of ours."""
    korean = in_korean(reason)
    told = {"page": page, "rule": rule, "reason": str(reason)}
    told |= {"reason_ko": korean} if korean != reason else {}
    return told | ({"place": str(place)} if place else {})


def write_rules(folder: Path, findings: Iterable[Said]) -> None:
    """Write what an editor should see of the rules."""
    rows: list[Row] = [
        {"line": said.values.get("line"), "text": str(said), "text_ko": in_korean(said)} for said in findings
    ]
    write_lines(folder / "rules.jsonl", rows)


def write_lists(folder: Path, lists: Lists) -> None:
    """Write the lines of the lists that were followed over a redirect, and those that match no page."""
    rows: list[Row] = [
        {"rule": rule, **said.values, "text": str(said), "text_ko": in_korean(said)}
        for rule, remarks in (
            ("redirect followed", lists.followed), ("on both lists", lists.twice), ("unmatched", lists.unmatched),
        )
        for said in remarks
    ]
    write_lines(folder / "lists.jsonl", rows)
