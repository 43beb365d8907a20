"""Categories that are for editors only, by their names: the rows of maintenance.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.library.maintenance import is_maintenance

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("maintenance.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("category", "answer"), ROWS)
def test_names_tell_what_is_for_editors(category: str, answer: str) -> None:
    assert is_maintenance(category) == (answer == "yes")
