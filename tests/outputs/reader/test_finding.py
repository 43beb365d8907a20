"""What queries are read as, in both languages, and finding in a page."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from checks.reader.search_client import NAMES, SCRIPTS
from packager.korean import consonants
from packager.korean.questions import ask, frames
from packager.korean.tables import table_text, tables
from packager.outputs.reader.search.leads import SIZE, lead
from packager.outputs.reader.search.near_index import Row, by_rarity, encoded, groups, letters, ranking
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


def test_titles_by_their_rarest_letters() -> None:
    assert letters("리순신 (장군)") == "이순신"
    rank = ranking("이산")  # 산 is more common than 이, all others are rare
    assert groups("이순신", rank) == ["순신#", "순이#", "신이#"]
    assert groups("백두산", rank) == ["두백#", "두산#", "백산#"]
    assert groups("가가나", rank) == ["가가#", "가나#"]
    assert len(groups("한강", rank)) == 2
    # Neither a wrong vowel nor the other order changes the consonants of two letters.
    assert set(groups("한강", rank)) & set(groups("강헌", rank))


def test_the_commonest_letters_come_last() -> None:
    assert by_rarity(Counter("가가가나나다")) == "다나가"


def test_one_slip_leaves_a_pair_of_rare_letters() -> None:
    rank = ranking(by_rarity(Counter("조선왕조실록임진왜란경복궁훈민정음세종대왕")))
    for title in ("임진왜란", "조선왕조실록", "훈민정음", "경복궁"):
        whole = letters(title)
        pairs = {group[:2] for group in groups(whole, rank)}
        slips = {whole[:n] + whole[n + 1 :] for n in range(len(whole))} - {whole}
        slips |= {whole[:n] + "쿠" + whole[n:] for n in range(len(whole) + 1)}
        slips |= {whole[:n] + "쿠" + whole[n + 1 :] for n in range(len(whole))}
        slips |= {whole[:n] + whole[n + 1] + whole[n] + whole[n + 2 :] for n in range(len(whole) - 1)}
        for slip in slips:
            assert pairs & {group[:2] for group in groups(slip, rank)}, slip


def test_the_reader_finds_what_the_index_has(tmp_path: Path) -> None:
    """Rows of two groups and more, read by the script that reads a drive."""
    titles = {"이순신": 3, "이신순": 4, "백두산": 5, "백두": 6, "두배": 7, "abc": 8}
    common = by_rarity(Counter("".join(titles)))
    chosen = sorted(
        Row(group, title, weight) for title, weight in titles.items() for group in groups(title, ranking(common))
    )
    (tmp_path / "rows.bin").write_bytes(encoded(chosen))
    (tmp_path / "tables.tsv").write_text(table_text(), "utf-8")
    cases = [
        [title, common, sorted({group[:2] for group in groups(title, ranking(common))}), weight]
        for title, weight in titles.items()
    ]
    (tmp_path / "cases.json").write_text(json.dumps(cases), "utf-8")
    node("near.test.js", SCRIPTS, ",".join(NAMES), *(tmp_path / n for n in ("tables.tsv", "rows.bin", "cases.json")))


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


def test_tables_sort_by_numbers_days_and_words() -> None:
    node("sort.test.js", SCRIPTS, ",".join((*NAMES, "sort_tables")))
