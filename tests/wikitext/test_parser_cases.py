"""Our own cases, ``tests/wikitext/passes/*.txt``; ``python -m tools.refresh_parser_cases`` writes them anew."""

from __future__ import annotations

import pytest

from checks import case_files, small_wiki

LOADED = [
    (case, pages) for cases, pages in map(case_files.read, case_files.files()) for case in cases
]


@pytest.mark.parametrize(("case", "pages"), LOADED, ids=[f"{case.file}: {case.name}" for case, _ in LOADED])
def test_case(case: case_files.ParserCase, pages: dict[str, str]) -> None:
    html = small_wiki.render(case.wikitext, pages, case.options.get("title", small_wiki.TITLE))
    assert html.strip() == case.html.strip()
