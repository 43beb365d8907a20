"""A page's place in the rank: weighted shares of its signals, in whole numbers.

What every article has (``SIGNALS``) is added up inside the desk; what few have (a mark of good articles, a rule that
prefers them) is a bonus, kept by article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from packager.config import Config, RankingConfig, names_of
from packager.curation.bind import Bound
from packager.curation.desk import Desk
from packager.curation.desk_schema import FULL, SIGNALS
from packager.curation.own_links import linked_articles
from packager.curation.rules_file import AVOID, PREFER
from packager.model import NS_MAIN, NS_TEMPLATE, Title
from packager.pages.store import PageStore
from packager.titles import parse_title


class Scores:
    """Scores under one configuration and its rules; 0 or more parts of ``FULL`` for each unit of weight."""

    def __init__(self, store: PageStore, desk: Desk, config: Config, bound: Sequence[Bound]) -> None:
        ranking = config.ranking
        self.desk = desk
        self.weights = tuple(int(getattr(ranking, name)) for name in SIGNALS)
        self.featured = _featured(store, desk, ranking)
        self.required = _required(store, desk, ranking)
        self.bonus: Counter[int] = Counter()
        self.bonus.update(dict.fromkeys(self.featured, ranking.featured * FULL))
        self.bonus.update(dict.fromkeys(self.required, ranking.required * FULL))
        for rule, matcher, _ in bound:
            if rule.action in (PREFER, AVOID):
                points = rule.weight * FULL * (1 if rule.action == PREFER else -1)
                self.bonus.update(dict.fromkeys(matcher.all(), points))

    def signals(self, article: int) -> dict[str, int]:
        """All signals of an article, by name."""
        marks = {"featured": int(article in self.featured), "required": int(article in self.required)}
        return self.desk.signals(article) | marks

    def score(self, article: int) -> int:
        """The score of one article."""
        return self.desk.scores_of(self.weights, [article])[article] + self.bonus[article]

    def all(self) -> list[int]:
        """The scores of all, by id."""
        scores = self.desk.scores(self.weights)
        for article, points in self.bonus.items():
            scores[article] += points
        return scores

    def place(self, article: int) -> int:
        """The place of an article among all, from 1; of two with one score the earlier title comes first."""
        score = self.score(article)
        ahead = self.desk.ahead(self.weights, score, article)
        for other, plain in self.desk.scores_of(self.weights, self.bonus).items():
            before, after = plain, plain + self.bonus[other]
            ahead += _first(after, other, score, article) - _first(before, other, score, article)
        return ahead + 1


def order(scores: Sequence[int]) -> list[int]:
    """Articles by place, best first."""
    return sorted(range(len(scores)), key=lambda article: (-scores[article], article))


def _first(score: int, article: int, than: int, other: int) -> bool:
    return score > than or (score == than and article < other)


def _featured(store: PageStore, desk: Desk, ranking: RankingConfig) -> frozenset[int]:
    found: set[int] = set()
    for name in names_of(ranking.featured_templates):
        title = _end(store, name, NS_TEMPLATE)
        number = None if title is None else desk.template(title)
        if number is not None:
            found.update(desk.users(number))
    return frozenset(found)


def _required(store: PageStore, desk: Desk, ranking: RankingConfig) -> frozenset[int]:
    found: set[int] = set()
    for name in names_of(ranking.required_lists):
        title = _end(store, name, NS_MAIN)
        page = None if title is None else store.page(title)
        if page is not None:
            found.update(desk.ids(linked_articles(store, page)))
    return frozenset(found)


def _end(store: PageStore, name: str, ns: int) -> Title | None:
    """The page of a name, redirects followed; None if it is no page of the dump."""
    target = parse_title(name, store.site, ns)
    if target is None or target.interwiki or target.title not in store.existing([target.title]):
        return None
    end = store.resolve(target.title).target
    return end.title if end else None
