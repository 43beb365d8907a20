"""The subjects of the first page, from wikis of a few categories."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest
from libzim.reader import Archive

from bench.synth_dump import write_plain
from checks.own_site import SITE
from packager.audit import front
from packager.build import Request, build
from packager.config import Config, SelectionConfig
from packager.model import Page, Revision, Title
from packager.terminal.progress import Progress

WIKI = {
    "분류:자연": "자연에 대한 글을 모은다.",
    "분류:산": "[[분류:자연]] [[분류:지리]]",
    "분류:자연에 관한 토막글": "[[분류:자연]]",
    "분류:숨은 것": "__HIDDENCAT__ [[분류:자연]]",
    "분류:수학": "[[분류:셈]]",
    "분류:셈": "[[분류:수학]]",  # a circle
    "분류:지리": "땅",
    "분류:역사": "지난 일",
    "자연": "[[산맥]] [[분류:자연]] [[분류:출처가 필요한 문서]]",
    "산맥": "[[분류:산]]",
    "봉우리": "[[산맥]] [[분류:산]] [[분류:지리]]",
    "더하기": "[[빼기]] [[분류:셈]]",
    "빼기": "[[분류:셈]]",
    "들판": "[[분류:자연에 관한 토막글]]",
    "옛일": "[[분류:역사]] [[분류:숨은 것]]",
}


def drive(folder: Path, wiki: Mapping[str, str], config: Config | None = None) -> Path:
    pages = []
    for number, (name, text) in enumerate(wiki.items(), 1):
        title = Title(14, name[3:]) if name.startswith("분류:") else Title(0, name)
        pages.append(Page(title, number, Revision(100 + number, "2026-08-01T00:00:00Z"), "wikitext", text))
    dump = write_plain(pages, SITE, folder / "dump.xml")
    build(Request((dump,), folder / "out", config or Config(), 1), Progress(stream=StringIO(), quiet=True))
    return folder / "out" / "drive"


def page(folder: Path, path: str) -> str:
    return bytes(Archive(folder / "wiki.zim").get_entry_by_path(path).get_item().content).decode()


def shown(folder: Path) -> list[tuple[str, str, str]]:
    rows = front._SUBJECT.findall(page(folder, "_/main"))
    return [(label, count, front.leads.path_at(lead)) for _, label, count, lead in rows]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return drive(tmp_path_factory.mktemp("subjects"), WIKI)


def test_articles_are_counted_once_with_the_nearest_subject(built: Path) -> None:
    assert shown(built) == [
        ("자연", "2", "자연"),  # the article of its name; 산맥 is as near to 지리, which comes later
        ("수학", "2", "빼기"),  # linked to by another
        ("지리", "1", "봉우리"),  # in the category itself
        ("력사·역사", "1", "옛일"),
    ]


def test_no_way_leads_to_what_is_for_editors(built: Path) -> None:
    said = page(built, "분류:자연") + page(built, "자연") + page(built, "옛일")
    assert ">산</a>" in said
    for name in ("토막글", "숨은 것", "출처가 필요한"):
        assert name not in said


def test_an_editor_may_name_them(tmp_path: Path) -> None:
    config = Config(selection=SelectionConfig(subjects="산 | 역사|없는 분류|셈"))
    assert [label for label, _, _ in shown(drive(tmp_path, WIKI, config))] == ["산", "력사·역사", "셈"]


@pytest.mark.parametrize(
    "wiki",
    [
        {"하늘": "글", "땅": "글"},
        {"하늘": "[[분류:것]]", "땅": "[[분류:것]]", "분류:것": "모음"},
        {"하늘": "[[분류:가는 문서]]", "땅": "[[분류:토막글]]", "별": "[[분류:위키백과 관리]]"},
    ],
)
def test_too_few_are_no_choice(tmp_path: Path, wiki: dict[str, str]) -> None:
    main = page(drive(tmp_path, wiki), "_/main")
    assert "주제" not in main
    assert "r-front-subjects" not in main


def test_other_wikis_have_their_largest(tmp_path: Path) -> None:
    wiki = {f"글 {n}": f"[[분류:{'갑을병정'[n % 4]}]]" for n in range(8)}
    assert shown(drive(tmp_path, wiki)) == [(name, "2", f"글_{'갑을병정'.index(name)}") for name in "갑병을정"]
