"""Formulas without MathML: as a line of text, and as HTML that a style sheet lays out."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from packager.wikitext.tags.tex import symbols
from packager.wikitext.tags.tex.css_layout import css_layout
from packager.wikitext.tags.tex.linear import linear, readable
from packager.wikitext.tags.tex.mathml import to_mathml
from packager.wikitext.tags.tex.tree import read

HERE = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


LINEAR, CSS, MATHML = rows("formulas_linear.tsv"), rows("formulas_css.tsv"), rows("tex.tsv")


@pytest.mark.parametrize(("tex", "text"), LINEAR, ids=[row[0] for row in LINEAR])
def test_line(tex: str, text: str) -> None:
    assert linear(read(to_mathml(tex))) == text


@pytest.mark.parametrize(("tex", "html"), CSS, ids=[row[0] for row in CSS])
def test_layout(tex: str, html: str) -> None:
    assert css_layout(read(to_mathml(tex))) == f'<span class="tex-html" dir="ltr">{html}</span>'


@pytest.mark.parametrize("tex", [row[0] for row in LINEAR + MATHML])
def test_no_backslash_and_no_open_tag(tex: str) -> None:
    for display in ("", "block", "inline"):
        tree = read(to_mathml(tex, display))
        html = css_layout(tree)
        assert "\\" not in linear(tree) + html
        opened = re.findall(r"<(\w+)[^<>]*>", html)
        assert sorted(opened) == sorted(re.findall(r"</(\w+)>", html))


@pytest.mark.parametrize("tex", [row[0] for row in LINEAR])
def test_layout_keeps_every_letter_and_number(tex: str) -> None:
    def told(text: str) -> str:
        return "".join(sorted(re.sub(r"[\W_]", "", text)))

    tree = read(to_mathml(tex))
    leaves = "".join(element.text or "" for element in tree.iter() if element.tag in ("mi", "mn"))
    html = re.sub(r"<[^>]*>", "", css_layout(tree))
    assert not set(told(leaves)) - set(told(unescape(html))) or re.search(r"\\math", tex)


@pytest.mark.parametrize("table", [
    symbols.IDENTIFIERS, symbols.UPRIGHT, symbols.OPERATORS, symbols.BIG_OPERATORS, symbols.INTEGRALS,
    symbols.FUNCTIONS, symbols.LIMIT_FUNCTIONS, symbols.DELIMITERS,
])  # fmt: skip
def test_every_symbol_has_both_forms(table: dict[str, str]) -> None:
    for name in table:
        tree = read(to_mathml(f"a \\{name} b"))
        text = linear(tree)
        assert (text[0], text[-1]) == ("a", "b")
        assert len(text) > 2
        assert "\\" not in text + css_layout(tree)


@pytest.mark.parametrize(("tex", "text"), [
    ("\\frac{1}{", "frac 1"),
    ("\\unknown{\\alpha}+1", "unknown α +1"),
    ("a\\\\b", "a b"),
    ("\\", ""),
    ("\\{x\\}", "{x}"),
    ("x & y", "x y"),
])  # fmt: skip
def test_what_is_not_understood_stays_readable(tex: str, text: str) -> None:
    assert readable(tex) == text


def test_deep_formulas_have_all_forms() -> None:
    tree = read(to_mathml("\\sqrt{" * 40 + "x" + "}" * 40))
    assert linear(tree).count("√") == 40
    assert css_layout(tree).count("tex-root\"") == 40
