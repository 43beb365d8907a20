"""The reader's search files, judged piece by piece: each by itself, and what follows from other files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from packager.audit import names, text_lists
from packager.audit.accounts import PRIME
from packager.audit.first_words import NOTHING, lead_of, whole_text
from packager.audit.near import near_findings
from packager.audit.reader_data import Reader
from packager.audit.search_data import (
    ENTRIES,
    TOPS,
    Drive,
    Entry,
    entries,
    key_of,
    posting_lists,
    search_findings,
    separators,
    text_root,
    top_lists,
    tops_firsts,
)
from packager.audit.shards import ShardError, shard_name
from packager.audit.tasks import Balance, Done, Task, Texts
from packager.audit.tops import Tops
from packager.model import Finding

SEARCH = frozenset("STUCDFVWX")
_AT_ONCE = 4
_SHOWN = 40


def search_tasks(reader: Reader, shows: Callable[[str], bool] | None, configured: bool) -> Iterator[Task]:
    """The files of all kinds of search data. ``shows``: whether a title is the archive's."""
    aliases = reader.spellings.keys()
    known = (lambda title: title in aliases or shows(title)) if shows else (lambda title: True)
    drive = Drive(reader.count("A"), known, configured)
    spelling = frozenset(each for each in aliases if shows is None or not shows(each))
    root = text_root_of(reader)
    for kind in sorted(SEARCH & reader.rows.keys()):
        for shard in range(0, len(reader.rows[kind]), _AT_ONCE):
            yield partial(_search, reader, kind, shard, drive, spelling, root)
    for shard in range(0, len(reader.rows.get("L", ())), _AT_ONCE):
        yield partial(_leads, reader, shard, root)
    yield partial(_leads_end, reader)
    yield partial(_near, reader, spelling)
    for kind in ENTRIES:
        yield partial(_order, reader, kind)


def text_root_of(reader: Reader) -> text_lists.Root | None:
    """The root of the full text; None if it cannot be read, of which the task of its file tells."""
    try:
        return text_root(reader.payload("S", 0)) if reader.rows.get("S") else None
    except (ShardError, UnicodeDecodeError, IndexError):
        return None


def _search(
    reader: Reader, kind: str, first: int, drive: Drive, spelling: frozenset[str], root: text_lists.Root | None
) -> Done:
    findings: list[Finding] = []
    balances: list[Balance] = []
    last = min(first + _AT_ONCE, len(reader.rows[kind]))
    for shard in range(first, last):
        name = shard_name(kind, shard)
        try:
            data = reader.payload(kind, shard)
            findings += (Finding("search data", name, what) for what in search_findings(kind, data, drive))
            if kind in ENTRIES:
                balances += names.balances(kind, entries(data), spelling)
            elif kind == "F" and root is not None:
                terms, counts, at = posting_lists(data)
                if root.firsts[shard : shard + 1] != terms[:1]:
                    findings.append(Finding("search data", name, "does not begin with the word that the root says"))
                balances.append(Balance(text_lists.ACCOUNT, said=text_lists.lists(root, terms, counts, data, at)))
        except (ShardError, UnicodeDecodeError, IndexError) as error:
            findings.append(Finding("damage", name, str(error)))
    return Done(findings[:_SHOWN], 0, balances=balances)


def _leads(reader: Reader, first: int, root: text_lists.Root | None) -> Done:
    """The first words of articles follow from the articles, and so do their names and the full text."""
    findings: list[Finding] = []
    starts, last = reader.starts["L"], first + _AT_ONCE
    articles = postings = 1
    documents = characters = 0
    left_out: dict[str, int] = {}
    try:
        for number in range(starts[first], starts[last] if last < len(starts) else reader.count("L")):
            found = reader.item("L", number)
            title, second, _, _, body = reader.item("A", number).decode().split("\n", 4)
            if second.partition("\t")[0] != "article":
                fine = found == NOTHING
            else:
                text = whole_text(body)
                wanted = lead_of(title, text)
                # A page that only tells names apart has its title alone.
                bare = wanted[: wanted.index(b"\n") + 1]
                fine = found in (wanted, bare) and found != NOTHING
                if found == bare:
                    text = ""
                articles = articles * names.article(title, number) % PRIME
                if root is not None:
                    postings = postings * text_lists.article(root, number, title, text, left_out) % PRIME
                documents, characters = documents + 1, characters + len(text)
            if not fine:
                said = found.decode("utf-8", "replace")
                findings.append(
                    Finding("search data", reader.place("L", number), f"not how the article begins: {said[:60]!r}")
                )
    except (ShardError, ValueError) as error:
        findings.append(Finding("damage", f"data/L, file {first} or after it", str(error)))
    balances = [Balance(names.ARTICLES, wanted=articles), Balance(text_lists.ACCOUNT, wanted=postings)]
    return Done(findings[:_SHOWN], balances=balances, texts=Texts(documents, characters, left_out))


def _leads_end(reader: Reader) -> Done:
    """First words are there for the articles, and for nothing after the last of them."""
    count = reader.count("L")
    kinds = [
        reader.item("A", n).split(b"\n", 2)[1].partition(b"\t")[0] for n in range(max(0, count - 1), reader.count("A"))
    ]
    if (kinds[:1] != [b"article"] and count) or b"article" in kinds[1 if count else 0 :]:
        return Done([Finding("search data", "data/L", f"{count} items, not as many as go up to the last article")])
    return Done([])


def _near(reader: Reader, spelling: frozenset[str]) -> Done:
    """Titles by their letters and other spellings follow from the titles; names of one article weigh the same."""
    meant: dict[str, Entry] = {}
    spelled: dict[str, Entry] = {}
    weights: dict[int, int] = {}
    findings: list[Finding] = []
    meanings = {reader.spellings[each] for each in spelling}

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
    return Done(findings[:_SHOWN])


def _order(reader: Reader, kind: str) -> Done:
    """The keys by which files are found stand between the titles of those files; tops are the best of all titles."""
    tops_kind = TOPS[ENTRIES.index(kind)]
    try:
        root = reader.payload("S", 0) if reader.rows.get("S") else b""
        wanted = separators(root, kind) if root else []
        tops = Tops(wanted)
        last, found = "", []
        for shard in range(len(reader.rows.get(kind, ()))):
            keys = [key_of(kind, entry) for entry in entries(reader.payload(kind, shard))]
            first, end = keys[0][0], keys[-1][0]
            found.append(_separator(first, last))
            if first < last:
                return Done([Finding("search data", f"data/{kind}", "files that are not in order")])
            last = end
            for folded, typed in keys:
                tops.see(folded, typed)
        if found != wanted:
            return Done([Finding("search data", f"data/{kind}", "the root has other keys than between its files")])
        for shard in range(len(reader.rows.get(kind, ()))):
            for entry in entries(reader.payload(kind, shard)):
                tops.add(*key_of(kind, entry), entry)
        files = [list(top_lists(reader.payload(tops_kind, n))) for n in range(len(reader.rows.get(tops_kind, ())))]
        firsts = [rows[0][0] for rows in files]
        same = [row for rows in files for row in rows] == list(tops.lists())
        if not same or (root and firsts != tops_firsts(root, kind)):
            return Done([Finding("search data", f"data/{tops_kind}", "not the best titles of each prefix")])
    except (ShardError, ValueError, IndexError) as error:
        return Done([Finding("damage", f"data/{kind}, data/{tops_kind}", str(error))])
    return Done([])


def _separator(first: str, last: str) -> str:
    """The shortest beginning of a key that sorts after another, whole characters."""
    length = 1
    while length < len(first) and first[:length] <= last:
        length += 1
    length += "\ud800" <= first[length - 1 : length] <= "\udbff"
    return first[:length]
