"""MediaWiki's parser tests, where they lie beside the repository, against the list of known failures."""

from __future__ import annotations

import json

import pytest

from checks import parsertests
from checks.shared import SHARED

CASES = SHARED / "corpus" / "parsertests.jsonl"


@pytest.mark.skipif(not CASES.exists(), reason="the parser tests are not beside the repository")
def test_parsertests() -> None:
    cases = parsertests.read(CASES)
    out = parsertests.results(cases, parsertests.read(CASES.parent / "parsertest-articles.jsonl"))
    assert None not in out.values()
    assert parsertests.compare(CASES, out, json.loads(parsertests.KNOWN.read_text("utf-8"))) == []
