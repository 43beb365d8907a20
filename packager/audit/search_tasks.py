"""The reader's search files, judged piece by piece: each by itself, and what follows from other files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from packager.audit.first_words import NOTHING, lead_item
from packager.audit.near import near_findings
from packager.audit.reader_data import Reader
from packager.audit.search_data import ENTRIES, Drive, ends_of, entries, near_firsts, search_findings, separators
from packager.audit.shards import ShardError, shard_name
from packager.audit.tasks import Done, Task
from packager.model import Finding

SEARCH = frozenset("STUCDFVWX")
_AT_ONCE = 4
_SHOWN = 40


def search_tasks(reader: Reader, shows: Callable[[str], bool] | None, configured: bool) -> Iterator[Task]:
    """The files of all kinds of search data. ``shows``: whether a title is the archive's."""
    known = (lambda title: title in reader.aliases or shows(title)) if shows else (lambda title: True)
    drive = Drive(reader.count("A"), known, configured)
    for kind in sorted(SEARCH & reader.rows.keys()):
        for shard in range(0, len(reader.rows[kind]), _AT_ONCE):
            yield partial(_search, reader, kind, shard, drive)
    for shard in range(0, len(reader.rows.get("L", ())), _AT_ONCE):
        yield partial(_leads, reader, shard)
    yield partial(_leads_end, reader)
    yield partial(_near, reader)
    for kind in ENTRIES:
        yield partial(_order, reader, kind)


def _search(reader: Reader, kind: str, first: int, drive: Drive) -> Done:
    findings: list[Finding] = []
    last = min(first + _AT_ONCE, len(reader.rows[kind]))
    for shard in range(first, last):
        name = shard_name(kind, shard)
        try:
            data = reader.payload(kind, shard)
            findings += (Finding("search data", name, what) for what in search_findings(kind, data, drive))
        except (ShardError, UnicodeDecodeError, IndexError) as error:
            findings.append(Finding("damage", name, str(error)))
    return Done(findings[:_SHOWN], 0)


def _leads(reader: Reader, first: int) -> Done:
    """The first words of articles follow from the articles."""
    findings: list[Finding] = []
    starts, last = reader.starts["L"], first + _AT_ONCE
    try:
        for number in range(starts[first], starts[last] if last < len(starts) else reader.count("L")):
            found = reader.item("L", number)
            title, second, _, _, body = reader.item("A", number).decode().split("\n", 4)
            if second.partition("\t")[0] != "article":
                fine = found == NOTHING
            else:
                wanted = lead_item(title, body)
                # A page that only tells names apart has its title alone.
                fine = found in (wanted, wanted[: wanted.index(b"\n") + 1]) and found != NOTHING
            if not fine:
                said = found.decode("utf-8", "replace")
                findings.append(
                    Finding("search data", reader.place("L", number), f"not how the article begins: {said[:60]!r}")
                )
    except (ShardError, ValueError) as error:
        findings.append(Finding("damage", f"data/L, file {first} or after it", str(error)))
    return Done(findings[:_SHOWN])


def _leads_end(reader: Reader) -> Done:
    """First words are there for the articles, and for nothing after the last of them."""
    count = reader.count("L")
    kinds = [
        reader.item("A", n).split(b"\n", 2)[1].partition(b"\t")[0] for n in range(max(0, count - 1), reader.count("A"))
    ]
    if (kinds[:1] != [b"article"] and count) or b"article" in kinds[1 if count else 0 :]:
        return Done([Finding("search data", "data/L", f"{count} items, not as many as go up to the last article")])
    return Done([])


def _near(reader: Reader) -> Done:
    """Titles less a syllable follow from the titles."""

    def names() -> Iterator[tuple[str, int]]:
        for shard in range(len(reader.rows.get("T", ()))):
            for entry in entries(reader.payload("T", shard)):
                if not entry.start:
                    yield entry.title, entry.weight

    try:
        firsts = near_firsts(reader.payload("S", 0)) if reader.rows.get("S") else []
        shards = (reader.payload("X", shard) for shard in range(len(reader.rows.get("X", ()))))
        return Done(
            [Finding("search data", "data/X", what) for what in near_findings(firsts, names(), shards)][:_SHOWN]
        )
    except (ShardError, ValueError, IndexError) as error:
        return Done([Finding("damage", "data/X", str(error))])


def _order(reader: Reader, kind: str) -> Done:
    """The keys by which files are found stand between the titles of those files."""
    try:
        wanted = separators(reader.payload("S", 0), kind) if reader.rows.get("S") else []
        ends = (ends_of(kind, reader.payload(kind, shard)) for shard in range(len(reader.rows.get(kind, ()))))
        last, found = "", []
        for first, end in ends:
            length = 1
            while length < len(first) and first[:length] <= last:
                length += 1
            length += "\ud800" <= first[length - 1 : length] <= "\udbff"
            found.append(first[:length])
            if first < last:
                return Done([Finding("search data", f"data/{kind}", "files that are not in order")])
            last = end
        if found != wanted:
            return Done([Finding("search data", f"data/{kind}", "the root has other keys than between its files")])
    except (ShardError, ValueError, IndexError) as error:
        return Done([Finding("damage", f"data/{kind}", str(error))])
    return Done([])
