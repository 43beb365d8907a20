"""Northern spellings of titles from the Hanja of the first words."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.outputs.zim.northern import NorthernNames, northern

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "northern.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("title", "prose", "wanted"), CASES)
def test_a_title(title: str, prose: str, wanted: str) -> None:
    assert northern(title, prose) == wanted


def test_the_article_with_more_links_has_the_name_and_a_title_keeps_its_own() -> None:
    names = NorthernNames()
    names.offer("여사", "여사", "여사(女史)는 부르는 말이다.", 3)
    names.offer("이사", "이사", "이사(理事)는 일을 맡은 사람이다.", 1)
    names.offer("이사_(직책)", "이사", "이사(理事)는 다른 자리이다.", 5)
    names.offer("노동", "노동", "노동(勞動)은 일이다.", 9)
    names.taken("로동")
    assert [*names.names()] == [("녀사", "여사"), ("리사", "이사_(직책)")]
