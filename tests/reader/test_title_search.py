"""Titles as the reader finds them, in node: the cases of title_queries.tsv on a small set of titles."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from packager.outputs.shards import ShardWriter
from packager.search.indexes import SearchIndexes
from packager.search.settings import SearchSettings
from tests.reader.search_client import SearchClient, rows

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")


def build(folder: Path, target: int) -> None:
    (folder / "temp").mkdir(parents=True)
    writers: list[ShardWriter] = []

    def writer(kind: str, _: int | None = None, level: int | None = None) -> ShardWriter:
        writers.append(ShardWriter(folder / "data", kind, target, level or 3))
        return writers[-1]

    indexes = SearchIndexes(writer, SearchSettings(title_shard=target), folder / "temp")
    numbers: dict[str, int] = {}
    for title, value in rows("titles.tsv"):
        if value.isdecimal():
            numbers[title] = len(numbers)
            indexes.article(numbers[title], title, f"{title}에 대한 글이다.", int(value))
        else:
            indexes.redirect(title, numbers[value], value)
    indexes.close()
    for made in writers:
        made.close()


@pytest.fixture(scope="module", params=[(30 * 1024, False), (700, False), (700, True)], ids=["one", "many", "plain"])
def client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchClient]:
    """The index in one shard, in many, and in many read without typed arrays."""
    target, plain = request.param
    folder = tmp_path_factory.mktemp("titles")
    build(folder, target)
    with SearchClient(folder, plain=plain) as client:
        yield client


def test_each_query_gives_its_title_first(client: SearchClient) -> None:
    wrong = []
    for query, title, why in rows("title_queries.tsv"):
        reply = client.ask(titles=query, limit=8)
        found = [result["title"] for result in reply["results"]]
        if found[:1] != [title]:
            wrong.append(f"{query} ({why}): {title}, not {found}")
    assert not wrong, "\n".join(wrong)


def test_no_search_reads_more_than_two_shards(client: SearchClient) -> None:
    for query, _, _ in rows("title_queries.tsv"):
        assert client.ask(titles=query, limit=8, forget=True)["files"] <= 2, query
