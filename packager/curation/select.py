"""``packager select``: what the rules come to, before anything is built."""

from __future__ import annotations

from pathlib import Path

from packager.curation.desk_schema import SIGNALS
from packager.curation.table import Table
from packager.files.beside import beside
from packager.files.json_values import Json


def dry_run(table: Table) -> dict[str, Json]:
    """How many articles each rule matches and decides about; the counts add up."""
    decisions = table.decisions
    articles = table.desk.count()
    out = sum(decisions.out(number) for number in range(articles))
    rows: list[Json] = [
        {
            "line": rule.line, "action": rule.action, "kind": rule.kind, "value": rule.value,
            "matched": matched, "decided": decided,
        }
        for (rule, _, _), matched, decided in zip(decisions.bound, decisions.matched, decisions.decided, strict=True)
    ]  # fmt: skip
    by_rank = articles - sum(decisions.decided)
    return {
        "articles": articles, "in": articles - out, "out": out, "by_rank": by_rank, "rules": rows, "tiers": {}
    }  # fmt: skip


def export(table: Table, path: Path) -> int:
    """Write a row for every article; gives their number."""
    decisions, scores = table.decisions, table.scores
    points = scores.all()
    names = [*SIGNALS, "featured", "required"]
    with beside(path) as file:
        file.write("\t".join(["title", "score", "rule", "in", "tiers", *names]) + "\n")
        for article, signals in zip(table.desk.articles(), table.desk.all_signals(), strict=True):
            number = article.id
            rule = decisions.rule(number)
            marks = (int(number in scores.featured), int(number in scores.required))
            cells = [
                article.title, points[number], "rank" if rule is None else rule.line,
                int(not decisions.out(number)), "", *signals, *marks,
            ]  # fmt: skip
            file.write("\t".join(map(str, cells)) + "\n")
    return len(points)
