"""Strip markers."""

from __future__ import annotations

from packager.wikitext.expansion.strip_markers import StripState, kill_markers


def test_form_and_tables() -> None:
    strip = StripState()
    first = strip.add_general("<b>x</b>", "ref")
    second = strip.add_nowiki("''y''")
    assert first == "\x7f'\"`UNIQ--ref-00000000-QINU`\"'\x7f"
    assert second == "\x7f'\"`UNIQ--nowiki-00000001-QINU`\"'\x7f"
    text = f"a{first}b{second}c"
    assert strip.unstrip_general(text) == f"a<b>x</b>b{second}c"
    assert strip.unstrip_nowiki(text) == f"a{first}b''y''c"
    assert strip.unstrip_both(text) == "a<b>x</b>b''y''c"
    assert kill_markers(text) == "abc"


def test_items_inside_items() -> None:
    strip = StripState()
    inner = strip.add_nowiki("x")
    outer = strip.add_general(f"<i>{inner}</i>")
    assert strip.unstrip_general(outer) == f"<i>{inner}</i>"
    assert strip.unstrip_both(outer) == "<i>x</i>"


def test_circles_and_depth_end() -> None:
    strip = StripState(max_depth=3, loop_error="!")
    marker = strip.marker("x")
    strip.set_general(marker, f"a{marker}")
    assert strip.unstrip_general(marker) == "a!"
    text = "z"
    for _ in range(6):
        text = strip.add_general(f"({text})")
    assert strip.unstrip_general(text) == "((()))"


def test_foreign_markers_stay() -> None:
    text = "\x7f'\"`UNIQ--x-00000009-QINU`\"'\x7f"
    assert StripState().unstrip_both(text) == text
