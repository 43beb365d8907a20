"""The names by which the reader finds articles, made once more: later words, initials, sounds, redirects, spellings.

A title of an article or redirect stands in kind T once from its beginning; all other entries of ``T``, ``C`` and ``V``
follow from that one (docs/formats-search.md), with the same article and the same weight.
"""

from __future__ import annotations

from collections.abc import Iterator

from packager.audit import grammar
from packager.audit.accounts import row
from packager.audit.directory import NOTHING, Directory
from packager.audit.northern import northern
from packager.audit.search_data import LEAST_KEYS, MAX_WORDS, Entry
from packager.audit.tasks import Balance, Done, Name
from packager.korean import consonants, keystrokes
from packager.zimfile.archive import ZimFile

ENTRIES, ARTICLES, REDIRECTS = "data/T, data/C, data/V", "data/T: articles", "data/T: redirects"
AT_ONCE = 1 << 14
"""Entries of the archive that one task goes through."""


def followers(entry: Entry) -> Iterator[tuple[str, int]]:
    """(kind, start) of the entries that follow from one that begins where its title does."""
    title = entry.title
    words = list(keystrokes.words(title))[:MAX_WORDS]
    keys = [keystrokes.keys(word.letters) for word in keystrokes.words(title)]
    for place, each in enumerate(words):
        if place and sum(map(len, keys[place:])) >= LEAST_KEYS:
            yield "T", each.start
    if any("가" <= c <= "힣" for c in title):
        yield "C", 0
    if consonants.foreign(title):
        for number, key in enumerate(consonants.skeletons(title)):
            if len(key) >= LEAST_KEYS:
                yield "V", number


def balances(kind: str, found: list[Entry], spelling: frozenset[str]) -> Iterator[Balance]:
    """What a file of entries adds. ``spelling``: other spellings, which are no titles of the drive."""
    said = wanted = articles = redirects = 0
    for entry in found:
        if kind != "T" or entry.start:
            said += row(kind, entry.start, *entry[:1], *entry[2:])
            continue
        for other, start in followers(entry):
            wanted += row(other, start, *entry[:1], *entry[2:])
        title, _, target = entry.line.partition("\t")
        if not entry.redirect:
            articles += row(title, entry.item)
        elif title not in spelling and not northern(title, target := target.partition("\t")[0]):
            redirects += row(title, entry.item, target)
    yield Balance(ENTRIES, said, wanted)
    yield Balance(ARTICLES, said=articles)
    yield Balance(REDIRECTS, said=redirects)


def article(title: str, item: int) -> int:
    """The row of an article in ``ARTICLES``."""
    return row(keystrokes.units(title), item)


def spelled(spelling: str, meant: Entry | None) -> Entry | None:
    """The entry of another spelling of a title; None if no article has that title."""
    if meant is None:
        return None
    title, _, rest = meant.line.partition("\t")
    line = f"{keystrokes.units(spelling)}\t{rest or title}"
    return Entry(line, 0, True, meant.item, meant.weight)


def redirects(zim: ZimFile, there: Directory, start: int) -> Done:
    """What the archive's redirects among ``AT_ONCE`` entries add."""
    wanted = 0
    found_names: list[Name] = []
    for number in range(start, min(start + AT_ONCE, len(there.targets))):
        target, item = there.targets[number], there.items[number]
        if target < len(there.items) and item != NOTHING:
            found = zim.dirent(number)
            if found.namespace == "C":
                title, leads = grammar.title_at(found.path), grammar.title_at(zim.dirent(target).path)
                if northern(title, leads):
                    found_names.append(Name("archive", title, leads))
                else:
                    wanted += row(keystrokes.units(title), item, keystrokes.units(leads))
    return Done([], balances=(Balance(REDIRECTS, wanted=wanted),), names=found_names)


def northern_names(found: list[Entry], spelling: frozenset[str]) -> Iterator[Name]:
    """The Northern names in a file of kind T, which are those that the wiki has."""
    for entry in found:
        title, _, target = entry.line.partition("\t")
        leads = target.partition("\t")[0]
        if entry.redirect and not entry.start and title not in spelling and northern(title, leads):
            yield Name("reader", title, leads)
