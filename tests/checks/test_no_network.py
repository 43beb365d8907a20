"""The build needs no network and asks for none."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.no_network import check, cut_off


@pytest.mark.slow
@pytest.mark.skipif(not cut_off(), reason="this machine allows no network namespace")
def test_the_build_runs_without_network(tmp_path: Path) -> None:
    complaints, _, _ = check(tmp_path)
    assert complaints == []
