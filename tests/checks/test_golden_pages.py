"""Whole pages against MediaWiki's own output, where it lies beside the repository."""

from __future__ import annotations

import statistics

import pytest

from checks import golden_pages


@pytest.mark.skipif(not golden_pages.GOLDEN.exists(), reason="the reference pages are not beside the repository")
def test_golden_pages() -> None:
    listed = golden_pages.listed_pages()
    scores = golden_pages.scores()
    assert golden_pages.unexpected(scores, listed) == []
    free = [score for score in scores if score.title not in listed]
    assert statistics.fmean(score.blocks for score in free) >= 0.97
    assert statistics.median(score.recall for score in free) >= 0.998
    assert statistics.median(score.precision for score in free) >= 0.998
