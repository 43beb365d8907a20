"""The registries of parser functions, variables and tags refuse a second definition, and lie where they should."""

from __future__ import annotations

import subprocess
import sys

import pytest

import packager.wikitext.parser  # noqa: F401 fills the registries
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions.registry import FUNCTIONS, VARIABLES, Args, parser_function, variable
from packager.wikitext.tags.registry import TAGS, tag


def _function(frame: Frame, args: Args) -> str:
    return ""


def _variable(frame: Frame) -> str:
    return ""


def _tag(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    return ""


def test_a_parser_function_is_defined_once() -> None:
    before = FUNCTIONS["if"]
    with pytest.raises(ValueError, match=r"'if' is defined already, by packager\.wikitext\.functions\.conditionals"):
        parser_function("if")(_function)
    assert FUNCTIONS["if"] is before


def test_a_variable_is_defined_once() -> None:
    before = VARIABLES["pagename"]
    with pytest.raises(ValueError, match="'pagename' is defined already"):
        variable("pagename")(_variable)
    assert VARIABLES["pagename"] is before


def test_a_tag_is_defined_once() -> None:
    before = TAGS["ref"]
    with pytest.raises(ValueError, match=r"<ref> is defined already, by packager\.wikitext\.tags\.cite\.references"):
        tag("ref")(_tag)
    assert TAGS["ref"] is before


def test_one_function_cannot_take_two_equal_names() -> None:
    with pytest.raises(ValueError, match="'시험' is defined already"):
        parser_function("시험", "시험")(_function)
    del FUNCTIONS["시험"]


def test_wikitext_works_without_lua() -> None:
    """In a process of its own: here other tests may have imported Lua."""
    code = (
        "import sys, packager.wikitext.render\n"
        "from packager.wikitext.functions.registry import FUNCTIONS\n"
        "assert 'lupa' not in sys.modules and 'packager.lua' not in sys.modules and 'invoke' not in FUNCTIONS\n"
        "import packager.lua.parser_function\n"
        "assert 'invoke' in FUNCTIONS\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
