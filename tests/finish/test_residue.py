"""What a reader without the web can do nothing with: ``residue.tsv``, and the switches of the configuration."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from checks.worlds import SmallWorld
from packager.config import CleaningConfig, Config
from packager.finish.element import Policy
from packager.finish.finish import finish
from packager.finish.residue import RESIDUE
from packager.rendering.job import policy

CASES = [
    pytest.param(line.split("\t"), id=f"{number} {line.partition(chr(9))[0]}")
    for number, line in enumerate((Path(__file__).parent / "residue.tsv").read_text("utf-8").split("\n"), 1)
    if line and not line.startswith("#")
]
WORLD = SmallWorld({"서울"})


@pytest.mark.parametrize("case", CASES)
def test_residue(case: list[str]) -> None:
    name, page, left = case
    others = frozenset(rule.name for rule in RESIDUE) - {name}
    got = finish(page, WORLD, Policy(residue_kept=others))
    assert got.html == left
    assert finish(got.html, WORLD, Policy(residue_kept=others)).html == got.html or "navbox" in page


def test_every_rule_has_a_case_and_a_switch() -> None:
    names = {rule.name for rule in RESIDUE}
    assert {case.values[0][0] for case in CASES} == names  # type: ignore[index]
    assert {spec.name for spec in fields(CleaningConfig)} == names


@pytest.mark.parametrize("name", [rule.name for rule in RESIDUE])
def test_a_switch_keeps_what_its_rule_takes(name: str) -> None:
    given = policy(Config(cleaning=CleaningConfig(**{name: False})))
    assert given.residue_kept == {name}
    case = next(each.values[0] for each in CASES if each.values[0][0] == name)  # type: ignore[index]
    assert f"residue: {name}" not in finish(case[1], WORLD, given).removed  # type: ignore[index]


def test_the_report_counts_them() -> None:
    page = '<p>가<span class="error">오류</span> 나<span class="error">오류</span></p>'
    assert finish(page, WORLD).removed["residue: errors"] == 2
