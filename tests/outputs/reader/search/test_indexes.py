"""Indexes on disk: the same bytes for any number of processes, and small parts that node has no view of."""

from __future__ import annotations

import hashlib
from array import array
from pathlib import Path

import pytest

from bench.fulltext import articles
from packager.outputs.reader.search import text_index
from packager.outputs.reader.search.indexes import SearchIndexes
from packager.outputs.reader.search.text_index import posting_list
from packager.outputs.reader.search.text_runs import TOP_WEIGHT, Document, invert, weigh
from packager.outputs.reader.search.title_entries import Named, key_table, typed_entries, weight
from packager.outputs.reader.search.title_index import separator
from packager.outputs.reader.shards import ShardWriter, varint


def digest(folder: Path, jobs: int) -> str:
    (folder / "temp").mkdir(parents=True)
    writers: list[ShardWriter] = []

    def writer(kind: str, target: int | None = None, level: int | None = None) -> ShardWriter:
        writers.append(ShardWriter(folder / "data", kind, 4096, level or 3))
        return writers[-1]

    indexes = SearchIndexes(writer, folder / "temp", title_shard=2048, text_shard=8192, jobs=jobs)
    for number, (title, prose) in enumerate(articles(120, 7)):
        indexes.article(number, title, prose, number)
        indexes.redirect(f"{title} 또는", number, title, "역사")
    indexes.close()
    for made in writers:
        made.close()
    assert list((folder / "temp").iterdir()) == []
    total = hashlib.sha256()
    for path in sorted((folder / "data").rglob("*.txt")):
        total.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return total.hexdigest()


def test_processes_do_not_change_the_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_index, "BATCH", 40_000)
    monkeypatch.setattr(text_index, "SMALL", 50_000)
    assert digest(tmp_path / "one", 1) == digest(tmp_path / "two", 2)


def test_weights_rise_with_count_and_stay_in_four_bits() -> None:
    weights = [weigh(count / 4) for count in range(1, 400)]
    assert weights == sorted(weights)
    assert (weights[0], weights[-1]) == (3, TOP_WEIGHT)


def test_a_title_counts_more_than_its_text() -> None:
    found = invert([Document(5, "백두산", "백두산과 금강산은 산이다.")], 14)
    assert found["백두"][0] >> 4 == 5
    assert found["백두"][0] & 15 > found["금강"][0] & 15


def test_posting_lists() -> None:
    row = posting_list("가나", array("I", (3 << 4 | 15, 4 << 4 | 1, 1000 << 4 | 7)))
    assert row.gaps == b"\x03\x01" + varint(996)
    assert row.weights == bytes((15 | 1 << 4, 7))


def test_importance_is_a_byte() -> None:
    assert weight(0) == 0
    assert weight(-1) == 0
    assert weight(1) == 14
    assert weight(10**9) == 255


def test_a_name_is_found_by_its_words() -> None:
    entries = list(typed_entries(Named("국제 노동 기구", 4, 9, "국제노동기구", "역사")))
    assert [entry.start for entry in entries] == [0, 3, 6]
    assert {entry.line for entry in entries} == {"국제 노동 기구\t국제노동기구\t역사"}
    assert all(entry.redirect for entry in entries)


@pytest.mark.parametrize(
    ("last", "first", "shortest"),
    [
        ("", "가", "가"),
        ("abc", "abd", "abd"),
        ("abc", "b", "b"),
        ("a", "abc", "ab"),
        ("가", "\ud83d\ude00x", "\ud83d\ude00"),
    ],
)
def test_separators(last: str, first: str, shortest: str) -> None:
    assert separator(last, first) == shortest


def test_keys_share_what_they_can() -> None:
    assert key_table(["ab", "abc", "b"]) == b"\x03\x00\x02ab\x02\x01c\x00\x01b"
