"""``packager verify`` on archives of other makers, sound and broken, and on flipped bits."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from checks.flip_bits import unnoticed
from checks.shared import SHARED
from checks.small_drive import small_drive
from checks.small_library import SmallLibrary
from packager.audit.verify import metadata_entries, verify
from packager.cli import main
from packager.config import ZimConfig
from packager.errors import UsageError
from packager.library.complete import CompleteLibrary
from packager.model import Metadata
from packager.outputs.zim.split import split
from packager.outputs.zim.writer import write_zim
from packager.zimfile.archive import ZimFile

FOREIGN = sorted((SHARED / "corpus" / "zim").glob("*.zim"))
BROKEN_ON_PURPOSE = ("invalid", "bad_checksum", "poor")


@pytest.fixture(scope="module")
def drive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_drive(tmp_path_factory.mktemp("drive"), 20)


@pytest.mark.skipif(not FOREIGN, reason="../shared is not here")
@pytest.mark.parametrize("path", FOREIGN, ids=lambda p: p.stem)
def test_archives_of_other_makers(path: Path) -> None:
    checked = verify(path)
    rules = {finding.rule for finding in checked.findings}
    assert rules, "an archive of another maker is never sealed"
    assert ("damage" in rules) == any(word in path.name for word in BROKEN_ON_PURPOSE)
    if "damage" not in rules:
        assert "unsealed identifier" in rules
        assert checked.entries >= 5


@pytest.mark.skipif(not FOREIGN, reason="../shared is not here")
def test_what_a_foreign_archive_would_tell() -> None:
    found = verify(next(p for p in FOREIGN if "tonedear" in p.name)).findings
    rules = {finding.rule for finding in found}
    assert {"address", "script", "image metadata", "identifying metadata", "no content security policy"} <= rules
    assert any(finding.where.endswith("M/Scraper") for finding in found)


def test_a_clean_drive_is_clean(drive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(drive).findings == ()
    assert main(["verify", str(drive)]) == 0
    assert main(["verify", str(drive / "wiki.zim"), "--date", "2001-01-01"]) == 4
    assert "M/Date: time: 2026-09-01" in capsys.readouterr().out


def test_nothing_there() -> None:
    with pytest.raises(UsageError, match="no such"):
        verify(Path("nowhere"))


@pytest.mark.parametrize("size", [0, 1, 79, 80, 4096])
def test_files_that_are_no_archive(tmp_path: Path, size: int) -> None:
    path = tmp_path / "x.zim"
    path.write_bytes(b"ZIM\x04" + random.Random(size).randbytes(size) if size > 1 else bytes(size))
    assert {finding.rule for finding in verify(path).findings} == {"damage"}


def test_flipped_bits_of_an_archive(tmp_path: Path) -> None:
    path = write_zim(CompleteLibrary(SmallLibrary(5)), tmp_path, ZimConfig(fulltext=False)).files[0]
    assert unnoticed(path, [path], 100, 1) == []


def test_flipped_bits_of_a_drive(drive: Path) -> None:
    files = sorted(p for p in drive.rglob("*") if p.is_file())
    assert unnoticed(drive, files, 60, 2) == []
    assert verify(drive).findings == ()


def test_a_split_archive_is_read_whole(tmp_path: Path) -> None:
    whole = write_zim(CompleteLibrary(SmallLibrary(50)), tmp_path).files[0]
    entries = verify(whole).entries
    with ZimFile(whole) as zim:
        offsets = sorted([0, *zim.cluster_offsets(), zim.header.checksum_pos, len(zim.data)])
    limit = max(b - a for a, b in pairwise(offsets)) + 5000
    parts = split(whole, limit)
    assert len(parts) > 1
    assert not whole.exists()
    checked = verify(parts[0])
    assert checked.findings == ()
    assert checked.entries == entries
    parts[-1].unlink()
    assert "damage" in {finding.rule for finding in verify(parts[0]).findings}


def test_an_editors_own_words_pass_where_the_configuration_has_them(tmp_path: Path) -> None:
    library = SmallLibrary(3)
    library.metadata = own = replace(
        library.metadata, creator="우리 동네 도서관", title="동네 백과", publisher="도서관"
    )
    drive = small_drive(tmp_path, library=library)
    assert verify(drive, expected=metadata_entries(own)).findings == ()
    assert {f.where for f in verify(drive).findings} == {"wiki.zim/M/Creator", "wiki.zim/M/Publisher"}
    other = Metadata("wikipedia_ko_all", "위키백과", "한국어 위키백과", "2026-09-01", long_description="긴 설명")
    wrong = {f.where for f in verify(drive, expected=metadata_entries(other)).findings}
    assert wrong == {f"wiki.zim/M/{key}" for key in ("Creator", "Publisher", "Title", "LongDescription")}
