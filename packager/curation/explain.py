"""``packager explain``: why a page is in or out, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping

from packager.curation.decide import decisive, lets_in
from packager.curation.desk import Article
from packager.curation.rules_file import Rule
from packager.curation.table import Table
from packager.errors import UsageError
from packager.files.json_values import Json
from packager.model import NS_MAIN
from packager.selection.nearest import nearest
from packager.titles import parse_title, prefixed

PAGE_BYTES = 200
"""What a page costs beyond its text: its entry, its place in the lists."""

Explained = Mapping[str, Json]
"""Plain data that JSON can hold; the keys stand in docs/curation.md."""


def find(table: Table, text: str) -> Article | None:
    """The article that a title means, redirects followed."""
    store = table.store
    target = parse_title(text, store.site)
    if target is None or target.interwiki:
        return None
    known = store.existing([target.title])
    if target.title not in known:
        return None
    end = store.resolve(target.title).target if known[target.title] else target
    return table.desk.article(end.title.text) if end is not None and end.title.ns == NS_MAIN else None


def refuse_unknown(table: Table, text: str) -> UsageError:
    """The error for a title that is no article, with those that may be meant."""
    store = table.store
    target = parse_title(text, store.site)
    near = nearest(store, target.title) if target is not None and not target.interwiki else []
    if near:
        names = ", ".join(f"«{prefixed(title, store.site)}»" for title in near)
        return UsageError("the store has no article «{title}»; nearest: {nearest}", title=text, nearest=names)
    return UsageError("the store has no article «{title}»; check the spelling", title=text)


def explain(table: Table, article: Article) -> Explained:
    """Everything that decides about an article."""
    matches = table.matching(article)
    rule = decisive(matches)
    signals: dict[str, Json] = {**table.scores.signals(article.id)}
    return {
        "title": article.title,
        "page_id": article.page_id,
        "in": rule is None or lets_in(rule),
        "decisive": told(rule) if rule else None,
        "matches": [told(each) for each in matches],
        "redirects": [*table.desk.redirects(article.id)],
        "score": table.scores.score(article.id),
        "place": table.scores.place(article.id),
        "signals": signals,
        "cost": cost(article),
        "tiers": [],
        "held": table.held(article),
    }


def told(rule: Rule) -> dict[str, Json]:
    """A rule as plain data."""
    return {"line": rule.line, "action": rule.action, "kind": rule.kind, "value": rule.value, "reason": rule.reason}


def cost(article: Article) -> int:
    """Bytes that an article takes on a drive, about."""
    return article.packed // 2 + PAGE_BYTES
