"""A month of edits on the bundled small wiki renders what was edited, and the drive is that of a build from nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.next_month import next_month
from checks.own_dump import DUMP
from packager.dump import open_dump


@pytest.mark.slow
def test_the_next_month_of_the_small_wiki(tmp_path: Path) -> None:
    dump = open_dump([DUMP])
    found = next_month(list(dump), dump.site, tmp_path, share=0.01, jobs=2)
    assert found.equal
    assert found.users > found.pages / 4, "the template with the comment is a widely used one"
    assert found.rendered <= 0.03 * found.pages
