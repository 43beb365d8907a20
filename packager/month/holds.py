"""Pages held at an earlier revision: ``holds/<page id>.txt``, a line of revision, date and title, then the wikitext."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from packager.config import Config
from packager.curation.bind import BY_NAME
from packager.curation.rules_file import HOLD, LIST, Rule, read_rules
from packager.errors import Said, UsageError
from packager.files.beside import beside
from packager.files.text import read_text
from packager.model import NS_MAIN, Page, Revision, Title
from packager.pages.store import PageStore, is_store
from packager.selection.matching import Matched, StoreTitles, match_line
from packager.selection.title_file import ListedLine, Reading, read_title_file
from packager.titles import parse_title, prefixed

_HEAD = re.compile(r"([0-9]+)\t(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\t([^\t\n]+)")


def hold(text: str, path: Path, folder: Path) -> Path:
    """Write the wikitext that a page has in a store into a folder of holds. Raises UsageError for an unknown page."""
    if not path.is_file() or not is_store(path):
        raise UsageError(
            "{file}: there is no such page store; build first, it is work/pages.sqlite below --out", file=path.name
        )
    store = PageStore(path)
    target = parse_title(text, store.site)
    end = None
    if target is not None and not target.interwiki and target.title in store.existing([target.title]):
        end = store.resolve(target.title).target
    page = store.page(end.title) if end is not None else None
    if page is None:
        raise UsageError("the store has no page «{title}»; check the spelling and the namespace prefix", title=text)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{page.page_id}.txt"
    with beside(file) as out:
        name = prefixed(page.title, store.site)
        out.write(f"{page.revision.id}\t{page.revision.timestamp}\t{name}\n{page.text}")
    return file


def held_pages(config: Config, store: PageStore, findings: list[Said]) -> Mapping[Title, Page]:
    """The pages that rules hold, with the texts of ``[selection] holds``; what an editor should see goes into findings.

    Raises UsageError for a file of the folder that ``packager hold`` did not write.
    """
    chosen = config.selection
    if not chosen.rules or not chosen.holds:
        return {}
    path, folder = config.file(chosen.rules), config.file(chosen.holds)
    held: dict[Title, Page] = {}
    for rule, title in _named(path, StoreTitles(store)):
        file = folder / f"{store.page_id(title)}.txt"
        page = store.page(title)
        if page is None or title.ns != NS_MAIN:
            continue
        if not file.is_file():
            absent = Said("{file}:{line}: «{title}» is held and {name} is not there, so the text of the dump is used",
                          file=path.name, line=rule.line, title=title.text, name=file.name)  # fmt: skip
            findings.append(absent)
            continue
        held[title] = _read(file, page)
    return held


def _named(path: Path, titles: StoreTitles) -> Iterator[tuple[Rule, Title]]:
    """The pages that rules hold by name; titles that are none are told where rules are bound."""
    for rule in read_rules(path):
        if rule.action != HOLD or not rule.by_name:
            continue
        if rule.kind == LIST:
            lines = read_title_file(path.parent / rule.value) if (path.parent / rule.value).is_file() else []
        else:
            texts = (rule.value, rule.unquoted) if rule.unquoted else (rule.value,)
            lines = [ListedLine(rule.line, tuple(Reading(text, rule.reason) for text in texts))]
        matched = Matched()
        for line in lines:
            match_line(path.name, line, BY_NAME, titles, matched)
        for title in matched.titles:
            yield rule, title


def _read(file: Path, page: Page) -> Page:
    """A page as it was when it was held."""
    head, _, text = read_text(file).partition("\n")
    match = _HEAD.fullmatch(head.rstrip("\r"))
    if match is None:
        raise UsageError(
            "{file}: its first line is not revision, date and title with tabs between; write it with packager hold",
            file=file.name,
        )
    revision = Revision(int(match[1]), match[2])
    return Page(page.title, page.page_id, revision, page.model, text)
