"""Hostile modules (``battery.jsonl``), each in a process of its own with small limits; the benign ones must work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks import lua_battery
from checks.lua_battery import isolated, run

BATTERY = Path(lua_battery.__file__).with_name("battery.jsonl")
CASES = [json.loads(line) for line in BATTERY.read_text("utf-8").splitlines()]
_SECONDS, _MEMORY = 0.25, 24 << 20


@pytest.mark.slow
def test_nothing_escapes_and_nothing_hangs() -> None:
    run("return true")
    results = [(case, isolated(case, _SECONDS, _MEMORY)) for case in CASES]
    wrong = [
        (result["id"], result["verdict"], result["value"])
        for case, result in results
        if result["verdict"] == "hang" or (result["verdict"] == "works") != bool(case["control"])
    ]
    assert wrong == []
    assert max(result["seconds"] for _, result in results) < _SECONDS + 1.5
    assert sum(not case["control"] for case in CASES) >= 80
