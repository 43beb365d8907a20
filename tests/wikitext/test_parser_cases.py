"""Our own cases, ``tests/parser/*.txt``; ``python -m tools.refresh_parser_cases`` writes them anew."""

from __future__ import annotations

import pytest

from tests import parser_cases

LOADED = [
    (case, pages) for cases, pages in map(parser_cases.read, parser_cases.files()) for case in cases
]


@pytest.mark.parametrize(("case", "pages"), LOADED, ids=[f"{case.file}: {case.name}" for case, _ in LOADED])
def test_case(case: parser_cases.ParserCase, pages: dict[str, str]) -> None:
    html = parser_cases.render(case.wikitext, pages, case.options.get("title", "시험 문서"))
    assert html.strip() == case.html.strip()
