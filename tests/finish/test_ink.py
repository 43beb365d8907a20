"""Ink by paper: classes and colours for what authors coloured."""

from __future__ import annotations

import pytest

from packager.finish.colours import NAMED, Colour, colour, contrast
from packager.finish.ink import ENOUGH, inked, inked_rule


@pytest.mark.parametrize(("text", "expected"), [
    ("#fff", Colour(255, 255, 255)), ("#FF000080", Colour(255, 0, 0, 128 / 255)), ("red", Colour(255, 0, 0)),
    ("rgb(0, 128, 255)", Colour(0, 128, 255)), ("rgba(0,0,0,.5)", Colour(0, 0, 0, 0.5)),
    ("hsl(120, 100%, 50%)", Colour(0, 255, 0)), ("transparent", Colour(0, 0, 0, 0)),
    ("inherit", None), ("initial", None), ("var(--a)", None), ("#ff", None), ("rgb(a,b)", None),
])  # fmt: skip
def test_colour(text: str, expected: Colour | None) -> None:
    assert colour(text) == expected


def test_contrast_of_black_and_white() -> None:
    assert contrast(Colour(0, 0, 0), Colour(255, 255, 255)) == pytest.approx(21)


@pytest.mark.parametrize("name", NAMED)
def test_every_named_colour_is_readable_as_paper_and_as_ink(name: str) -> None:
    paper = colour(name)
    assert paper is not None
    ink = {"ink-dark": "#202122", "ink-black": "#000", "ink-white": "#fff"}[inked(f"background:{name}").css]
    shown = colour(ink)
    assert shown is not None
    assert contrast(shown, paper) >= ENOUGH
    for declaration in inked(f"color:{name}").declarations.split(";"):
        written = colour(declaration.removeprefix("color:"))
        if written is not None:
            assert contrast(written, Colour(255, 255, 255)) >= ENOUGH


@pytest.mark.parametrize("declarations", [
    "background:none", "background:inherit", "background-color:initial", "background:rgba(0,0,0,0)",
    "background-position:0 0", "background-color:transparent", "margin:0", "",
])  # fmt: skip
def test_what_shows_the_page_behind_changes_nothing(declarations: str) -> None:
    assert inked(declarations) == (declarations, "")


@pytest.mark.parametrize("rule", ["background:#fffff0", "background:#333;color:white", "color:#202122", "margin:0"])
def test_a_rule_is_written_once(rule: str) -> None:
    assert inked_rule(inked_rule(rule)) == inked_rule(rule)
