"""Example: a key of the configuration, ``[reader] greeting``.

For good: the field with the text under it into its table in packager/config/tables.py, ``python -m
tools.make_config_doc`` (a test asks for docs/config.md), and the place that reads it. Three files, no line taken away.
A number takes ``_number(default, low, high)``, one of a few words ``_choice(...)``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from packager import config
from packager.errors import UsageError
from tools.make_config_doc import field_texts


@dataclass(frozen=True)
class GreetingConfig(config.ReaderConfig):
    """The bundled reader."""

    greeting: str = field(default="", metadata={"longest": 20})
    """Line above the search box of the first page; empty: none."""


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the changed class in tables.py is."""
    monkeypatch.setitem(config.TABLES, "reader", GreetingConfig)


def read(folder: Path, text: str) -> config.Config:
    path = folder / "snapshot.toml"
    path.write_text(text, "utf-8")
    return config.load(path)


def test_it_is_read_checked_and_documented(tmp_path: Path) -> None:
    reader = read(tmp_path, '[reader]\ngreeting = "어서 오십시오"\n').reader
    assert isinstance(reader, GreetingConfig)
    assert reader.greeting == "어서 오십시오"
    with pytest.raises(UsageError, match=r"line 2: reader\.greeting"):
        read(tmp_path, "[reader]\ngreeting = 3\n")
    with pytest.raises(UsageError, match="at most 20"):
        read(tmp_path, f'[reader]\ngreeting = "{"가" * 21}"\n')
    assert field_texts(GreetingConfig)["greeting"].startswith("Line above the search box")
