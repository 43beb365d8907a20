"""What follows from all pages together: importance, category members, and the order of the archive."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from packager.library.maintenance import is_maintenance
from packager.model import NS_CATEGORY, NS_MAIN, LinkTarget, SiteInfo, Title
from packager.pages.redirect_members import RedirectMember
from packager.rendering.workstore import WorkStore
from packager.titles import entry_path, title_at

_SCHEMA = """
CREATE TABLE entry(ns INTEGER, text TEXT, topic TEXT, display TEXT, disambiguation INTEGER, incoming INTEGER);
CREATE TABLE member(category TEXT, ns INTEGER, key TEXT, text TEXT, path TEXT, fragment TEXT, redirect INTEGER);
CREATE TABLE category(text TEXT PRIMARY KEY, hidden INTEGER) WITHOUT ROWID;
CREATE TABLE claim(text TEXT PRIMARY KEY, subject INTEGER) WITHOUT ROWID;
"""


class Ranked(NamedTuple):
    """One page in archive order."""

    title: Title
    display: str
    """Title that readers see."""
    incoming: int
    disambiguation: bool


class CategoryRow(NamedTuple):
    """A category that exists or is used."""

    title: Title
    hidden: bool
    """By its own word, or because it is for editors only (``maintenance``)."""
    articles: int
    subcategories: int


class Member(NamedTuple):
    """One line of a category page."""

    title: Title
    key: str
    """Sort key in capitals, as ``sort_key`` makes it."""
    path: str
    """Entry that it leads to: its own, or that of the page behind a redirect."""
    fragment: str
    redirect: bool


def sort_key(title: str, key: str) -> str:
    """What members of a category are sorted by (MediaWiki: Title::getCategorySortkey, UppercaseCollation)."""
    return (f"{key}\n{title}" if key else title).upper()


class Relations:
    """Scratch database of one build, made from the facts in the work store."""

    def __init__(self, path: Path, site: SiteInfo) -> None:
        self.site = site
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.create_function("is_maintenance", 1, is_maintenance, deterministic=True)
        self._db.executescript(_SCHEMA)

    def fill(
        self,
        works: WorkStore,
        titles: Collection[Title],
        redirects: Iterable[tuple[RedirectMember, LinkTarget]] = (),
        tick: Callable[[], None] = lambda: None,
    ) -> None:
        """Read the facts of the pages ``titles``: count links, gather members, choose each article's topic.

        ``redirects`` are those that stand in categories themselves, each with the page that it leads to.

        The topic is the first category that readers see, so pages on one subject lie side by side: that makes the
        clusters smaller and the next click cheaper.
        """
        self._db.execute("BEGIN")
        self._add_categories(works, titles)
        hidden = {text for (text,) in self._db.execute("SELECT text FROM category WHERE hidden")}
        numbers = {entry_path(title, self.site): number for number, title in enumerate(titles)}
        incoming = array("l", bytes(array("l").itemsize * len(numbers)))
        for title in titles:
            facts = works.facts(title)
            if facts is None:
                raise LookupError(f"{title.text} was not rendered")
            if title.ns == NS_MAIN:
                own = entry_path(title, self.site)
                for path in facts.links:
                    if path in numbers and path != own:
                        incoming[numbers[path]] += 1
            path = entry_path(title, self.site)
            self._db.executemany(
                "INSERT INTO member VALUES(?,?,?,?,?,'',0)",
                (
                    (category.text, title.ns, sort_key(title.text, key), title.text, path)
                    for category, key in facts.categories
                ),
            )
            topic = next((c.text for c, _ in facts.categories if not (c.text in hidden or is_maintenance(c.text))), "")
            shown = facts.display_title or title.text
            self._db.execute(
                "INSERT INTO entry VALUES(?,?,?,?,?,0)", (*title, topic, shown, "disambiguation" in facts.properties)
            )
            tick()
        self._db.executemany(
            "INSERT INTO member VALUES(?,?,?,?,?,?,1)",
            (
                (
                    member.category, member.title.ns, sort_key(member.title.text, member.key), member.title.text,
                    entry_path(end.title, self.site), end.fragment,
                )
                for member, end in redirects
            ),
        )  # fmt: skip
        self._db.execute("INSERT OR IGNORE INTO category SELECT category, is_maintenance(category) FROM member")
        self._db.executemany(
            "UPDATE entry SET incoming=? WHERE rowid=?",
            ((count, number) for number, count in enumerate(incoming, 1)),
        )
        self._db.execute("CREATE INDEX member_order ON member(category, ns, key, text)")
        self._db.execute("CREATE INDEX entry_order ON entry(ns, topic, text)")
        self._db.execute("COMMIT")

    def _add_categories(self, works: WorkStore, titles: Iterable[Title]) -> None:
        for title in titles:
            if title.ns == NS_CATEGORY and (facts := works.facts(title)) is not None:
                hidden = "hiddencat" in facts.properties or is_maintenance(title.text)
                self._db.execute("INSERT INTO category VALUES(?,?)", (title.text, hidden))

    def articles(self) -> Iterator[Ranked]:
        """Articles in archive order: by topic, then by title."""
        for text, display, incoming, disambiguation in self._db.execute(
            "SELECT text, display, incoming, disambiguation FROM entry WHERE ns=? ORDER BY topic, text", (NS_MAIN,)
        ):
            yield Ranked(Title(NS_MAIN, text), display, incoming, bool(disambiguation))

    def categories(self) -> Iterator[CategoryRow]:
        """Every category that exists or is used, by title."""
        for text, hidden, articles, subcategories in self._db.execute(
            "SELECT text, hidden, (SELECT count(*) FROM member WHERE category=c.text AND ns=?), "
            "(SELECT count(*) FROM member WHERE category=c.text AND ns=?) FROM category c ORDER BY text",
            (NS_MAIN, NS_CATEGORY),
        ):
            yield CategoryRow(Title(NS_CATEGORY, text), bool(hidden), articles, subcategories)

    def members(self, category: str, ns: int) -> Iterator[Member]:
        """Members of a category from one namespace, by sort key and title."""
        for key, text, path, fragment, redirect in self._db.execute(
            "SELECT key, text, path, fragment, redirect FROM member WHERE category=? AND ns=? ORDER BY key, text",
            (category, ns),
        ):
            yield Member(Title(ns, text), key, path, fragment, bool(redirect))

    def subcategories(self, category: str) -> list[Member]:
        """Those categories below another that readers see."""
        return [
            each
            for each in self.members(category, NS_CATEGORY)
            if not self._hidden(each.title.text) and not (each.redirect and self._leads_to_hidden(each))
        ]

    def _leads_to_hidden(self, member: Member) -> bool:
        title = title_at(member.path, self.site)
        return title is not None and self._hidden(title.text)

    def largest_categories(self, most: int) -> list[str]:
        """Categories that readers see, those with the most articles and categories directly in them first."""
        return [
            text
            for (text,) in self._db.execute(
                "SELECT c.text FROM category c JOIN member m ON m.category=c.text WHERE NOT c.hidden "
                "GROUP BY c.text ORDER BY count(*) DESC, c.text LIMIT ?",
                (most,),
            )
        ]

    def has_category(self, category: str) -> bool:
        """Whether readers see a category of this name."""
        row = self._db.execute("SELECT hidden FROM category WHERE text=?", (category,)).fetchone()
        return row is not None and not row[0]

    def article(self, text: str) -> Ranked | None:
        """The article of this title, None if there is none."""
        row = self._db.execute(
            "SELECT display, incoming, disambiguation FROM entry WHERE ns=? AND text=?", (NS_MAIN, text)
        ).fetchone()
        return Ranked(Title(NS_MAIN, text), row[0], row[1], bool(row[2])) if row else None

    def forget_claims(self) -> None:
        """No article belongs to a subject any more."""
        self._db.execute("DELETE FROM claim")

    def claim(self, category: str, subject: int) -> None:
        """Give to a subject those articles of a category that no other has."""
        self._db.execute(
            "INSERT OR IGNORE INTO claim SELECT text, ? FROM member WHERE category=? AND ns=? AND NOT redirect",
            (subject, category, NS_MAIN),
        )

    def claimed(self, subject: int) -> int:
        """How many articles a subject has."""
        return int(self._db.execute("SELECT count(*) FROM claim WHERE subject=?", (subject,)).fetchone()[0])

    def most_linked(self) -> Iterator[tuple[int, Ranked]]:
        """Articles with the subjects that they belong to, those first that most others link to."""
        for subject, text, display, incoming, disambiguation in self._db.execute(
            "SELECT subject, text, display, incoming, disambiguation FROM entry JOIN claim USING (text) WHERE ns=? "
            "ORDER BY disambiguation, incoming DESC, display, text",
            (NS_MAIN,),
        ):
            yield subject, Ranked(Title(NS_MAIN, text), display, incoming, bool(disambiguation))

    def claimant(self, text: str) -> int:
        """The subject that the article of a title belongs to, -1 if to none."""
        row = self._db.execute("SELECT subject FROM claim WHERE text=?", (text,)).fetchone()
        return int(row[0]) if row else -1

    def visible(self, categories: Iterable[str]) -> list[str]:
        """Those of the categories that readers see, each once, in the given order."""
        return [c for c in dict.fromkeys(categories) if not self._hidden(c)]

    def _hidden(self, category: str) -> bool:
        row = self._db.execute("SELECT hidden FROM category WHERE text=?", (category,)).fetchone()
        return bool(row and row[0])

    def close(self) -> None:
        """Close the database; its file belongs to the build's private folder."""
        self._db.close()
