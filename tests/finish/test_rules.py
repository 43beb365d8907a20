"""``rules/NAME.dirty.html`` through the cleaner is ``rules/NAME.clean.html``, line for line, for every scrub rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.worlds import SmallWorld
from packager.audit.html import look
from packager.finish import rules
from packager.finish.finish import close, finish

FOLDER = Path(__file__).parent / "rules"
CASES = sorted(path.name.removesuffix(".dirty.html") for path in FOLDER.glob("*.dirty.html"))
WORLD = SmallWorld({"서울", "x.png", "m/a.opus", "m/a.webm"})


def cleaned(name: str) -> str:
    return finish((FOLDER / f"{name}.dirty.html").read_text(encoding="utf-8"), WORLD).html


def test_every_rule_has_its_case() -> None:
    modules = Path(rules.__file__).parent.glob("[a-z]*.py")
    laid_out = {path.stem for path in (FOLDER.parent / "layout").glob("*.tsv")}
    assert {path.stem for path in modules} == set(CASES) | laid_out


@pytest.mark.parametrize("name", CASES)
def test_rule(name: str) -> None:
    got = cleaned(name)
    assert got.splitlines() == (FOLDER / f"{name}.clean.html").read_text(encoding="utf-8").splitlines()
    assert not look(got).findings
    assert close(got, WORLD).html == got
