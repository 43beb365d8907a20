"""Reading snapshot.toml."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from packager.config import TABLES, Config, load
from packager.errors import UsageError

ROOT = Path(__file__).resolve().parents[2]


def write(folder: Path, text: str) -> Path:
    path = folder / "snapshot.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_without_a_file() -> None:
    assert load(None) == Config()


def test_values_are_read(tmp_path: Path) -> None:
    config = load(write(tmp_path, '[snapshot]\ntitle = "백과"\n[render]\npage_seconds = 3\n'))
    assert config.snapshot.title == "백과"
    assert config.render.page_seconds == 3.0


def test_every_problem_is_reported_with_its_line(tmp_path: Path) -> None:
    text = '[snapshot]\ntitel = "x"\nname = 3\n\n[render]\nmath = "png"\npage_seconds = 0\n[nothing]\na = 1\n'
    with pytest.raises(UsageError) as caught:
        load(write(tmp_path, text))
    message = str(caught.value)
    for part in (
        "line 2: [snapshot] has no key titel",
        "line 3: snapshot.name",
        "line 6: render.math",
        "line 7: render.page_seconds",
        "line 8: no table [nothing]",
    ):
        assert part in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "text",
    [
        "[snapshot",
        "\xff",
        '[zim]\nfile_name = "../x.zim"',
        '[selection]\ninclude = "gone.txt"',
        '[snapshot]\ndate = "2024-13-01"',
        "snapshot = 3",
    ],
)
def test_bad_files_are_refused_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "snapshot.toml"
    path.write_bytes(text.encode("latin-1") if text == "\xff" else text.encode())
    with pytest.raises(UsageError) as caught:
        load(path)
    assert "\n" not in str(caught.value)


def test_every_key_is_documented() -> None:
    text = (ROOT / "docs" / "config.md").read_text(encoding="utf-8")
    for name, kind in TABLES.items():
        assert f"[{name}]" in text
        for spec in fields(kind):
            assert f"`{spec.name}`" in text, (
                f"docs/config.md lacks {name}.{spec.name}; run python -m tools.make_config_doc"
            )
