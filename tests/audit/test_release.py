"""What the judges know of a release is what the templates say, and both judges find a sample of tampered drives."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.small_drive import small_drive
from checks.tampered import KINDS, Library, judged, load_checker, tamper
from tools import refresh_judges

CHECKER = load_checker()


def test_nothing_is_stale() -> None:
    assert [path.name for path in refresh_judges.stale()] == [], "run python -m tools.refresh_judges"


def test_a_stale_release_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh_judges, "plain_line", lambda: "another line\n")
    assert {path.name for path in refresh_judges.stale()} == {"release.py", "verify_pages.py"}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_drive(tmp_path_factory.mktemp("clean"), library=Library(8))


def test_the_clean_drive_passes(clean: Path) -> None:
    assert judged(CHECKER, clean) == ("", "")


@pytest.mark.parametrize("name", sorted(KINDS)[::14])
def test_tampered(name: str, clean: Path, tmp_path: Path) -> None:
    tamper(clean, tmp_path / "drive", name, "0")
    assert all(judged(CHECKER, tmp_path / "drive"))


def test_there_are_enough_kinds() -> None:
    assert len(KINDS) >= 200
