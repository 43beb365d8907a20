"""The judge cuts first words where the writer cuts them, wherever a sentence ends."""

from __future__ import annotations

import pytest

from packager.audit.first_words import SIZE, lead_item
from packager.outputs.reader.search import leads


@pytest.mark.parametrize("end", [". ", ".\n", "? ", "!\n", " ", "\n", "가"])
@pytest.mark.parametrize("middle", [SIZE // 2, SIZE])
def test_cut(end: str, middle: int) -> None:
    for at in range(middle - 4, middle + 3):
        for rest in ("나" * SIZE, "나 " * SIZE, "나. " * SIZE):
            first = "가" * at
            html = "".join(f"<p>{part}</p>" for part in (first + end + rest).split("\n"))
            prose = (first + end + rest).strip()
            assert lead_item("제목", html) == leads.lead_item("제목", prose), (at, rest[:4])
