"""The title index at full scale: size, memory, bytes and time of a query.

    python -m bench.titles --titles 1200000 [--keep FOLDER | --built FOLDER] [--before CHECKOUT]

Synthesises titles from a seed, builds the product's index and asks the reader's own JavaScript in node. For slips of
the finger and questions it also says how often the title meant comes first; a slip that may be of another title too is
counted with the rest, and by itself. ``--before`` lets an earlier version of the program with its own ``.venv``
measure the same titles, before this one.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.synth_titles import Titles
from checks.made_queries import PLAIN, dropped, slips_of, swapped, vowel_slip
from checks.reader.search_client import SearchClient
from packager.korean import keystrokes
from packager.korean.consonants import bare
from packager.korean.questions import ask, frames
from packager.korean.tables import tables
from packager.outputs.reader.search.indexes import SearchIndexes
from packager.outputs.reader.shards import ShardWriter

MEGABYTE = 1 << 20


class Slip(NamedTuple):
    """A query with a slip of the finger, or a question, and the title meant."""

    kind: str
    query: str
    title: str


def sample_of(titles: int, seed: int) -> tuple[list[str], set[str]]:
    """Some of the titles, and all without spaces."""
    chosen: list[str] = []
    taken: set[str] = set()
    for number, (title, _, _) in enumerate(Titles(seed).make(titles)):
        taken.add(bare(title).replace(" ", ""))
        if number % max(1, titles // 20_000) == 0:
            chosen.append(title)
    return chosen, taken


def build(folder: Path, temp: Path, titles: int, seed: int) -> list[ShardWriter]:
    """Write the index; the writers with their sizes."""
    writers: list[ShardWriter] = []

    def writer(kind: str, target: int | None = None, level: int | None = None) -> ShardWriter:
        writers.append(ShardWriter(folder / "data", kind, target or 128 * 1024, level or 19))
        return writers[-1]

    indexes = SearchIndexes(writer, temp, fulltext=False)
    names: dict[int, str] = {}
    for title, item, incoming in Titles(seed).make(titles):
        if incoming >= 0:
            indexes.article(item, title, "", incoming)
            names[item % 1000] = title
        else:
            indexes.redirect(title, item, names.get(item % 1000, title))
    indexes.close()
    for made in writers:
        made.close()
    return writers


def queries(sample: list[str], count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Kind and text of what readers type."""
    chance = random.Random(seed)
    letter = {key: latin for latin, key in tables().keyboard.items()}
    for _ in range(count):
        title = chance.choice(sample)
        words = [word.letters for word in keystrokes.words(keystrokes.units(title))]
        yield "one letter", title[:1]
        yield "two letters", title[:2]
        yield "four letters", title[:4]
        yield "whole title", title
        yield "later word", words[-1]
        yield "initials, four", "".join(map(keystrokes.initials, words))[:4].translate(_JAMO)
        yield "initials, two", "".join(map(keystrokes.initials, words))[:2].translate(_JAMO)
        yield "Latin keyboard", "".join(letter.get(key, key) for word in words for key in keystrokes.keys(word))[:8]
        yield "particle", f"{title}에서"
        at = chance.randrange(len(title))
        yield "slip", title[:at] + chance.choice("가나다라마") + title[at + 1 :]


def shared(asked: list[Slip], taken: set[str]) -> set[Slip]:
    """The slips that may as well be of another title: the same slip of it, or its beginning. Which one is meant nobody
    can tell; it is enough that it stands among the first three."""
    meant: dict[tuple[str, str], list[Slip]] = {}
    for slip in asked:
        query = slip.query.replace(" ", "")
        for kind in (slip.kind.removeprefix("slip "), "begins"):
            meant.setdefault((kind, query), []).append(slip)
    return {
        slip
        for title in taken
        for key in set(slips_of(title))
        for slip in meant.get(key, ())
        if title != bare(slip.title).replace(" ", "")
    }


def made(sample: list[str], taken: set[str], count: int, seed: int) -> Iterator[Slip]:
    """Slips that are no title themselves, and questions."""
    chance = random.Random(seed)
    plain = [title for title in sample if PLAIN.fullmatch(title)]
    for kind, slip, least in (("vowel", vowel_slip, 3), ("swapped", swapped, 3), ("dropped", dropped, 4)):
        fitting = [title for title in plain if len(title.replace(" ", "")) >= least]
        for _ in range(count):
            title = chance.choice(fitting)
            query = slip(title, chance)
            if query.replace(" ", "") not in taken:
                yield Slip(f"slip {kind}", query, title)
    for _ in range(count):
        title = chance.choice(plain)
        yield Slip("question", ask(title, chance.choice(frames())), title)


def _firsts(places: list[tuple[int, bool]]) -> str:
    """How often the title meant is first; the same of what can mean no other; of the rest, how often among three."""
    if not places:
        return ""
    clear = [place for place, doubtful in places if not doubtful]
    rest = [place for place, doubtful in places if doubtful]
    text = f"   first {sum(place == 1 for place, _ in places) / len(places):.3f}"
    if rest:
        text += f", {sum(place == 1 for place in clear)} of {len(clear)} that only it can mean"
        text += f"; of {len(rest)} others among three {sum(0 < place < 4 for place in rest)}"
    return text


_JAMO = dict(zip(map(ord, tables().consonants), "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", strict=True))


def earlier(checkout: Path, options: argparse.Namespace) -> None:
    """What an earlier version of the program says of itself, in its own words."""
    module = "bench.titles" if (checkout / "bench").is_dir() else "tests.bench_titles"
    given = (f"--{name}={getattr(options, name)}" for name in ("titles", "queries", "seed"))
    command = [str(checkout.resolve() / ".venv" / "bin" / "python"), "-m", module, *given]
    print("before", flush=True)
    subprocess.run(command, cwd=checkout, check=True)
    print("now", flush=True)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the title index.")
    parser.add_argument("--titles", type=int, default=1_200_000)
    parser.add_argument("--queries", type=int, default=60, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder that the index is left in")
    parser.add_argument("--built", type=Path, help="folder with an index that was kept, of the same titles and seed")
    parser.add_argument("--misses", action="store_true", help="print made queries whose title is not first")
    parser.add_argument("--before", type=Path, help="checkout of an earlier version of the program")
    options = parser.parse_args(argv)
    if options.before:
        earlier(options.before, options)
    with tempfile.TemporaryDirectory() as name:
        folder = options.built or options.keep or Path(name)
        temp = Path(name) / "temp"
        temp.mkdir()
        start = time.perf_counter()
        writers = [] if options.built else build(folder, temp, options.titles, options.seed)
        took = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{options.titles} titles in {took:.0f} s, {memory:.0f} MB of memory")
        for writer in writers:
            if writer.counts:
                files, size = len(writer.counts), writer.file_size
                print(f"  {writer.kind}: {files} files of {size / files / 1024:.1f} KB, {size / MEGABYTE:.1f} MB")
        sample, taken = sample_of(options.titles, options.seed)
        found: dict[str, list[tuple[int, float, int, float]]] = {}
        places: dict[str, list[tuple[int, bool]]] = {}
        with SearchClient(folder) as client:
            for warm in range(20):
                client.titles(sample[warm])
            for kind, query in queries(sample, options.queries, options.seed):
                reply = client.ask(titles=query, limit=12, forget=True)
                found.setdefault(kind, []).append((reply["bytes"], reply["ms"], len(reply["results"]), reply["cpu"]))
            asked = list(made(sample, taken, options.queries, options.seed))
            doubtful = shared(asked, taken)
            for slip in asked:
                kind, query, title = slip
                reply = client.ask(titles=query, limit=12, forget=True)
                results = reply["results"]
                found.setdefault(kind, []).append((reply["bytes"], reply["ms"], len(results), reply["cpu"]))
                names = [{bare(result["title"]), bare(result["via"])} for result in results]
                place = next((n for n, name in enumerate(names, 1) if title in name), 0)
                places.setdefault(kind, []).append((place, slip in doubtful))
                if options.misses and place != 1:
                    print(kind, query, title, [(r["title"], r["via"], r["how"]) for r in results[:3]], sep="\t")
        print("kind            bytes: median     most   ms: median     p90     most   p90 of the processor   answered")
        found["all"] = [row for rows in found.values() for row in rows]
        for kind, rows in found.items():
            sizes, times, worked = (sorted(row[column] for row in rows) for column in (0, 1, 3))
            answered = sum(row[2] > 0 for row in rows) / len(rows)
            print(
                f"{kind:16}{sizes[len(sizes) // 2]:13}{sizes[-1]:9}{times[len(times) // 2]:13.1f}"
                f"{times[len(times) * 9 // 10]:8.1f}{times[-1]:9.1f}{worked[len(worked) * 9 // 10]:23.1f}"
                f"{answered:11.2f}" + _firsts(places.get(kind, []))
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
