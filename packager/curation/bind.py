"""What each rule means in one wiki: the articles that it matches, and what an editor should see of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from packager.curation import rules_file as rules
from packager.curation.desk import Article, Desk
from packager.curation.own_links import linked_articles
from packager.curation.rules_file import Rule, category_and_levels
from packager.errors import Said, UsageError
from packager.files.text import read_text
from packager.model import NS_CATEGORY, NS_MAIN, NS_TEMPLATE, Title
from packager.pages.store import PageStore
from packager.selection.matching import Matched, Purpose, StoreTitles, match, match_line
from packager.selection.title_file import ListedLine, Reading
from packager.titles import capital, first_upper, parse_title, prefixed

BY_NAME = Purpose("[selection] rules", frozenset({NS_MAIN, NS_CATEGORY}))


class Matcher(NamedTuple):
    """The articles of a rule, all of them or one asked for."""

    all: Callable[[], Iterable[int]]
    """Ids of the articles, some perhaps several times."""
    has: Callable[[Article], bool]


class Bound(NamedTuple):
    """A rule in a wiki."""

    rule: Rule
    matcher: Matcher
    categories: frozenset[Title] = frozenset()
    """Category pages that it names: a drop takes them away."""


@dataclass
class Binder:
    """Binds rules; what an editor should see gathers in ``findings``, with the line that it is about."""

    path: Path
    store: PageStore
    desk: Desk
    guess: bool = True
    """Whether to look for titles that may be meant by one that is not there."""
    findings: list[Said] = field(default_factory=list)

    def bind(self, given: Sequence[Rule]) -> list[Bound]:
        """The rules, in their order. Raises UsageError for a list of titles that cannot be read."""
        bound = [self._bound(rule) for rule in given]
        self._contradictions(bound)
        return bound

    def _bound(self, rule: Rule) -> Bound:
        if rule.by_name:
            matched = self._listed(rule) if rule.kind == rules.LIST else self._titled(rule)
            self.findings += [*matched.followed, *matched.unmatched]
            ids = frozenset(self.desk.ids(title.text for title in matched.titles if title.ns == NS_MAIN))
            categories = frozenset(title for title in matched.titles if title.ns == NS_CATEGORY)
            return Bound(rule, _of_ids(ids), categories)
        return Bound(rule, _KINDS[rule.kind](self, rule))

    def _titled(self, rule: Rule) -> Matched:
        matched = Matched()
        readings = (rule.value, rule.unquoted) if rule.unquoted else (rule.value,)
        line = ListedLine(rule.line, tuple(Reading(text, rule.reason) for text in readings))
        problem = match_line(self.path.name, line, BY_NAME, self._titles(), matched)
        matched.unmatched += [problem] if problem is not None else []
        return matched

    def _listed(self, rule: Rule) -> Matched:
        path = self.path.parent / rule.value
        if not path.is_file():
            raise UsageError(
                "{file}:{line}: names the list {name}, and there is no such file",
                file=self.path.name, line=rule.line, name=rule.value,
            )  # fmt: skip
        read_text(path)  # one that is no text is refused; one without a page is an editor's slip
        try:
            return match(path, BY_NAME, self._titles())
        except UsageError as error:
            return Matched(unmatched=[error.said])

    def _titles(self) -> StoreTitles:
        return StoreTitles(self.store) if self.guess else _Unguessing(self.store)

    def category(self, rule: Rule) -> Matcher:
        """Members of a category and of those below it."""
        name, levels = category_and_levels(rule.value)
        target = parse_title(name, self.store.site, NS_CATEGORY)
        if target is None or target.interwiki or target.title.ns != NS_CATEGORY:
            self._say(rule, Said("«{title}» is no name of a category", title=name))
            return _of_ids(frozenset())
        if self.store.existing([target.title]).get(target.title):
            self._say(rule, Said("«{title}» is a redirect, which is not followed; name the category that is meant",
                                 title=prefixed(target.title, self.store.site)))  # fmt: skip
        number = self.desk.category(target.title.text)
        if number is None:
            self._missing(rule, target.title)
            return _of_ids(frozenset())
        tree = self.desk.tree(number, levels)
        return Matcher(lambda: self.desk.members(tree), lambda article: self.desk.in_categories(article.id, tree))

    def template(self, rule: Rule) -> Matcher:
        """Articles that use a template."""
        title = self._page(rule, NS_TEMPLATE)
        number = None if title is None else self.desk.template(title)
        if number is None:
            return _of_ids(frozenset())
        return Matcher(lambda: self.desk.users(number), lambda article: self.desk.uses(article.id, number))

    def links_from(self, rule: Rule) -> Matcher:
        """Articles that a page links to."""
        title = self._page(rule, NS_MAIN)
        page = None if title is None else self.store.page(title)
        return _of_ids(frozenset(self.desk.ids(linked_articles(self.store, page)) if page else ()))

    def prefix(self, rule: Rule) -> Matcher:
        """Articles whose titles begin in a way."""
        text = unicodedata.normalize("NFC", rule.value.replace("_", " "))
        text = first_upper(text) if capital(NS_MAIN, self.store.site) else text
        return Matcher(lambda: self.desk.with_prefix(text), lambda article: article.title.startswith(text))

    def disambiguation(self, rule: Rule) -> Matcher:
        """Disambiguation pages."""
        return Matcher(self.desk.disambiguations, lambda article: bool(article.disambiguation))

    def longer(self, rule: Rule) -> Matcher:
        """Articles with more bytes of wikitext."""
        size = int(rule.value)
        return Matcher(lambda: self.desk.longer(size), lambda article: article.length > size)

    def shorter(self, rule: Rule) -> Matcher:
        """Articles with fewer bytes of wikitext."""
        size = int(rule.value)
        return Matcher(lambda: self.desk.shorter(size), lambda article: article.length < size)

    def _page(self, rule: Rule, ns: int) -> Title | None:
        """The page that a rule names, redirects followed."""
        target = parse_title(rule.value, self.store.site, ns)
        if target is None or target.interwiki or not target.title.text:
            self._say(rule, Said("«{title}» is no page title; correct or remove the line", title=rule.value))
            return None
        known = self.store.existing([target.title])
        if target.title not in known:
            self._missing(rule, target.title)
            return target.title
        end = self.store.resolve(target.title).target if known[target.title] else target
        if end is None:
            self._say(rule, Said("«{title}» is a redirect that leads nowhere", title=rule.value))
            return None
        if end.title != target.title:
            self._say(rule, Said("«{title}» redirects to «{target}», so that is meant",
                                 title=rule.value, target=prefixed(end.title, self.store.site)))  # fmt: skip
        return end.title

    def _missing(self, rule: Rule, title: Title) -> None:
        near = [prefixed(each, self.store.site) for each in self._titles().nearest(title)]
        name = prefixed(title, self.store.site)
        if near:
            several = ", ".join(f"«{each}»" for each in near)
            self._say(rule, Said("the dump has no page «{title}»; nearest: {nearest}", title=name, nearest=several))
        else:
            self._say(rule, Said("the dump has no page «{title}»", title=name))

    def _say(self, rule: Rule, what: Said) -> None:
        self.findings.append(
            Said("{file}:{line}: {fault}", file=self.path.name, line=rule.line, fault=what)
        )

    def _contradictions(self, bound: Sequence[Bound]) -> None:
        """Titles that one rule keeps and another drops, and rules that stand there twice."""
        kept: dict[int, int] = {}
        seen: dict[tuple[str, str, str], int] = {}
        for rule, matcher, _ in bound:
            key = (rule.action, rule.kind, rule.value)
            if seen.setdefault(key, rule.line) != rule.line:
                self._say(rule, Said("says what line {other} says already", other=seen[key]))
            if rule.by_name and rule.action == rules.KEEP:
                kept.update((each, rule.line) for each in matcher.all())
        for rule, matcher, _ in bound:
            if rule.by_name and rule.action == rules.DROP:
                for title in self.desk.titles(set(matcher.all()) & kept.keys()):
                    line = kept[next(iter(self.desk.ids([title])))]
                    self._say(rule, Said("«{title}» is kept by line {other} and dropped by this one, so it is dropped",
                                         title=title, other=line))  # fmt: skip


class _Unguessing(StoreTitles):
    """The titles of a store for whoever has no time to look for similar ones."""

    def nearest(self, title: Title) -> Sequence[Title]:
        return ()


def _of_ids(ids: frozenset[int]) -> Matcher:
    return Matcher(lambda: ids, lambda article: article.id in ids)


_KINDS: Mapping[str, Callable[[Binder, Rule], Matcher]] = {
    rules.CATEGORY: Binder.category,
    rules.TEMPLATE: Binder.template,
    rules.LINKS: Binder.links_from,
    rules.PREFIX: Binder.prefix,
    rules.DISAMBIGUATION: Binder.disambiguation,
    rules.LONGER: Binder.longer,
    rules.SHORTER: Binder.shorter,
}
