"""What the search must hold of the articles that one task reads: first words, name, and the words of the full text.

An article is read once, from the archive's page where there is one, and its text serves for everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from packager.audit import names, text_lists
from packager.audit.first_words import NOTHING, lead_of
from packager.audit.reader_data import Reader
from packager.audit.tasks import Balance, Texts
from packager.model import Finding


@dataclass
class Searched:
    """The sides of accounts that one task adds to, article by article."""

    reader: Reader
    root: text_lists.Root | None
    """None if the root of the full text cannot be read."""
    articles: int = 0
    postings: int = 0
    documents: int = 0
    characters: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    named: bool = False
    """Whether the last item seen is an article that does more than tell names apart."""

    mute: bool = False
    """Whether it has no text."""

    def see(self, number: int, title: str, text: str | None) -> Iterator[Finding]:
        """One item. ``text``: the running text of an article; None of a page that search does not give.

        First words are there for the articles, and for nothing after the last of them. Raises ShardError.
        """
        count = self.reader.count("L")
        found = self.reader.item("L", number) if number < count else b""
        if text is None:
            fine = found == (NOTHING if number < count - 1 else b"")
        else:
            wanted = lead_of(title, text)
            bare = wanted[: wanted.index(b"\n") + 1]  # a page that only tells names apart has its title alone
            fine = found in (wanted, bare) and found != NOTHING
            self.named, self.mute = found != bare, wanted == bare
            if not self.named:
                text = ""
            self.articles += names.article(title, number)
            if self.root is not None:
                self.postings += text_lists.article(self.root, number, title, text, self.left_out)
            self.documents, self.characters = self.documents + 1, self.characters + len(text)
        if not fine:
            said = found.decode("utf-8", "replace")
            what = f"not how the article begins: {said[:60]!r}"
            yield Finding("search data", self.reader.place("L", number), what)

    def balances(self) -> tuple[Balance, ...]:
        """What these articles add."""
        articles = Balance(names.ARTICLES, wanted=self.articles)
        return articles, Balance(text_lists.ACCOUNT, wanted=self.postings)

    def texts(self) -> Texts:
        """What was seen of the texts."""
        return Texts(self.documents, self.characters, self.left_out)
