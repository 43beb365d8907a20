"""The corpus of dumps is judged by status and words: whatever differs from the table is a fault."""

from __future__ import annotations

import pytest

from checks.corpus_dumps import Expected, Outcome, compared, expectations, phrase

SAID = "/a b/x.xml: byte 2: begins with <page>, so it is a fragment; give the whole export file"
REFUSED = Expected(3, "begins with <page>, so it is a fragment")


@pytest.mark.parametrize(
    ("outcome", "expected", "faults"),
    [
        (Outcome("x.xml", 3, SAID, 1, ()), REFUSED, 0),
        (Outcome("x.xml", 2, SAID, 1, ()), REFUSED, 1),
        (Outcome("x.xml", 3, "x.xml: byte 2: the file is empty; fetch it again", 1, ()), REFUSED, 1),
        (Outcome("x.xml", 0, "", 1, ()), REFUSED, 1),
        (Outcome("x.xml", 3, SAID, 1, ("a traceback",)), REFUSED, 1),
        (Outcome("x.xml", 3, SAID, 1, ()), Expected(0, ""), 1),
        (Outcome("x.xml", 3, SAID, 1, ()), None, 1),
        (Outcome("x.xml", 0, "", 1, ()), Expected(0, ""), 0),
    ],
)
def test_what_differs_is_a_fault(outcome: Outcome, expected: Expected | None, faults: int) -> None:
    assert len(compared(outcome, expected)) == faults


def test_a_phrase_names_no_place() -> None:
    assert phrase(SAID) == "begins with <page>, so it is a fragment; give the whole export file"
    assert phrase("6 of 8 pages are mixed, first: 가 (a.xml: byte 9): 나") == "6 of 8 pages are mixed"


def test_every_refusal_of_the_table_has_words_and_a_reason() -> None:
    refused = {name: row for name, row in expectations().items() if row.status}
    assert len(refused) > 30
    assert all(len(row.words.split()) >= 8 and row.why for row in refused.values())
