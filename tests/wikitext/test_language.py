"""Content language."""

from __future__ import annotations

import pytest

from packager.wikitext.words.calendar_names import calendar_names
from packager.wikitext.words.language import Language, language_or
from packager.wikitext.words.language_names import language_name

KO, EN = Language("ko"), Language("en")


@pytest.mark.parametrize(
    ("code", "number", "expected"),
    [
        ("ko", "1234567.50", "1,234,567.50"),
        ("ko", "-1234", "\u22121,234"),
        ("ko", "12", "12"),
        ("ko", "v1234", "v1,234"),
        ("de", "1234567.5", "1.234.567,5"),
        ("es", "1234", "1234"),
        ("es", "12345", "12\u00a0345"),
        ("fa", "123", "۱۲۳"),
    ],
)
def test_numbers(code: str, number: str, expected: str) -> None:
    language = Language(code)
    assert language.format_num(number) == expected
    if number.lstrip("-").replace(".", "").isdigit():
        assert language.parse_num(expected) == number


def test_letters() -> None:
    assert KO.upper("straße") == "STRASSE"
    assert KO.upper_first("가b") == "가b"
    assert Language("tr").upper("i") == "I"
    assert Language("tr").upper_first("iğne") == "İğne"
    assert Language("tr").lower_first("Irmak") == "ırmak"


def test_calendar_names() -> None:
    assert Language("ru").month(3) == "март"
    assert Language("ru").month_genitive(3) == "марта"
    assert Language("ar").weekday(1) == "الإثنين"
    assert Language("gsw").month(3) == "März"  # German stands in its place
    assert Language("ja").other_month("iranian", 3) == "ホルダード"
    assert Language("cs").other_month("hebrew genitive", 2) == calendar_names("cs", "hebrew genitive")[1]
    assert Language("vi").message("january") == "tháng 1"
    assert language_or("zh-classical", KO).code == "lzh"
    assert language_or("나쁜 코드", KO) is KO


def test_messages_and_names() -> None:
    assert KO.message("red-link-title", "가") == "가 (없는 문서)"
    assert EN.message("red-link-title", "A") == "A (page does not exist)"
    assert KO.message("comma-separator") == ", "
    assert KO.message("없는 말") is None
    assert KO.special_page("Booksources") == "책찾기"
    assert KO.special_page("북") == "북"
    assert KO.is_special_page("RandomPage")
    assert KO.list_text(["가", "나", "다"]) == "가, 나 그리고 다"
    assert KO.month(3) == "3월"
    assert KO.weekday(0) == "일요일"


def test_languages() -> None:
    assert language_name("de") == "Deutsch"
    assert language_name("de", "ko") == "독일어"
    assert language_name("de", "en") == "German"
    assert language_name("없음") == ""
