"""Ids of content never meet those of the reader's shell, and places keep being found under their new names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checks.worlds import SmallWorld
from packager.allowed.elements import RESERVED
from packager.finish.finish import finish
from packager.finish.ids import place, unsuitable

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
_ID = re.compile(r"""\bid=["']?([^"'\s>]+)""")
# In scripts: what is looked up by a fixed name or given as one.
_SCRIPT_ID = re.compile(
    r"""(?:getElementById\(|\.id\s*=\s*|R\.dom\.get\(|querySelector\(['"]#|\$\()\s*["']#?([\w-]+)"""
)


def shell_ids() -> set[str]:
    """Every id of the reader's pages; a number that a template fills in stands as 1."""
    found: set[str] = set()
    for path in TEMPLATES.rglob("*.jinja2"):
        text = re.sub(r"\{\{.*?\}\}", "1", path.read_text(encoding="utf-8"))
        found.update(_ID.findall(text))
    for path in (TEMPLATES / "reader" / "js").glob("*.js"):
        found.update(_SCRIPT_ID.findall(path.read_text(encoding="utf-8")))
    return found


def test_the_shell_has_ids() -> None:
    assert {"r-page", "r-q", "p1", "g1"} <= shell_ids()


def test_content_has_none_of_them() -> None:
    for name in shell_ids():
        assert RESERVED.match(name), f"{name} is not reserved"
        html = finish(f'<p id="{name}" class="{name}">가</p><a href="#{name}">나</a>', SmallWorld()).html
        assert f'"{name}"' not in html
        assert html == f'<p id="{place(name)}">가</p><a href="#{place(name)}">나</a>'


@pytest.mark.parametrize(
    "name",
    ["역사", "cite_note-Kim2004-1", "A/B", "1.2", "J.R.R._톨킨", "P_1", "reading", "Node.js", "비_(기상)", "p1a"],
)
def test_ordinary_names_stay(name: str) -> None:
    assert place(name) == name


@pytest.mark.parametrize(
    "name", ["http://a.example", "//a", "a%2F%2Fb", "x@y", "www.a.example", "R-x", "reader-x", "a\\b", "a'b", "a<b"]
)
def test_unsuitable_names_change_once(name: str) -> None:
    assert unsuitable(name)
    assert not unsuitable(place(name))
