"""What one archive knows of its addresses is not told of another's, though one process judges both."""

from __future__ import annotations

from pathlib import Path

from checks.small_drive import small_drive
from packager.audit.archive import open_archive
from packager.audit.leads import number


def test_two_archives_in_one_process(tmp_path: Path) -> None:
    large, small = (
        open_archive(small_drive(tmp_path / str(count), count) / "wiki.zim", "wiki.zim", "", {})[0]
        for count in (20, 12)
    )
    try:
        assert number(large.there, "서울특별시") >= 0
        assert number(large.there, "서울특별시#역사") >= 0
        assert number(large.there, "수학_18") >= 0
        assert number(small.there, "수학_18") < 0
    finally:
        large.zim.close()
        small.zim.close()
