"""How well whole questions find the passage that answers them, with the reader's own JavaScript.

    python -m checks.search_quality PASSAGES.jsonl QUESTIONS.jsonl

Passages: lines with ``id``, ``title`` and ``text``; questions: lines with ``passage`` and ``question``.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from checks.reader.search_client import SearchClient
from packager.outputs.reader.search.indexes import SearchIndexes
from packager.outputs.reader.shards import ShardWriter

FRESH = 10
"""Every so many questions are asked with nothing in memory; the others are faster."""


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def build(passages: list[dict[str, str]], folder: Path, temp: Path) -> dict[str, int]:
    """The product's indexes of the passages; bytes on disk by kind of shard."""
    writers: list[ShardWriter] = []

    def writer(kind: str, target: int | None = None, level: int | None = None) -> ShardWriter:
        made = ShardWriter(folder / "data", kind, target or 128 * 1024, level or 19)
        writers.append(made)
        return made

    indexes = SearchIndexes(writer, temp)
    for number, passage in enumerate(passages):
        indexes.article(number, passage["title"].replace("_", " "), passage["text"], 0)
    indexes.close()
    for made in writers:
        made.close()
    return {made.kind: made.file_size for made in writers}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("passages", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--misses", action="store_true", help="print the questions whose passage is not first")
    options = parser.parse_args(argv)
    passages, questions = lines(options.passages), lines(options.questions)
    raw = sum(len(passage["text"].encode()) for passage in passages)
    number = {passage["id"]: n for n, passage in enumerate(passages)}
    places: list[int] = []
    read: list[int] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "temp").mkdir()
        sizes = build(passages, folder, folder / "temp")
        with SearchClient(folder) as client:
            for count, question in enumerate(questions):
                fresh = count % FRESH == 0
                reply = client.ask(text=question["question"], limit=10, forget=fresh)
                items = [int(str(result["locator"])) for result in reply["results"]]
                wanted = number[question["passage"]]
                place = items.index(wanted) + 1 if wanted in items else 0
                places.append(place)
                if fresh:
                    read.append(reply["bytes"])
                if options.misses and place != 1:
                    print(place or "-", question["question"], question.get("answer", ""), sep="\t")
    total = len(places)
    print(f"questions {total}, passages {len(passages)}, text {raw} bytes")
    print(f"hit@1  {sum(place == 1 for place in places) / total:.4f}")
    print(f"hit@10 {sum(place > 0 for place in places) / total:.4f}")
    print(f"MRR@10 {sum(1 / place for place in places if place) / total:.4f}")
    print(f"full-text index {sizes['F']} bytes, {sizes['F'] / raw:.3f} of the text; with the root {sizes['S']} more")
    print(f"bytes read per query {sum(read) / len(read):.0f}, at most {max(read)} (nothing in memory)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
