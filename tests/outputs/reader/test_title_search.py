"""Titles as the reader finds them, in node: the cases of title_queries.tsv on a small set of titles."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checks.reader.search_client import SearchClient
from checks.titles import LIST, read_list
from packager.outputs.reader.search.indexes import SearchIndexes
from packager.outputs.reader.shards import ShardWriter
from tests.outputs.reader.case_rows import rows

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")


PEER_PAGES = {
    "오연서": "오연서는 대한민국의 배우이다.",
    "역사": "역사는 지나간 일의 기록이다.",
    "강": "강은 물이 흐르는 길이다. 물은 낮은 데로 흐른다.",
    "서울특별시": "서울특별시는 도시이다.",
    "컴퓨터": "컴퓨터는 계산하는 기계이다.",
    "조선민주주의인민공화국": "조선민주주의인민공화국은 나라이다.",
    "수영": "수영은 물에서 하는 운동이다.",
    "韓國": "나라 이름이다.",
    "노동신문": "노동신문은 신문이다.",
}


def build(folder: Path, target: int, fill: Callable[[SearchIndexes], None]) -> None:
    (folder / "temp").mkdir(parents=True)
    writers: list[ShardWriter] = []

    def writer(kind: str, _: int | None = None, level: int | None = None) -> ShardWriter:
        writers.append(ShardWriter(folder / "data", kind, target, level or 3))
        return writers[-1]

    indexes = SearchIndexes(writer, folder / "temp", title_shard=target)
    fill(indexes)
    indexes.close()
    for made in writers:
        made.close()


def fill_titles(indexes: SearchIndexes) -> None:
    numbers: dict[str, int] = {}
    for title, value in rows("titles.tsv"):
        if value.isdecimal():
            numbers[title] = len(numbers)
            indexes.article(numbers[title], title, f"{title}에 대한 글이다.", int(value))
        else:
            indexes.redirect(title, numbers[value], value)


def fill_peer_pages(indexes: SearchIndexes) -> None:
    for number, (title, prose) in enumerate(PEER_PAGES.items()):
        indexes.article(number, title, prose, 1)


@pytest.fixture(scope="module", params=[(30 * 1024, False), (700, False), (700, True)], ids=["one", "many", "plain"])
def client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchClient]:
    """The index in one shard, in many, and in many read without typed arrays."""
    target, plain = request.param
    folder = tmp_path_factory.mktemp("titles")
    build(folder, target, fill_titles)
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


def test_no_search_reads_many_shards(client: SearchClient) -> None:
    """Two for what is the name of something or its beginning; more where a slip is looked for."""
    for query, _, why in rows("title_queries.tsv"):
        reply = client.ask(titles=query, limit=8, forget=True)
        plain = why in ("exact", "half a syllable", "half a word", "초성", "spacing", "case", "alias", "Hanja")
        assert reply["files"] <= (2 if plain else 12), (query, reply["files"])


def test_what_other_readers_miss(tmp_path: Path) -> None:
    build(tmp_path, 30 * 1024, fill_peer_pages)
    numbers = dict(enumerate(PEER_PAGES))
    with SearchClient(tmp_path) as client:
        for query, title in rows("peer_misses.tsv"):
            titles = [found for found in client.titles(query) if found["how"] != "offer"]
            texts = client.ask(rank=query, limit=5)["results"]
            first = titles[0]["title"] if titles else numbers[texts[0]["item"]]
            assert first == title, query


def one_space(title: str) -> str:
    """What a reader can type of it: scripts count U+FEFF among the blanks."""
    return " ".join(title.replace("\ufeff", " ").split())


def test_a_title_that_is_typed_as_it_stands_is_the_first(tmp_path: Path) -> None:
    """Letters, old letters, signs, 255 bytes: as articles, and as other names of articles."""
    titles = [title.text for title in read_list(LIST)[0]]
    wrong = []
    for kind, target in (("articles", 3000), ("articles", 700), ("redirects", 3000)):

        def fill(indexes: SearchIndexes, kind: str = kind) -> None:
            if kind == "redirects":
                for number, title in enumerate(titles):
                    indexes.article(number, f"넘겨주기가 끝나는 글 {number}", "", 3)
                    indexes.redirect(title, number, f"넘겨주기가 끝나는 글 {number}")
            else:
                for number, title in enumerate(titles):
                    indexes.article(number, title, "", 1)

        folder = tmp_path / f"{kind}{target}"
        build(folder, target, fill)
        with SearchClient(folder) as client:
            for title in titles:
                first = client.titles(title)[0]
                if one_space(first["via"] or first["title"]) != one_space(title):
                    wrong.append(f"{title[:60]!r} in {kind}, {target}: {first}")
    assert not wrong, "\n".join(wrong)
