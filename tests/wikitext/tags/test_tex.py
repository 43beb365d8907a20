"""Formulas: TeX to MathML."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from checks.shared import SHARED
from packager.wikitext.tags.tex import symbols as tex_symbols
from packager.wikitext.tags.tex.chemistry import chemical_tex
from packager.wikitext.tags.tex.commands import HANDLERS
from packager.wikitext.tags.tex.mathml import TexError, to_mathml

ROWS = [
    line.split("\t") for line in (Path(__file__).parent / "tex.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("tex", "mathml"), ROWS, ids=[row[0] for row in ROWS])
def test_formula(tex: str, mathml: str) -> None:
    assert re.sub(r"</?math[^>]*>", "", to_mathml(tex)) == mathml


@pytest.mark.parametrize("table", [
    tex_symbols.IDENTIFIERS, tex_symbols.UPRIGHT, tex_symbols.OPERATORS, tex_symbols.BIG_OPERATORS,
    tex_symbols.INTEGRALS, tex_symbols.FUNCTIONS, tex_symbols.LIMIT_FUNCTIONS, tex_symbols.DELIMITERS,
    tex_symbols.SPACES,
])  # fmt: skip
def test_every_symbol_parses_as_mathml(table: Mapping[str, str]) -> None:
    for name in table:
        ElementTree.fromstring(to_mathml(f"a \\{name} b"))


@pytest.mark.parametrize("tex", ["\\frac{1}{", "x_", "}", "\\unknown", "\\left( x", "a_1_2", "\\begin{matrix} a", "\\"])
def test_faults_are_told(tex: str) -> None:
    with pytest.raises(TexError):
        to_mathml(tex)


@pytest.mark.parametrize("piece", ["{", "\\frac", "\\left(", "\\sqrt", "\\text{", "x_{", "\\begin{matrix}", "\\mathbf"])
def test_deep_nesting_ends(piece: str) -> None:
    with pytest.raises(TexError):
        to_mathml(piece * 5000)


def test_time_grows_with_length_only() -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        to_mathml("\\frac{a_1}{b^2}+" * count)
        return time.process_time() - start

    seconds(50)
    assert seconds(4000) < 4 * seconds(2000) + 0.05


def test_text_cannot_leave_the_formula() -> None:
    for tex in ("\\text{<img src=x>}", "<b>", "\\operatorname{<i>}", "\\color{red\" onload=\"}x", "\\mbox{&amp;<}"):
        try:
            mathml = to_mathml(tex)
        except TexError:
            continue
        assert not re.search(r"<(?:img|b|i)\b|onload", mathml), tex


@pytest.mark.parametrize(("formula", "tex"), [
    ("H2O", "H_{2}O"),
    ("SO4^2-", "SO_{4}^{2−}"),
    ("^{14}_6C", "{}^{14}_{6}C"),
    ("Fe(OH)3", "Fe(OH)_{3}"),
    ("NH4+", "NH_{4}^{+}"),
])  # fmt: skip
def test_chemistry(formula: str, tex: str) -> None:
    assert chemical_tex(formula) == tex


def _formulas() -> Iterator[str]:
    import bz2

    with bz2.open(SHARED / "corpus/kowiki-mini.xml.bz2", "rt", encoding="utf-8") as dump:
        text = unescape(dump.read())
    yield from re.findall(r"<math[^>/]*>(.*?)</math>", text, re.DOTALL)


@pytest.mark.skipif(not (SHARED / "corpus/kowiki-mini.xml.bz2").exists(), reason="test data not here")
def test_formulas_of_real_articles() -> None:
    formulas = list(_formulas())
    failed = []
    for tex in formulas:
        try:
            ElementTree.fromstring(to_mathml(tex))
        except TexError:
            failed.append(tex)
    # The test page has one cut short and one that links.
    assert len(failed) <= 2, failed
    assert len(formulas) > 180


def test_random_pieces_give_mathml_or_an_error() -> None:
    names = [*tex_symbols.IDENTIFIERS, *HANDLERS, *tex_symbols.COMMAND_FONTS, *tex_symbols.TEXT_COMMANDS]
    names += ["frac", "binom", "cfrac", "over", "color", "rm", "right", "middle", "end{matrix}", "begin{matrix}", "\\"]
    pieces = [*"{}[]^_&$a1.한<>\"'%#~(|*-", *("\\" + name + " " for name in names)]
    choose = random.Random(3)
    made = 0
    for _ in range(4000):
        tex = "".join(choose.choice(pieces) for _ in range(choose.randint(1, 12)))
        try:
            mathml = to_mathml(tex)
        except TexError:
            continue
        ElementTree.fromstring(mathml)
        assert not re.search(r"<(?!/?m[a-z]+\b)", mathml), tex
        made += 1
    assert made > 500
