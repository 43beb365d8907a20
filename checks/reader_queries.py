"""Whether readers find what they look for: queries against a drive, answered by the reader's own scripts.

    python -m checks.reader_queries DRIVE QUERIES.tsv [--drive-name NAME]
    python -m checks.reader_queries DRIVE --made [--seed N] [--clock]

QUERIES.tsv has the columns drive, query, wanted titles parted by ``|`` (empty if nothing answers), kind; without
--drive-name all rows are asked. --made asks questions and slips of the finger that are made of the drive's own titles.
Their slips have a bar of time: nine of ten within 50 ms of the processor, which other work on the machine hardly
changes. The time by the clock is told beside it and decides only with --clock, on a quiet machine.
Exit status 1 if a bar is not reached.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from checks.made_queries import made_queries
from checks.reader.search_client import SearchClient
from packager.audit.shards import blocks, payload, table_rows
from packager.korean.keystrokes import units, words

SUGGESTED = 12
SHOWN = 10
HAND, KIND, HOLDS, ODD, TOLD, ASKED, SLIP = 0.92, 0.80, 0.90, 0.97, 0.80, 0.95, 0.90
SLOWEST = 50.0
"""Milliseconds, of the processor or by the clock, within which nine of ten slips are answered."""
ROWS = 10
"""A kind of fewer rows has no bar of its own."""


class Query(NamedTuple):
    """A row of a table of queries."""

    drive: str
    query: str
    wanted: tuple[str, ...]
    kind: str


class Outcome(NamedTuple):
    """What became of a query. Places count from 1; 0 is nowhere."""

    query: Query
    suggested: int
    opened: bool
    """What Enter opens at once is wanted."""
    shown: int
    offered: bool
    """There is something to choose, while typing and on the page."""
    denied: bool
    """The page says that there is nothing of the name."""
    found: tuple[str, ...]
    worked: float
    """Milliseconds of the processor for the suggestions."""
    took: float
    """The same by the clock."""

    @property
    def right(self) -> bool:
        return self.suggested == 1 or self.opened or self.shown == 1


def read_queries(path: Path, drive: str = "") -> list[Query]:
    """The rows of a table, those of one drive if it is named."""
    rows: list[Query] = []
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        name, query, wanted, kind = line.split("\t")
        if not drive or name == drive:
            rows.append(Query(name, query, tuple(filter(None, wanted.split("|"))), kind))
    return rows


def shard_tables(drive: Path) -> dict[str, list[int]]:
    """For each kind of shard the number of items that begin in each file, as the boot file tells."""
    _, _, unpacked = payload((drive / "data" / "B" / "00" / "00.txt").read_bytes().partition(b"\n")[2])
    return table_rows(blocks(unpacked)["tables"])


def place(results: Iterable[Mapping[str, Any]], wanted: tuple[str, ...]) -> int:
    """Where the first wanted title stands."""
    for number, result in enumerate(results, 1):
        if result["title"] in wanted:
            return number
    return 0


def ask(client: SearchClient, query: Query) -> Outcome:
    """One query, while typing and on the page of results."""
    typed = client.ask(titles=query.query, limit=SUGGESTED, forget=True)
    page = client.ask(answer=query.query, limit=SHOWN)["results"]
    titles, listed = typed["results"], page["list"]
    return Outcome(
        query,
        place(titles, query.wanted),
        bool(titles) and titles[0]["exact"] and titles[0]["title"] in query.wanted,
        place(listed[:SHOWN], query.wanted),
        bool(titles) and bool(listed),
        page["denied"],
        tuple(result["title"] for result in listed[:3]),
        typed["cpu"],
        typed["ms"],
    )


def letters(text: str) -> str:
    return "".join(word.letters for word in words(units(text)))


def holds(query: Query) -> bool:
    """Whether a wanted title, of two letters at least, stands in the query with something beside it."""
    asked = letters(query.query)
    return any(1 < len(letters(title)) < len(asked) and letters(title) in asked for title in query.wanted)


class Bar(NamedTuple):
    """A share that has to be reached."""

    name: str
    right: int
    of: int
    least: float

    @property
    def reached(self) -> bool:
        return not self.of or self.right >= self.least * self.of

    def line(self) -> str:
        share = self.right / self.of if self.of else 1.0
        missed = "" if self.reached else "  MISSED"
        return f"{self.name:34}{self.right:5} of {self.of:5}  {share:.3f}  bar {self.least:.2f}{missed}"


def bars(outcomes: list[Outcome], clock: bool = False) -> Iterator[Bar]:
    """What has to be reached, of the kinds that were asked; whether the clock decides about time."""

    def share(name: str, chosen: list[Outcome], good: Iterable[bool], least: float) -> Bar:
        return Bar(name, sum(good), len(chosen), least)

    wanted = [o for o in outcomes if o.query.wanted]
    hand = [o for o in wanted if o.query.kind.startswith(("hand", "old"))]
    odd = [o for o in wanted if o.query.kind.startswith("odd")]
    nonsense = [o for o in outcomes if o.query.kind == "nonsense"]
    made = [o for o in wanted if o.query.kind.startswith("made")]
    held = [o for o in wanted if not o.query.kind.startswith("made") and holds(o.query)]
    if hand:
        yield share("hand-made: first anywhere", hand, (o.right for o in hand), HAND)
    for kind in sorted({o.query.kind for o in hand}):
        rows = [o for o in hand if o.query.kind == kind]
        yield share(f"  {kind}", rows, (o.right for o in rows), KIND if len(rows) >= ROWS else 0.0)
    if held:
        yield share("holds the title: first suggestion", held, (o.suggested == 1 for o in held), HOLDS)
    if odd:
        yield share("odd titles: first anywhere", odd, (o.right for o in odd), ODD)
    if nonsense:
        yield share("nonsense told, with offers", nonsense, (o.denied and o.offered for o in nonsense), TOLD)
    for kind in sorted({o.query.kind for o in made}):
        rows = [o for o in made if o.query.kind == kind]
        least = SLIP if kind.startswith("made slip") else ASKED
        yield share(f"{kind}: first suggestion", rows, (o.suggested == 1 for o in rows), least)
    slips = [o for o in made if o.query.kind.startswith("made slip")]
    if slips:
        yield _time("of the processor", [o.worked for o in slips], 1.0)
        yield _time("by the clock", [o.took for o in slips], 1.0 if clock else 0.0)
    yield share("something is offered", outcomes, (o.offered for o in outcomes), 1.0)
    yield share("nothing shown is denied", wanted, (not (o.denied and o.shown) for o in wanted), 1.0)


def _time(name: str, times: list[float], least: float) -> Bar:
    tenth = sorted(times)[len(times) * 9 // 10]
    return Bar(f"slips: p90 {tenth:.1f} ms {name}", int(tenth < SLOWEST), 1, least)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("drives", type=Path, nargs="+", metavar="DRIVE [QUERIES.tsv]")
    parser.add_argument("--drive-name", default="")
    parser.add_argument("--made", action="store_true", help="ask queries made of the drive's own titles")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=40, help="titles for each kind of made query")
    parser.add_argument(
        "--clock", action="store_true", help="slips must be fast by the clock too, not the processor's time alone"
    )
    parser.add_argument("--misses", action="store_true", help="print what is not first")
    options = parser.parse_args(argv)
    drive, *tables = options.drives
    queries = [row for table in tables for row in read_queries(table, options.drive_name)]
    if options.made:
        queries += [Query("", *row) for row in made_queries(drive, options.each, options.seed)]
    if not queries:
        parser.error("no queries: name a table, or --made")
    with SearchClient(drive) as client:
        for kind, counts in shard_tables(drive).items():
            client.ask(table=kind, counts=counts)
        outcomes = [ask(client, query) for query in queries]
    if options.misses:
        for o in outcomes:
            made = o.query.kind.startswith("made")
            wrong = o.query.wanted and not (o.suggested == 1 if made or holds(o.query) else o.right)
            if wrong or (o.query.kind == "nonsense" and not (o.denied and o.offered)) or (o.denied and o.shown):
                print(
                    f"{o.query.kind}\t{o.query.query}\t{'|'.join(o.query.wanted)}\t{o.suggested}/{o.shown}\t{o.found}"
                )
    reached = list(bars(outcomes, options.clock))
    for bar in reached:
        print(bar.line())
    return 0 if all(bar.reached for bar in reached) else 1


if __name__ == "__main__":
    raise SystemExit(main())
