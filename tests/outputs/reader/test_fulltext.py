"""The full text as the reader searches it, in node: passages, marks, other spellings, questions."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from checks.reader.search_client import SearchClient
from checks.worlds import EveryTitle
from packager.finish.finish import close
from packager.outputs.reader.search.indexes import SearchIndexes
from packager.outputs.reader.shards import ShardWriter
from tests.outputs.reader.case_rows import rows

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")


@pytest.fixture(scope="module", params=[False, True], ids=["typed", "plain"])
def client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchClient]:
    folder = tmp_path_factory.mktemp("text")
    (folder / "temp").mkdir()
    writers: list[ShardWriter] = []

    def writer(kind: str, target: int | None = None, level: int | None = None) -> ShardWriter:
        writers.append(ShardWriter(folder / "data", kind, 4096, level or 3))
        return writers[-1]

    indexes = SearchIndexes(writer, folder / "temp", text_shard=4096)
    for number, (title, fragment) in enumerate(rows("articles.tsv")):
        indexes.article(number, title, close(fragment, EveryTitle()).prose, 10)
    indexes.close()
    for made in writers:
        made.close()
    with SearchClient(folder, plain=request.param) as client:
        for made in writers:
            if made.kind == "L":
                client.ask(table="L", counts=made.counts)
        yield client


@pytest.mark.parametrize(("query", "title", "marked"), rows("text_queries.tsv"))
def test_query(client: SearchClient, query: str, title: str, marked: str) -> None:
    results = client.ask(text=query, limit=5)["results"]
    assert results[0]["title"] == title
    extract = results[0]["extract"]
    words = [extract[start:end] for start, end in results[0]["marks"]]
    assert marked in words, (extract, words)


def test_nothing_is_found_for_unknown_words(client: SearchClient) -> None:
    assert client.ask(text="뷁쀍", limit=5)["results"] == []
    assert client.ask(text="  ", limit=5)["results"] == []
