"""No word of machine, configuration or dump comes out; the decoder that says so sees through every wrapping."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from checks.canaries import sweep
from checks.decoder import WRAPPINGS, found


@pytest.mark.parametrize("name", WRAPPINGS)
def test_the_decoder_sees_through(name: str) -> None:
    words = {"it": "zq17kanari", "other": "zq18kanari"}
    assert found(WRAPPINGS[name](b"zq17kanari"), words) == {"it"}


@pytest.mark.slow
def test_no_planted_word_comes_out() -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folder is too deep for the sockets of worker processes
        complaints, count, _ = sweep(Path(name))
    assert complaints == []
    assert count >= 60
