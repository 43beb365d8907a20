"""What is removed from a finished page, and the folding of boxes without script."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.errors import UsageError
from packager.finish.collapse import collapse_boxes
from packager.finish.drops import drop_boxes, load_rules
from packager.finish.picture_boxes import caption_only

RULES = load_rules()


@pytest.mark.parametrize(("html", "left", "names"), [
    ("<p>글</p>", "<p>글</p>", ()),
    ('<h2>가<span class="mw-editsection">[<a>편집</a>]</span></h2>', "<h2>가</h2>", ("edit links: mw-editsection",)),
    ('<table class="box-출처&#95;필요 ambox"><tr><td><table><tr></tr></table></td></tr></table><p>글</p>', "<p>글</p>",
     ("maintenance notices: box-출처_필요",)),
    ('<div class="navbox authority-control"><div>x</div></div>끝', "끝", ("authority control: authority-control",)),
    ('<p>글</p><div role="navigation" class="navbox"><table class="authority-control"></table></div>', "<p>글</p>",
     ("authority control: authority-control",)),
    ('<div class="navbox"><div class="navbar">보기</div><ul></ul></div>', '<div class="navbox"><ul></ul></div>',
     ("edit links: navbar",)),
    ('<table class="infobox ambox-x"><tr></tr></table>', '<table class="infobox ambox-x"><tr></tr></table>', ()),
    ('<div class="ambox"><style data-mw-deduplicate="x">.a{color:red}</style>글</div>',
     '<style data-mw-deduplicate="x">.a{color:red}</style>', ("maintenance notices: ambox",)),
    ('<span id="coordinates">좌표</span>.', ".", ("coordinates service: coordinates",)),
    ('글<img class="topicon" alt="a > b"/>글', "글글", ("page corner: topicon",)),
    ('<a title=\'class="ambox"\'>글</a>', '<a title=\'class="ambox"\'>글</a>', ()),
])  # fmt: skip
def test_drop(html: str, left: str, names: tuple[str, ...]) -> None:
    assert drop_boxes(html, RULES) == (left, names)


def test_the_list_itself() -> None:
    assert "틀:토막글" in RULES.templates
    assert not RULES.keep & set(RULES.classes)


def test_a_wrong_list_is_told(tmp_path: Path) -> None:
    path = tmp_path / "drops.toml"
    path.write_text('[[box]]\nclass = ["a"]\n', "utf-8")
    with pytest.raises(UsageError, match="allowed: always, classes, ids, name, templates"):
        load_rules(path)
    path.write_text("[[box]\n", "utf-8")
    with pytest.raises(UsageError, match="not valid TOML"):
        load_rules(path)


def test_contents_fold() -> None:
    toc = ('<div id="toc" class="toc" role="navigation"><input type="checkbox" id="x"/><div class="toctitle" lang="ko">'
           '<h2 id="mw-toc-heading">목차</h2><span class="toctogglespan"><label for="x"></label></span></div>'
           "\n<ul><li>가</li></ul>\n</div>글")  # fmt: skip
    head = '<details id="toc" class="toc" role="navigation" open=""><summary>목차</summary>'
    assert collapse_boxes(toc) == head + "\n<ul><li>가</li></ul>\n</details>글"


def test_collapse() -> None:
    box = '<div class="navbox"><table><tr><th class="navbox-title"><a>독일의</a> 도시</th></tr></table></div>'
    folded = f'<details class="fold-box" role="navigation"><summary>독일의 도시</summary>{box}</details>'
    assert collapse_boxes(f"<p>가</p>{box}나") == f"<p>가</p>{folded}나"
    assert collapse_boxes('<table class="wikitable"><tr></tr></table>') == '<table class="wikitable"><tr></tr></table>'
    inner = '<div class="navbox"><div class="navbox">x</div></div>'
    assert collapse_boxes(inner).count("<details") == 1


_TABLE = (Path(__file__).parent / "picture-boxes.tsv").read_text("utf-8")
PICTURE_BOXES = [line.split("\t") for line in _TABLE.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(("html", "left"), PICTURE_BOXES)
def test_boxes_of_missing_pictures(html: str, left: str) -> None:
    assert caption_only(html, lambda address: address == "here.jpg") == left
