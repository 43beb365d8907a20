"""Drawings made anew: shapes stay; whoever drew them, where, and every way out does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.errors import ScrubError
from packager.media.svg import MAX_ELEMENTS, rebuild_svg

MARK = "CANARY"
FOLDER = Path(__file__).parent


def test_shapes_stay_and_marks_go() -> None:
    made = rebuild_svg((FOLDER / "dirty.svg").read_bytes()).decode()
    assert made == (FOLDER / "clean.svg").read_text(encoding="utf-8")
    assert MARK not in made
    assert rebuild_svg(made.encode()).decode() == made


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "<html/>",
        "<svg/>",
        '<svg xmlns="http://www.w3.org/2000/svg">',
        '<svg xmlns="http://www.w3.org/2000/svg">&e;</svg>',
        '<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>',
        '<!DOCTYPE svg [<!ENTITY e SYSTEM "http://h.out.example/e">]><svg xmlns="http://www.w3.org/2000/svg">&e;</svg>',
        '<svg xmlns="http://www.w3.org/2000/svg">' + "<g>" * 5_000 + "</g>" * 5_000 + "</svg>",
        '<svg xmlns="http://www.w3.org/2000/svg">' + "<g/>" * (MAX_ELEMENTS + 1) + "</svg>",
    ],
    ids=range(10),
)
def test_refused(text: str) -> None:
    with pytest.raises(ScrubError, match="drawing"):
        rebuild_svg(text.encode())
