"""The reader's scripts by themselves: syntax level and the Zstandard decoder."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.outputs.reader.scripts import DECODER_JS, READER_CSS, READER_JS, reader_script
from tests.outputs.reader.frames import write_frames, write_wide
from tests.outputs.reader.node import SCRIPTS, node


@pytest.fixture(scope="module")
def decoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("script") / "decoder.js"
    path.write_text(reader_script(DECODER_JS), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("frames")
    write_frames(folder)
    return folder


def test_every_file_is_in_the_order_once() -> None:
    assert len(set(READER_JS)) == len(READER_JS)
    assert {path.stem for path in SCRIPTS.glob("*.js")} == set(READER_JS)
    assert {path.stem for path in (SCRIPTS.parent / "css").glob("*.css")} == set(READER_CSS)


def test_es3_check_passes() -> None:
    node("es3.test.js", *(SCRIPTS / f"{name}.js" for name in READER_JS), needs="acorn")


def test_zstd_check_passes_byte_for_byte(decoder: Path, frames: Path) -> None:
    node("zstd.test.js", decoder, frames)


def test_zstd_window_of_8_mb(decoder: Path, tmp_path: Path) -> None:
    write_wide(tmp_path)
    assert "decoded" in node("zstd_wide.test.js", decoder, tmp_path)


def test_damage_check_passes_and_ends(decoder: Path, frames: Path) -> None:
    node("damage.test.js", decoder, frames, 1500)
