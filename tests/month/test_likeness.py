"""How alike texts are, and what differs between them."""

from __future__ import annotations

import pytest

from packager.month.compare import first_sentence, new_words
from packager.month.likeness import unlike
from packager.month.word_diff import LONGEST, word_diff

TEXT = "한강은 한반도 가운데를 가로질러 황해로 들어가는 강이다. 물의 양은 강 가운데 으뜸이다."


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (TEXT, TEXT, False),
        (TEXT, TEXT + " 다리가 많다.", False),
        (TEXT, TEXT.replace(" ", "\n"), False),
        (TEXT, "백두산은 높은 산이다. 꼭대기에 못이 있다.", True),
        (TEXT, "", True),
        ("", "", False),
        ("가", "나", True),
    ],
)
def test_unlike(one: str, other: str, expected: bool) -> None:
    assert unlike(one, other) is expected
    assert unlike(other, one) is expected


def test_word_diff_gives_both_texts() -> None:
    old, new = "물이 맑다. 산이 높다. 들이 넓다.", "물이 흐리다. 산이 높다. 집이 있다. 들이 넓다."
    pieces = word_diff(old, new)
    assert [piece.text.strip() for piece in pieces if piece.sign == "-"] == ["맑다."]
    assert [piece.text.strip() for piece in pieces if piece.sign == "+"] == ["흐리다.", "집이 있다."]


def test_long_texts_differ_as_a_whole() -> None:
    old, new = "가 " * (LONGEST + 1), "나 " * (LONGEST + 1)
    assert [piece.sign for piece in word_diff(old, new)] == ["-", "+"]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("한강은 강이다. 길다.", "한강은 강이다."),
        ("한강(漢江)은 강이다.[1] 길다.", "한강(漢江)은 강이다."),
        ("\n 첫 줄\n둘째 줄", "첫 줄"),
        ("It flows. Slowly.", "It flows."),
        ("", ""),
    ],
)
def test_first_sentence(prose: str, expected: str) -> None:
    assert first_sentence(prose) == expected


def test_new_words() -> None:
    assert list(new_words(["바보", "Spam", "물"], "물 물", "바보 물 spam")) == ["바보", "Spam"]
