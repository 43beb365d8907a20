"""One table for two languages: keys.tsv and terms.tsv, run by Python here and by JavaScript in tables.test.js."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.reader.search_client import NAMES, SCRIPTS
from packager.korean import keystrokes, tokens
from packager.korean.tables import table_text, tables
from packager.outputs.reader.search.title_entries import utf8
from tests.outputs.reader.case_rows import rows
from tests.outputs.reader.node import HERE, node

LETTER = {key: letter for letter, key in tables().keyboard.items()}


def latin(keys: str) -> str:
    return utf8("".join(LETTER.get(key, key) for key in keys)).decode()


@pytest.mark.parametrize(("text", "typed", "folded", "initials"), rows("keys.tsv"))
def test_keys(text: str, typed: str, folded: str, initials: str) -> None:
    words = list(keystrokes.words(keystrokes.units(text)))
    keys = "".join(keystrokes.keys(word.letters) for word in words)
    assert latin(keys) == typed
    assert latin(keystrokes.folded(keys)) == folded
    assert latin("".join(keystrokes.initials(word.letters) for word in words)) == initials


@pytest.mark.parametrize(("text", "terms"), rows("terms.tsv"))
def test_terms(text: str, terms: str) -> None:
    counts = tokens.count_terms(text.replace("\\n", "\n"))
    assert {utf8(term).decode(): count for term, count in counts.items()} == {
        term: int(count) for term, _, count in (pair.rpartition(":") for pair in terms.split(" "))
    }


@pytest.mark.parametrize("mode", ["typed", "plain"])
def test_javascript_passes_the_same_check(mode: str, tmp_path: Path) -> None:
    (tmp_path / "tables.tsv").write_text(table_text(), "utf-8")
    files = (HERE / "keys.tsv", HERE / "terms.tsv")
    node("tables.test.js", SCRIPTS, ",".join(NAMES), tmp_path / "tables.tsv", *files, mode)


def test_the_fold_keeps_places() -> None:
    for row in rows("keys.tsv"):
        assert len(row[1]) == len(row[2])
