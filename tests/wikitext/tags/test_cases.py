"""Our own cases of extension tags (``cases/*.txt``): to add one, write it there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import parser_cases

FOLDER = Path(__file__).parent / "cases"
CASES = [(case, pages) for path in sorted(FOLDER.glob("*.txt")) for cases, pages in [parser_cases.read(path)]
         for case in cases]  # fmt: skip


@pytest.mark.parametrize(("case", "pages"), CASES, ids=[f"{case.file}: {case.name}" for case, _ in CASES])
def test_case(case: parser_cases.ParserCase, pages: dict[str, str]) -> None:
    html = parser_cases.render(case.wikitext, pages, case.options.get("title", "시험 문서"))
    assert html.strip() == case.html.strip()
