"""The names by which the reader finds articles, made once more: later words, initials, sounds, redirects, spellings.

A title of an article or redirect stands in kind T once from its beginning; all other entries of ``T``, ``C`` and ``V``
follow from that one (docs/formats-search.md), with the same article and the same weight.
"""

from __future__ import annotations

from collections.abc import Iterator

from packager.audit import grammar
from packager.audit.accounts import row
from packager.audit.directory import NOTHING, Directory
from packager.audit.search_data import LEAST_KEYS, MAX_WORDS, Entry
from packager.audit.tasks import Balance, Done
from packager.korean import consonants, keystrokes
from packager.zimfile.archive import ZimFile

ENTRIES, ARTICLES, REDIRECTS = "data/T, data/C, data/V", "data/T: articles", "data/T: redirects"
_DROPPED = frozenset({(5, 2), (5, 11), (2, 11)})
"""Initial consonants in the North and in the South: ㄹ and ㄴ, ㄹ and none, ㄴ and none."""
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


def northern(title: str, leads: str) -> bool:
    """Whether a name is only the Northern spelling of the one that it leads to, as 로동 is of 노동.

    The archive has more of these than the wiki; the reader finds them without.
    """
    if len(title) != len(leads) or title == leads:
        return False
    pairs = [(a, b) for a, b in zip(title, leads, strict=True) if a != b]
    return all(_rest(a) == _rest(b) and (_first(a), _first(b)) in _DROPPED for a, b in pairs)


def _first(syllable: str) -> int:
    return (ord(syllable) - 0xAC00) // 588


def _rest(syllable: str) -> int:
    return (ord(syllable) - 0xAC00) % 588


def redirects(zim: ZimFile, there: Directory, start: int) -> Done:
    """What the archive's redirects among ``AT_ONCE`` entries add."""
    wanted = 0
    for number in range(start, min(start + AT_ONCE, len(there.targets))):
        target, item = there.targets[number], there.items[number]
        if target < len(there.items) and item != NOTHING:
            found = zim.dirent(number)
            if found.namespace == "C":
                title, leads = grammar.title_at(found.path), grammar.title_at(zim.dirent(target).path)
                if not northern(title, leads):
                    wanted += row(keystrokes.units(title), item, keystrokes.units(leads))
    return Done([], balances=(Balance(REDIRECTS, wanted=wanted),))
