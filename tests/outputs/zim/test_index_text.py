import unicodedata

import pytest

from packager.outputs.zim.index_text import fold, keywords, with_particles


def slow_fold(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower())
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.category(c).startswith("M")))


@pytest.mark.parametrize(
    "text",
    ["", "Müller", "ÉCOLE Café", "대한민국", "\u1103\u1162\u1112\u1161\u11ab", "가\u11a8나",
     "a\u0301b\u0302", "İstanbul", "각\u0301",
     "か\u3099 ガ", "豈 樂", "한글 ＡＢＣ", "नमस्ते", "\u0301처음", "x" * 50 + "\u0308"],
)  # fmt: skip
def test_fold_is_libzims(text: str) -> None:
    assert fold(text) == slow_fold(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("word", "present", "absent"),
    [
        ("대한민국", "대한민국은 대한민국이 대한민국으로 대한민국과 대한민국이란", "대한민국는 대한민국로 대한민국와"),
        ("서울", "서울은 서울로 서울을", "서울으로"),
        ("나라", "나라는 나라가 나라로 나라란 나라이다", "나라은 나라이란 나라으로"),
        ("7", "7은 7로 7이", "7는 7으로"),
        ("3", "3은 3으로", "3로"),
        ("NASA", "NASA는 NASA은 NASA로 NASA으로", ""),
    ],
)
def test_particles_fit_the_last_sound(word: str, present: str, absent: str) -> None:
    forms = with_particles(word)
    assert set(present.split()) <= set(forms)
    assert not set(absent.split()) & set(forms)
    assert len(forms) == len(set(forms))


def test_keywords_of_a_title_with_a_qualifier() -> None:
    words = keywords("트랜스포머 (기계 학습)")
    assert words.startswith("트랜스포머 (기계 학습) 트랜스포머 ")
    assert "트랜스포머는" in words.split()
    assert keywords("(여자)아이들").startswith("(여자)아이들 (여자)아이들은")
    assert keywords("(주)") == keywords("(주)").lower() != ""
