"""Our own cases of extension tags (``cases/*.txt``): to add one, write it there."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks import case_files, small_wiki

FOLDER = Path(__file__).parent / "cases"
CASES = [(case, pages) for path in sorted(FOLDER.glob("*.txt")) for cases, pages in [case_files.read(path)]
         for case in cases]  # fmt: skip


@pytest.mark.parametrize(("case", "pages"), CASES, ids=[f"{case.file}: {case.name}" for case, _ in CASES])
def test_case(case: case_files.ParserCase, pages: dict[str, str]) -> None:
    html = small_wiki.render(case.wikitext, pages, case.options.get("title", small_wiki.TITLE))
    assert html.strip() == case.html.strip()
