"""What queries are read as, in both languages, and finding in a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.reader.search_client import NAMES, SCRIPTS
from packager.korean import consonants
from packager.korean.questions import ask, frames
from packager.korean.tables import table_text, tables
from packager.outputs.reader.search.leads import SIZE, lead
from packager.outputs.reader.search.near_index import letters
from packager.outputs.reader.search.near_index import rows as near_rows
from packager.outputs.reader.search.title_entries import Named
from tests.outputs.reader.case_rows import rows
from tests.outputs.reader.node import HERE, node

JAMO = dict(zip(tables().consonants, "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", strict=True))


@pytest.mark.parametrize(("title", "wanted"), rows("skeletons.tsv"))
def test_skeletons(title: str, wanted: str) -> None:
    found = ("".join(JAMO.get(key, key) for key in keys) for keys in consonants.skeletons(title))
    assert "|".join(found) == wanted


def test_javascript_reads_the_same(tmp_path: Path) -> None:
    (tmp_path / "tables.tsv").write_text(table_text(), "utf-8")
    cases = (HERE / name for name in ("skeletons.tsv", "questions.tsv", "written.tsv"))
    node("finding.test.js", SCRIPTS, ",".join(NAMES), tmp_path / "tables.tsv", *cases)


@pytest.mark.parametrize(
    ("name", "frame", "question"),
    [
        ("한강", "<은> 무엇인가", "한강은 무엇인가"),
        ("바다", "<은> 무엇인가", "바다는 무엇인가"),
        ("바다", "<이>란", "바다란"),
        ("한강", "<이>란", "한강이란"),
        ("바다", "<이> 어디에 있는가", "바다가 어디에 있는가"),
        ("한강", "의 뜻", "한강의 뜻"),
    ],
)
def test_questions_take_the_particles_of_their_names(name: str, frame: str, question: str) -> None:
    assert frame in frames() or frame == "<이>란"
    assert ask(name, frame) == question


def test_a_title_less_a_letter() -> None:
    found = list(near_rows(Named("리순신 (장군)", 3, 64)))
    assert letters("리순신 (장군)") == "이순신"
    missing = [(row.rest, row.missing, row.place) for row in found]
    assert missing == [("순신", "이", 0), ("이신", "순", 1), ("이순", "신", 2)]
    assert {row.weight for row in found} == {4}
    assert list(near_rows(Named("한강", 1, 1))) == []


def test_first_words_end_with_a_sentence() -> None:
    assert lead("짧은 글이다.\n둘째 줄.") == "짧은 글이다. 둘째 줄."
    long = "첫 문장은 이렇게 길게 이어진다. " * 20
    assert lead(long).endswith("이어진다.")
    assert SIZE // 2 < len(lead(long)) <= SIZE
    assert len(lead("가" * 500)) == SIZE


def test_every_window_of_an_article_is_found(tmp_path: Path) -> None:
    article = max((row[1] for row in rows("articles.tsv")), key=len)
    page = (
        "<div><p><b>백두산</b>은 <a>한반도</a>에서 가장 <i>높</i>은\n산이다.<sup>[1]</sup> 높이는 2,750 m이다.</p>"
        "<ul><li>천<b>지</b></li><li>장군봉</li></ul><math><mi>x</mi><mo>=</mo></math><p>끝.</p></div>"
    )
    (tmp_path / "article.html").write_text(page + article, "utf-8")
    node("find.test.js", SCRIPTS, ",".join((*NAMES, "page_text")), tmp_path / "article.html")
