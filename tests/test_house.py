"""``checks.house`` finds what it is there for."""

from __future__ import annotations

from pathlib import Path

from checks.house import anything, arrows, at_the_top, circles, count_any, findings, functions, modules, open_signatures


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


def test_modules_at_the_top(tmp_path: Path) -> None:
    package = _package(tmp_path, **{f"m{number}": "" for number in range(14)})
    (package / "room").mkdir()
    (package / "room" / "inside.py").write_text("", encoding="utf-8")
    assert len(at_the_top(modules(package))) == 15
    assert not list(findings(modules(package)[:15]))
    (package / "one_more.py").write_text("x = 1\n", encoding="utf-8")
    assert any(line.startswith("16 modules at the top") for line in findings(modules(package)))


def test_the_list_of_stages_is_short(tmp_path: Path) -> None:
    package = _package(tmp_path, build="x = 1\n" * 80)
    assert not list(findings(modules(package)))
    (package / "build.py").write_text("x = 1\n" * 81, encoding="utf-8")
    assert [line for line in findings(modules(package)) if line.startswith("house.build: 81 lines")]


def test_no_dict_of_anything_inside_either(tmp_path: Path) -> None:
    package = _package(
        tmp_path,
        m="import collections.abc\nfrom typing import Any\n_A = dict[str, Any]\ndef _f() -> int:\n"
        "    found: list[collections.abc.Mapping[str, Any]] = []\n    return len(found)\n",
    )
    found = next(module for module in modules(package) if module.name == "house.m")
    assert list(anything(found)) == [3, 5]
    assert any("house.m: line 3: a dict of anything" in line for line in findings([found]))


def test_front_half_has_no_large_circle() -> None:
    assert all(len(group) <= 12 for group in circles(arrows(modules())))
