"""What readers of the small wiki may ask: our own rows, each kind at its bar (``own_queries.tsv``)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checks.reader.search_client import SearchClient
from checks.reader_queries import ask, bars, read_queries, shard_tables

ROWS = Path(__file__).with_name("own_queries.tsv")


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_readers_find_what_they_ask_for(small_wiki: Path) -> None:
    drive = small_wiki / "drive"
    with SearchClient(drive) as client:
        for kind, counts in shard_tables(drive).items():
            client.ask(table=kind, counts=counts)
        outcomes = [ask(client, query) for query in read_queries(ROWS)]
    assert len(outcomes) > 150
    assert [bar.line() for bar in bars(outcomes) if not bar.reached] == []
