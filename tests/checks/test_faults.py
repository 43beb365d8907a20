"""A short run of checks/faults_dump.py (``make faults`` runs the long one)."""

from __future__ import annotations

import pytest

from checks import faults_dump, fuzz_dump


@pytest.mark.parametrize("with_index", [False, True])
def test_no_silent_loss(with_index: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults_dump, "HEADER_BITS", 6)
    results = faults_dump.run(flips=40, pages=20, seed=2, with_index=with_index)
    bad = {
        kind: number for kind, number in results.items()
        if kind[1] not in ("detected", "unchanged") and (with_index or kind[0] not in faults_dump.NEEDS_INDEX)
    }
    assert bad == {}
    assert results["cut at a stream boundary", "detected"] >= 20


def test_no_traceback() -> None:
    """A short run of checks/fuzz_dump.py."""
    assert {result for _, result in fuzz_dump.run(250, 3)} <= {"read", "refused"}
