"""Example: a message, here an error that names a file and what to do next.

For good: the ``raise`` where the cause is known, and its row in packager/terminal/messages_ko.tsv (a test demands one
for every sentence that the program can stop with). Two files, no line taken away. Texts that are no errors have a key
and both languages in packager/terminal/messages.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from packager.errors import UsageError
from packager.terminal import messages, translation

ROW = "{file}: holds no titles; write one a line\t{file}: 제목이 없습니다. 한 줄에 하나씩 적으십시오\n"


def read_titles(path: Path) -> list[str]:
    """The titles of a list, one a line. Raises UsageError if there are none."""
    titles = path.read_text("utf-8").split("\n")
    if not any(titles):
        raise UsageError("{file}: holds no titles; write one a line", file=path.name)
    return titles


@pytest.fixture(autouse=True)
def translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The table with the new row."""
    table = files("packager.terminal").joinpath("messages_ko.tsv").read_text("utf-8")
    (tmp_path / "messages_ko.tsv").write_text(table + ROW, "utf-8")
    monkeypatch.setattr(translation, "files", lambda package: tmp_path)
    translation.rows.cache_clear()
    yield
    translation.rows.cache_clear()


def test_it_is_said_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "명단.txt"
    path.write_text("\n", "utf-8")
    with pytest.raises(UsageError) as caught:
        read_titles(path)
    assert str(caught.value) == "명단.txt: holds no titles; write one a line"
    said = messages.error_line(caught.value.args[0], True)
    assert said == "packager: 오류: 명단.txt: 제목이 없습니다. 한 줄에 하나씩 적으십시오"
