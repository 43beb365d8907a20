"""Under which letter titles stand in the 가나다 index."""

from __future__ import annotations

import pytest

from packager.library.letter_index import letter, sort_key


@pytest.mark.parametrize(
    ("shelf", "titles"),
    [
        ("ㄱ", ["ㄱ", "ㄲ", "ㄳ", "ﾡ", "ᄀ", "가", "까치", "값"]),
        ("ㄷ", ["ㄷ", "ㄸ", "ꥠ", "닭"]),
        ("ㄹ", ["ㄹ 받침", "ㅀ"]),
        ("ㅂ", ["ㅸ", "ᄠᅢ", "뻐꾸기"]),
        ("ㅅ", ["ㅿ", "ㅆ"]),
        ("ㅇ", ["ㅇㅇ", "ㆁ", "우유"]),
        ("ㅋ", ["ㅋㅋㅋ", "쿼크"]),
        ("ㅎ", ["ᄒᆞᆫ글", "ㆆ", "한글"]),
        ("A–Z", ["Å", "zip"]),
        ("0–9", ["1.0"]),
        ("그 밖", ["ㅏ", "ㆍ", "!", "李", "①", "あ"]),
    ],
)
def test_titles_stand_under_their_first_consonant(shelf: str, titles: list[str]) -> None:
    assert [letter(title) for title in titles] == [shelf] * len(titles)


def test_a_letter_stands_before_its_syllables() -> None:
    titles = ["깨", "ㄲ", "가", "나", "ㄱ"]
    assert sorted(titles, key=sort_key) == ["ㄱ", "ㄲ", "가", "깨", "나"]
