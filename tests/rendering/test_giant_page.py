"""A page that fills many data files of the reader: the build ends, the judge finds nothing, other pages stay."""

from __future__ import annotations

import random
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from checks.small_export import NAME, PAGES, dump
from packager.audit.verify import verify
from packager.build import Request, build
from packager.config import Config
from packager.terminal.progress import Progress


@pytest.mark.slow
def test_a_page_over_many_data_files(tmp_path: Path) -> None:
    chance = random.Random(7)
    words = ("".join(chr(chance.randrange(0xAC00, 0xD7A4)) for _ in range(4)) for _ in range(60_000))
    source = tmp_path / NAME
    source.write_text(dump({**PAGES, "아주 큰 글": " ".join(words)}), "utf-8")
    config = replace(Config(), reader=replace(Config().reader, shard_size=16 * 1024))
    request = Request((source,), tmp_path / "out", config, 1)
    build(request, Progress(stream=StringIO(), quiet=True))
    data = tmp_path / "out" / "drive" / "data"
    assert len(list((data / "A").rglob("*.txt"))) > 10, "the page spans several tasks of the judge"
    assert not verify(tmp_path / "out" / "drive").findings
