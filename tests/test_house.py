"""``checks.house`` finds what it is there for."""

from __future__ import annotations

from pathlib import Path

from checks.house import arrows, circles, count_any, findings, functions, modules, open_signatures


def _package(folder: Path, **texts: str) -> Path:
    package = folder / "house"
    package.mkdir()
    for name, text in {"__init__": "", **texts}.items():
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    return package


def test_circles_through_functions_and_type_checking(tmp_path: Path) -> None:
    package = _package(
        tmp_path,
        a="from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from house.b import x\n",
        b="def f():\n    from . import c\n",
        c="import house.a\n",
        d="from house import a\n",
    )
    graph = arrows(modules(package))
    assert graph["house.d"] == {"house.a"}
    assert circles(graph) == [["house.a", "house.b", "house.c"]]


def test_sizes_and_types(tmp_path: Path) -> None:
    package = _package(
        tmp_path,
        long="class C:\n    def f(self):\n" + "        x = 1\n" * 70,
        loose="from typing import Any\ndef open_(facts: dict[str, Any]) -> int:\n    return 1\n"
        "def _own(facts: dict[str, Any]) -> Any:\n    return 1\n",
    )
    found = {module.name: module for module in modules(package)}
    assert list(functions(found["house.long"])) == [(71, "house.long.C.f")]
    assert list(open_signatures(found["house.loose"])) == ["house.loose.open_"]
    assert count_any(found["house.loose"]) == 3
    lines = list(findings(list(found.values())))
    assert any("a dict of anything" in line for line in lines)
    assert any("Any in a thousand lines" in line for line in lines)


def test_front_half_has_no_large_circle() -> None:
    assert all(len(group) <= 12 for group in circles(arrows(modules())))
