"""How a page is laid out (``--stage html``): ``layout/*.tsv``, and the drop list itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.worlds import SmallWorld
from packager.errors import UsageError
from packager.finish.drop_list import load_drops
from packager.finish.finish import finish, lay_out

FOLDER = Path(__file__).parent / "layout"
CASES = [
    pytest.param(line.split("\t"), id=f"{path.stem} {number}")
    for path in sorted(FOLDER.glob("*.tsv"))
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
    if line and not line.startswith("#")
]
WORLD = SmallWorld({"here.jpg"})


@pytest.mark.parametrize("case", CASES)
def test_layout(case: list[str]) -> None:
    html, dropped = lay_out(case[0], WORLD)
    assert html == case[1]
    if len(case) > 2:
        assert "; ".join(dropped) == case[2]


def test_the_bundled_list() -> None:
    drops = load_drops()
    assert "틀:토막글" in drops.templates
    assert not drops.keep & set(drops.classes)


def test_an_editors_own_list(tmp_path: Path) -> None:
    path = tmp_path / "drops.toml"
    path.write_text('[[box]]\nname = "알림"\nclasses = ["notice-*"]\n', "utf-8")
    html = '<p class="notice-a">가</p><p class="ambox">나</p>'
    mine = finish(html, WORLD, drops=load_drops(path))
    assert (mine.html, mine.dropped) == ('<p class="ambox">나</p>', ("알림: notice-a",))
    bundled = finish(html, WORLD)
    assert (bundled.html, bundled.dropped) == ('<p class="notice-a">가</p>', ("maintenance notices: ambox",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[box]]\nclass = ["a"]\n', "allowed: always, classes, ids, name, templates"),
        ("[[box]\n", "not valid TOML"),
    ],
)
def test_a_wrong_list_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "drops.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=message):
        load_drops(path)
