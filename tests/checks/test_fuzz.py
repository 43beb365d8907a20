"""A little of what ``python -m checks.fuzz_wikitext`` does, and the fuzzer's own soundness."""

from __future__ import annotations

from checks.fuzz_wikitext import fault_of, wikitext_of
from packager.wikitext.worker_cache import WorkerCache

QUICK = 2_000
SEED = 11


def test_random_wikitext_renders() -> None:
    cache = WorkerCache()
    for index in range(QUICK):
        wikitext = wikitext_of(SEED, index)
        fault = fault_of(wikitext, cache, 5.0)
        assert fault is None, f"--seed {SEED} --only {index}: {wikitext!r}\n{fault}"


def test_a_number_always_means_the_same_input() -> None:
    assert wikitext_of(1, 5) == wikitext_of(1, 5)
    assert len({wikitext_of(1, index) for index in range(100)}) > 80
