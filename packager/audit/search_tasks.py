"""The reader's search files, judged piece by piece: each by itself, and what follows from other files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

from packager.audit import names, posting_lists, text_lists
from packager.audit.first_words import whole_text
from packager.audit.near import near_findings
from packager.audit.reader_data import Reader
from packager.audit.search_data import (
    ENTRIES,
    TOPS,
    Drive,
    Entry,
    entries,
    entry_findings,
    key_of,
    search_findings,
    separators,
    text_root,
    top_lists,
    tops_firsts,
)
from packager.audit.searched import Searched
from packager.audit.shards import ShardError, shard_name
from packager.audit.tasks import Balance, Done, Name, Task
from packager.audit.tops import Tops
from packager.model import Finding

SEARCH = frozenset("SUDFWX")
"""Kinds whose files are looked at one by one."""
_AT_ONCE = 4
_SHOWN = 40


def search_tasks(
    reader: Reader, shows: Callable[[str], bool] | None, configured: bool, followed: bool
) -> Iterator[Task]:
    """The files of all kinds of search data. ``shows``: whether a title is the archive's. ``followed``: articles are
    read elsewhere (``searched``)."""
    aliases = reader.spellings.keys()
    known = (lambda title: title in aliases or shows(title)) if shows else (lambda title: True)
    drive = Drive(reader.count("A"), known, configured)
    spelling = frozenset(each for each in aliases if shows is None or not shows(each))
    root = text_root_of(reader)
    yield partial(_near, reader, spelling)
    for kind in ENTRIES:
        yield partial(_titles, reader, kind, drive, spelling)
    for kind in sorted(SEARCH & reader.rows.keys()):
        for shard in range(0, len(reader.rows[kind]), _AT_ONCE):
            yield partial(_search, reader, kind, shard, drive, root)
    if not followed:
        starts = [*reader.starts.get("A", [])[::_AT_ONCE], reader.count("A")]
        for begin, end in pairwise(starts):
            yield partial(_articles, reader, begin, end, root)


def text_root_of(reader: Reader) -> text_lists.Root | None:
    """The root of the full text; None if it cannot be read, of which the task of its file tells."""
    try:
        return text_root(reader.payload("S", 0)) if reader.rows.get("S") else None
    except (ShardError, UnicodeDecodeError, IndexError):
        return None


def _search(reader: Reader, kind: str, first: int, drive: Drive, root: text_lists.Root | None) -> Done:
    findings: list[Finding] = []
    balances: list[Balance] = []
    last = min(first + _AT_ONCE, len(reader.rows[kind]))
    for shard in range(first, last):
        name = shard_name(kind, shard)
        try:
            data = reader.payload(kind, shard)
            faults: list[str] = []
            if kind != "F":
                faults += search_findings(kind, data, drive)
            elif root is not None:
                side, word, last_word = posting_lists.judged(root, data, drive.articles, faults)
                if not posting_lists.in_place(root, shard, len(reader.rows[kind]), word, last_word):
                    faults.append("does not begin with the word that the root says, or ends after the next file")
                balances.append(Balance(text_lists.ACCOUNT, said=side))
            findings += (Finding("search data", name, what) for what in faults)
        except (ShardError, UnicodeDecodeError, IndexError) as error:
            findings.append(Finding("damage", name, str(error)))
    return Done(findings[:_SHOWN], 0, balances=balances)


def _articles(reader: Reader, begin: int, end: int, root: text_lists.Root | None) -> Done:
    """First words, names and full text follow from the articles of the reader, where there is no archive."""
    findings: list[Finding] = []
    seen = Searched(reader, root)
    try:
        for number in range(begin, end):
            title, second, _, _, body = reader.item("A", number).decode().split("\n", 4)
            text = whole_text(body) if second.partition("\t")[0] == "article" else None
            findings += seen.see(number, title, text)
    except (ShardError, ValueError) as error:
        findings.append(Finding("damage", f"data/A, item {begin} or after it", str(error)))
    return Done(findings[:_SHOWN], balances=seen.balances(), texts=seen.texts())


def _near(reader: Reader, spelling: frozenset[str]) -> Done:
    """Titles by their letters and other spellings follow from the titles; names of one article weigh the same."""
    meant: dict[str, Entry] = {}
    spelled: dict[str, Entry] = {}
    weights: dict[int, int] = {}
    findings: list[Finding] = []
    meanings = {reader.spellings[each] for each in spelling}
    if reader.count("L") > reader.count("A"):
        findings.append(Finding("search data", "data/L", "more items than there are pages"))

    def titles() -> Iterator[tuple[str, int]]:
        for shard in range(len(reader.rows.get("T", ()))):
            for entry in entries(reader.payload("T", shard)):
                if entry.start:
                    continue
                if weights.setdefault(entry.item, entry.weight) != entry.weight:
                    findings.append(Finding("search data", "data/T", f"two weights of one article: {entry.title[:60]}"))
                if entry.redirect and entry.title in spelling:
                    spelled[entry.title] = entry
                elif entry.title in meanings and not (entry.redirect and entry.title in meant):
                    meant[entry.title] = entry
                yield entry.title, entry.weight

    try:
        root = reader.payload("S", 0) if reader.rows.get("S") else b""
        shards = (reader.payload("X", shard) for shard in range(len(reader.rows.get("X", ()))))
        findings += (Finding("search data", "data/X", what) for what in near_findings(root, titles(), shards))
    except (ShardError, ValueError, IndexError) as error:
        findings.append(Finding("damage", "data/X", str(error)))
        return Done(findings[:_SHOWN])
    for each in sorted(spelling):
        wanted = meant.get(reader.spellings[each])
        if names.spelled(each, wanted) != spelled.get(each):
            findings.append(Finding("search data", "data/T", f"the other spelling {each[:60]!r} leads elsewhere"))
    by_item = bytearray(min(reader.count("A"), max(weights, default=-1) + 1))
    for item, weight in weights.items():
        if item < len(by_item):
            by_item[item] = weight
    return Done(findings[:_SHOWN], weights=bytes(by_item))


def _titles(reader: Reader, kind: str, drive: Drive, spelling: frozenset[str]) -> Done:
    """The files of one kind of titles: each by itself, the keys between them, and the best titles of all."""
    findings: list[Finding] = []
    balances: list[Balance] = []
    northern: list[Name] = []
    tops_kind = TOPS[ENTRIES.index(kind)]
    where = f"data/{kind}"
    try:
        root = reader.payload("S", 0) if reader.rows.get("S") else b""
        wanted = separators(root, kind) if root else []
        tops = Tops(wanted)
        last, between = "", []
        for shard in range(len(reader.rows.get(kind, ()))):
            where = shard_name(kind, shard)
            found = entries(reader.payload(kind, shard))
            keys = [key_of(kind, entry) for entry in found]
            if len(findings) < _SHOWN:
                findings += (Finding("search data", where, what) for what in entry_findings(found, keys, drive))
            balances += names.balances(kind, found, spelling)
            northern += names.northern_names(found, spelling) if kind == "T" else ()
            between.append(_separator(keys[0][0], last))
            if keys[0][0] < last:
                findings.append(Finding("search data", where, "files that are not in order"))
            last = keys[-1][0]
            for folded, typed in keys:
                tops.see(folded, typed)
        where = f"data/{kind}"
        if between != wanted:
            findings.append(Finding("search data", where, "the root has other keys than between its files"))
        for shard in range(len(reader.rows.get(kind, ()))):
            for entry in entries(reader.payload(kind, shard)):
                tops.add(*key_of(kind, entry), entry)
        where = f"data/{tops_kind}"
        files = [list(top_lists(reader.payload(tops_kind, n))) for n in range(len(reader.rows.get(tops_kind, ())))]
        firsts = [rows[0][0] for rows in files]
        same = [row for rows in files for row in rows] == list(tops.lists())
        if not same or (root and firsts != tops_firsts(root, kind)):
            findings.append(Finding("search data", where, "not the best titles of each prefix"))
    except (ShardError, ValueError, IndexError) as error:
        findings.append(Finding("damage", where, str(error)))
    return Done(findings[:_SHOWN], balances=balances, names=northern)


def _separator(first: str, last: str) -> str:
    """The shortest beginning of a key that sorts after another, whole characters."""
    length = 1
    while length < len(first) and first[:length] <= last:
        length += 1
    length += "\ud800" <= first[length - 1 : length] <= "\udbff"
    return first[:length]
