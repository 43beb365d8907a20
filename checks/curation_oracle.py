"""What the rules of ``selection.tsv`` say, worked out a second time as simply as can be: from wikitext alone, page by
page, with no store and no renderer. It knows only what ``checks.curation_wiki`` writes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from checks.curation_wiki import CurationWiki

_CALL = re.compile(r"\{\{([^{}|]+)\}\}")
_CATEGORY = re.compile(r"\[\[분류:([^\]|]+)\]\]")
_LINK = re.compile(r"\[\[([^\]|:]+)\]\]")
_REDIRECT = re.compile(r"#넘겨주기 \[\[([^\]]+)\]\]")
Row = tuple[int, str, str, str, str]
"""Line, action, kind, value, reason."""


class Oracle:
    """Answers for one wiki and the rules in one file."""

    def __init__(self, wiki: CurationWiki, rules: Path) -> None:
        self.pages, self.lists = wiki.pages, wiki.lists
        self.rows: list[Row] = []
        for number, line in enumerate(rules.read_text(encoding="utf-8").split("\n"), 1):
            if line and not line.startswith("#"):
                action, kind, value, reason = [*line.split("\t"), ""][:4]
                self.rows.append((number, action, kind, value, reason))
        self.whole = {name: self._whole(name) for name in self.pages}

    def _end(self, name: str) -> str:
        match = _REDIRECT.match(self.pages.get(name, ""))
        return match[1] if match else name

    def _whole(self, name: str) -> tuple[str, set[str]]:
        """A page's text with those of its templates behind it, and the names of all of these."""
        text, used = self.pages[name], set[str]()
        waiting = list(_CALL.findall(text))
        while waiting:
            call = "틀:" + waiting.pop()
            for each in (call, self._end(call)):
                if each in self.pages and each not in used:
                    used.add(each)
                    if not _REDIRECT.match(self.pages[each]):
                        text += self.pages[each]
                        waiting += _CALL.findall(self.pages[each])
        return text, used

    def _hidden(self, category: str) -> bool:
        text = self.whole.get(f"분류:{category}", ("", set()))[0]
        return "__숨은분류__" in text or "__HIDDENCAT__" in text

    def _tree(self, value: str) -> set[str]:
        name, _, levels = value.partition("/")
        found = {name}
        for _ in range(int(levels) if levels else 3):
            found |= {
                page.removeprefix("분류:")
                for page, (text, _) in self.whole.items()
                if page.startswith("분류:") and found & set(_CATEGORY.findall(text))
                and not self._hidden(page.removeprefix("분류:"))
            }  # fmt: skip
        return found

    def matches(self, row: Row, title: str) -> bool:
        """Whether a rule is about an article."""
        _, _, kind, value, _ = row
        text, used = self.whole[title]
        size = len(self.pages[title].encode())
        if kind == "category":
            return bool(self._tree(value) & set(_CATEGORY.findall(text)))
        if kind == "links-from":
            listed = re.sub("<!--.*?-->", "", self.pages[self._end(value)], flags=re.S)
            return title in {self._end(name) for name in _LINK.findall(listed)}
        answers: Mapping[str, bool] = {
            "title": self._end(value) == title,
            "list": title in {self._end(name) for name in self.lists.get(value, ())},
            "template": self._end("틀:" + value.removeprefix("틀:")) in used,
            "prefix": title.startswith(value),
            "disambiguation": "__DISAMBIG__" in text,
            "longer": kind == "longer" and size > int(value),
            "shorter": kind == "shorter" and size < int(value),
        }
        return answers[kind]

    def explain(self, title: str) -> tuple[bool, Row | None, Sequence[Row]]:
        """Whether an article goes in, the rule that decides, and all that match."""
        matching = [row for row in self.rows if self.matches(row, title)]
        for action, named in (("drop", True), ("keep", True), ("drop", False), ("keep", False)):
            for row in matching:
                if row[1] == action and (row[2] in ("title", "list")) == named:
                    return action == "keep", row, matching
        return True, None, matching
