"""Example: a check in verify: no page of the drive may say that it is still being written.

For good: the function in the file of what it judges, here packager/audit/reader_pages.py, its sentence with its row in
packager/terminal/messages_ko.tsv, a tampered drive in tests/audit/test_verify_mutations.py, the same in verify_drive.py
where a stranger can see it. No file new, four changed by a few lines each.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.small_drive import small_drive
from packager.audit import reader_pages
from packager.audit.verify import verify
from packager.model import Finding

WORDS = "공사 중"
style_findings = reader_pages.style_findings


def unfinished(data: bytes, name: str) -> Iterator[Finding]:
    """What the judge said before, and a finding for each place with the words."""
    yield from style_findings(data, name)
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        if WORDS in line:
            yield Finding("unfinished page", f"{name}:{number}", WORDS)


@pytest.mark.parametrize(("words", "found"), [("", False), (f"/* {WORDS} */", True)])
def test_a_check_finds_what_it_looks_for_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, found: bool
) -> None:
    drive = small_drive(tmp_path / "drive", 5)
    sheet = drive / "data" / "P" / "page.css"
    sheet.write_bytes(sheet.read_bytes() + words.encode())
    monkeypatch.setattr("packager.audit.drive.style_findings", unfinished)
    rules = {finding.rule for finding in verify(drive, jobs=1).findings}
    assert ("unfinished page" in rules) == found
