"""Our wikitext stage against MediaWiki 1.39 on small pages of our own (``differential/cases.jsonl``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import differential

CASES = Path(__file__).parent / "differential" / "cases.jsonl"


@pytest.mark.skipif(not differential.TOOLS.exists(), reason="the scorer is not beside the repository")
def test_own_cases() -> None:
    verdicts = differential.judge(list(differential.cases([CASES])))
    assert len(verdicts) >= 400
    assert [verdict.case["id"] for verdict in verdicts if not verdict.dom] == []
