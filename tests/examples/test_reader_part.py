"""Example: a part of the reader, to_top.js beside this file.

For good: the file into templates/reader/js/, its name into PAGE_JS of packager/outputs/reader/scripts.py, a row into
docs/reader-parts.md, and a test. Four files, no line taken away. It says itself what it does when the page starts,
when another page comes, at Escape and at the quick way out; a test finds state that ``forget`` leaves.
"""

from __future__ import annotations

from pathlib import Path

from tests.outputs.reader.node import SCRIPTS, node
from tests.outputs.reader.test_parts import unforgotten

HERE = Path(__file__).resolve().parent


def test_it_works_among_the_others() -> None:
    node(HERE / "reader_part.test.js", SCRIPTS, HERE / "to_top.js")


def test_its_state_is_forgotten() -> None:
    code = (HERE / "to_top.js").read_text("utf-8")
    assert unforgotten(code) == []
    assert unforgotten(code.replace("{ place = 0; }", "{}")) == ["place"]
