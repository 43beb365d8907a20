"""Workers that one bad item cannot stop."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest

from packager.rendering.executor import Failure, Limits
from packager.rendering.pool import Pool, WorkerError

LIMITS = Limits(1.0, 200 << 20)


def start() -> Callable[[str], Any]:
    return work


def work(item: str) -> Any:
    if item == "loop":
        while True:
            pass
    if item == "backtrack":  # one C call that never returns to the interpreter
        re.match(r"(a+)+$", "a" * 40 + "b")
    if item == "memory":
        return len(bytearray(1 << 30))
    if item == "error":
        raise ValueError("가나다")
    if item == "die":
        os._exit(7)
    if item == "killed":  # as the kernel does to whoever takes the last memory
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "swallow":
        try:
            while True:
                pass
        except Exception:
            return "swallowed"
    return item.upper()


def start_badly() -> Callable[[str], Any]:
    raise RuntimeError("cannot start")


@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_items_cost_only_themselves(jobs: int) -> None:
    items = ["a", "loop", "b", "error", "c", "die", "d", "memory", "e", "backtrack", "f", "swallow", "g", "killed", "h"]
    began = time.monotonic()
    results = dict(Pool(jobs, start, (), LIMITS).run(items))
    assert set(results) == set(items)
    for item in "abcdefgh":
        assert results[item] == item.upper()
    assert results["loop"].reason == results["backtrack"].reason == results["swallow"].reason == "timeout"
    assert results["memory"].reason == "memory"
    assert results["killed"].reason == "memory"
    assert results["die"].reason == "crash"
    assert results["error"] == Failure("error", results["error"].detail)
    assert "가나다" in results["error"].detail
    assert "/" not in results["error"].detail  # no path of this machine
    assert time.monotonic() - began < 60


def test_no_items() -> None:
    assert list(Pool(2, start, (), LIMITS).run([])) == []


def test_workers_that_cannot_start_are_reported() -> None:
    with pytest.raises(WorkerError):
        list(Pool(1, start_badly, (), LIMITS).run(["a"]))
