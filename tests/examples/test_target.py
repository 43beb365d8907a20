"""Example: a target: titles.txt, every title of the drive, one a line.

For good: packager/outputs/titles/target.py (NAME, CONFIG, FILES, write), its place in TARGETS of
packager/outputs/registry.py, its list in packager/drive/layout.py, its judge in packager/audit/drive.py, its table in
packager/config/tables.py. One file new, four changed by a line each; verify_drive.py must allow the name too.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from checks.small_drive import small_drive
from checks.small_library import SmallLibrary
from packager.audit import drive
from packager.config import Config
from packager.drive import layout
from packager.drive.layout import FileRule
from packager.drive.publish import set_times, write_manifest
from packager.library.complete import CompleteLibrary
from packager.model import Library
from packager.outputs.targets import Run, Target, Written

NAME = "titles"
FILES = (FileRule(r"titles\.txt", "titles"),)


@dataclass(frozen=True)
class TitlesConfig:
    """A list of all titles, for programs that are not ours."""

    write: bool = True
    """Whether the list is written."""


CONFIG = TitlesConfig


def write(library: Library, out: Path, run: Run) -> Written:
    """Every title in the order of the library; nothing but library and configuration reaches the bytes."""
    titles = [article.title for article in library.articles()]
    (out / "titles.txt").write_text("\n".join(titles) + "\n", "utf-8", newline="\n")
    return Written(NAME, len(titles))


TARGET: Target = sys.modules[__name__]  # type: ignore[assignment]


def test_its_file_belongs_to_the_drive_once_it_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = CompleteLibrary(SmallLibrary(5))
    folder = small_drive(tmp_path / "drive", 5)
    (tmp_path / "temp").mkdir()
    written = TARGET.write(library, folder, Run(Config(), tmp_path / "temp"))
    write_manifest(folder)
    set_times(folder, library.metadata.date)
    assert written.pages > 5
    assert "titles.txt" in {finding.where for finding in drive.audit_drive(folder, "", lambda count: None)[0]}
    listed = tuple((re.compile(rule.pattern, re.A), rule.judge) for rule in FILES)
    monkeypatch.setattr(layout, "_COMPILED", (*layout._COMPILED, *listed))
    monkeypatch.setattr(drive, "JUDGES", drive.JUDGES | {"titles"})
    assert drive.audit_drive(folder, "", lambda count: None)[0] == []
