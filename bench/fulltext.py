"""The full-text index at scale: speed and memory of building, bytes and time of a query.

    python -m bench.fulltext --articles 20000 --jobs 2

Synthesises articles from a seed, builds the product's index and asks the reader's own JavaScript in node.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.synth_titles import Titles
from checks.reader.search_client import SearchClient
from packager.outputs.reader.search.indexes import SearchIndexes
from packager.outputs.reader.shards import ShardWriter

PARTICLES = ("은", "는", "이", "가", "을", "를", "의", "에", "에서", "으로", "와", "과", "도", "", "", "")
VERBS = ("있다", "하였다", "되었다", "한다", "이다", "알려져 있다", "시작하였다", "맡았다", "열렸다", "전해진다")


def articles(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Title and prose; lengths as uneven as in an encyclopedia, some 1,500 characters on average."""
    titles, chance = Titles(seed), random.Random(seed)
    for title, _, _ in titles.make(count):
        sentences: list[str] = []
        for _ in range(min(400, 4 + int(8 * chance.paretovariate(1.1)))):
            words = [titles.word() + chance.choice(PARTICLES) for _ in range(chance.randint(5, 14))]
            sentences.append(" ".join((*words, chance.choice(VERBS))) + f", {chance.randint(1, 2024)}년.")
        yield title, f"{title}. " + " ".join(sentences)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the full-text index.")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--queries", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        folder, temp = Path(name), Path(name) / "temp"
        temp.mkdir()
        writers: dict[str, ShardWriter] = {}

        def writer(kind: str, target: int | None = None, level: int | None = None) -> ShardWriter:
            return writers.setdefault(kind, ShardWriter(folder / "data", kind, target or 128 * 1024, level or 19))

        indexes = SearchIndexes(writer, temp, jobs=options.jobs)
        synthesis = size = 0.0
        start = before = time.perf_counter()
        chance = random.Random(options.seed)
        questions: list[str] = []
        words: list[str] = []
        for number, (title, prose) in enumerate(articles(options.articles, options.seed)):
            synthesis += time.perf_counter() - before
            size += len(prose.encode())
            if chance.random() < 2 * options.queries / options.articles and len(questions) < options.queries:
                asked = chance.sample(prose.split(" "), 5)
                questions.append(" ".join(asked))
                words.append(asked[0])
            indexes.article(number, title, prose, 0)
            before = time.perf_counter()
        indexes.close()
        for made in writers.values():
            made.close()
        took = time.perf_counter() - start - synthesis
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        index = writers["F"].file_size
        speed = size / took / 1e6
        print(f"{options.articles} articles, {size / 1e6:.0f} MB of prose, {took:.0f} s with titles: {speed:.2f} MB/s")
        print(f"memory {own:.0f} MB, each worker at most {children:.0f} MB")
        print(f"full text {index / 1e6:.1f} MB in {len(writers['F'].counts)} files, {index / size:.3f} of the prose")
        sizes, times = [], []
        with SearchClient(folder) as client:
            for question in questions:
                reply = client.ask(rank=question, limit=30, forget=True)
                sizes.append(reply["bytes"])
                times.append(reply["ms"])
            kinds: Counter[str] = Counter()
            pages = []
            for word in words:
                reply = client.ask(answer=word, limit=10, forget=True)
                pages.append(reply["bytes"])
                kinds.update(reply["kinds"])
        sizes.sort()
        times.sort()
        pages.sort()
        middle, tenth = len(sizes) // 2, len(sizes) * 9 // 10
        print(f"bytes of a query: median {sizes[middle]}, p90 {sizes[tenth]}")
        by_kind = ", ".join(f"{kind} {size // len(pages) / 1000:.0f}" for kind, size in sorted(kinds.items()))
        print(f"bytes of a page for one word: median {pages[len(pages) // 2]}, p90 {pages[len(pages) * 9 // 10]}, "
              f"most {pages[-1]}; KB by kind of file: {by_kind}")  # fmt: skip
        print(f"time of a query: median {times[middle]:.0f} ms, p90 {times[tenth]:.0f} ms")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
